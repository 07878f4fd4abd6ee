/** Finding the server on this machine. */

import { existsSync } from "node:fs";
import { homedir } from "node:os";
import * as vscode from "vscode";
import { SECTION } from "../names.ts";
import { candidates, type Candidate } from "./candidates.ts";
import { ownProgram } from "./own_environment.ts";
import { probe } from "./probe.ts";
import { expanded, placesOnPath, programBeside } from "./programs.ts";
import { selectedInterpreter } from "./python_extension.ts";

export interface Found extends Candidate {
  readonly version: string;
  /** The interpreter that is selected for the workspace, whose packages snippets may import. */
  readonly interpreter: string | undefined;
}

export interface NotFound {
  /** For its user, in whole sentences. */
  readonly why: string;
  /** Whether a setting names what can't be used: then that is what has to change. */
  readonly named: boolean;
}

const PROGRAM = "notes-lsp";

/** The first server that answers. */
export async function findServer(context: vscode.ExtensionContext): Promise<Found | NotFound> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const [first] = folders;
  const written = vscode.workspace.getConfiguration(SECTION).get<string>("server.path", "").trim();
  const interpreter = vscode.workspace.isTrusted ? await selectedInterpreter(first?.uri) : undefined;
  const beside = interpreter === undefined ? undefined : programBeside(interpreter, PROGRAM, process.platform);
  const own = ownProgram(context);
  const places = candidates({
    named: expanded(written, homedir(), first?.uri.fsPath),
    selected: beside !== undefined && existsSync(beside) ? beside : undefined,
    onPath: placesOnPath(PROGRAM, process.env, process.platform).filter((program) => existsSync(program)),
    own: existsSync(own) ? own : undefined,
    trusted: vscode.workspace.isTrusted,
    folders: folders.map((folder) => folder.uri.fsPath),
  });
  const problems: string[] = [];
  for (const place of places) {
    const answer = await probe(place.program);
    if ("version" in answer) {
      return { ...place, version: answer.version, interpreter };
    }
    problems.push(`${place.program}, ${place.where}, ${answer.problem}.`);
  }
  const said = problems.length > 0 ? problems : ["The server of Talk Notes, notes-lsp, is not installed."];
  return { why: said.join(" "), named: written !== "" };
}
