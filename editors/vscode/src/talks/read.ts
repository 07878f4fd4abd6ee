/** Reading the talks of the workspace: the server's program does it, as on the command line. */

import { execFile } from "node:child_process";
import * as vscode from "vscode";
import { readOutline, talksOf, type Talk } from "./model.ts";

const MOST_OUTPUT = 200 * 1024 * 1024;
const PATIENCE = 120_000;

/** All talks of the workspace's folders. Throws, with the reason, where they can't be read. */
export async function readTalks(program: string): Promise<Talk[]> {
  const folders = (vscode.workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === "file");
  if (folders.length === 0) {
    return [];
  }
  const commandLine = ["--outline", "--output-format", "json", "--", ...folders.map(({ uri }) => uri.fsPath)];
  const printed = await new Promise<string>((resolve, reject) => {
    const options = { maxBuffer: MOST_OUTPUT, timeout: PATIENCE, windowsHide: true };
    execFile(program, commandLine, options, (error, stdout, stderr) => {
      // Where one file can't be read the others are there all the same.
      if (stdout.trim() === "") {
        reject(new Error(stderr.trim() || (error?.message ?? "nothing was printed")));
      } else {
        resolve(stdout);
      }
    });
  });
  return talksOf(readOutline(printed));
}
