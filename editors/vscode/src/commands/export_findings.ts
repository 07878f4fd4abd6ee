/** Writing all findings of the workspace into a file: the server's program does it, as on the command line. */

import { execFile } from "node:child_process";
import * as path from "node:path";
import * as vscode from "vscode";
import type { ServerControl } from "../server/control.ts";
import { EXPORT_FORMATS, exportProblem } from "./export_formats.ts";

export async function exportFindings(control: ServerControl): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === "file");
  const { program } = control;
  if (folder === undefined || program === undefined) {
    const why = folder === undefined ? "Open a folder of notes first." : "The server of Talk Notes does not run.";
    void vscode.window.showInformationMessage(why);
    return;
  }
  const format = await vscode.window.showQuickPick(EXPORT_FORMATS, { title: "Export the findings as" });
  if (format === undefined) {
    return;
  }
  const target = await vscode.window.showSaveDialog({
    title: "Export the findings",
    defaultUri: vscode.Uri.joinPath(folder.uri, `findings.${format.ending}`),
  });
  if (target === undefined) {
    return;
  }
  // Findings are told of files as they are on disk.
  await vscode.workspace.saveAll(false);
  const paths = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => path.relative(folder.uri.fsPath, uri.fsPath) || ".");
  const commandLine = ["--check", "--output-format", format.format, "--output-file", target.fsPath, "--", ...paths];
  const problem = await new Promise<string | undefined>((resolve) => {
    execFile(program, commandLine, { cwd: folder.uri.fsPath, windowsHide: true }, (error, _, stderr) => {
      resolve(exportProblem(error?.code, stderr));
    });
  });
  if (problem === undefined) {
    await vscode.window.showTextDocument(target);
  } else {
    void vscode.window.showErrorMessage(`The findings were not exported: ${problem}`);
  }
}
