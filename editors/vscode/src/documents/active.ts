/** The document that is shown, if the server may read it. */

import * as path from "node:path";
import * as vscode from "vscode";
import { DOCUMENTS } from "../server/client.ts";
import { mayBeNotes } from "./may_be_notes.ts";

export function activeDocument(): vscode.TextDocument | undefined {
  const document = vscode.window.activeTextEditor?.document;
  return document !== undefined && vscode.languages.match(DOCUMENTS, document) > 0 ? document : undefined;
}

/** Whether what is shown may be notes, by its looks. */
export function showsWhatMayBeNotes(): boolean {
  const document = activeDocument();
  return document !== undefined && mayBeNotes(path.basename(document.uri.fsPath), document.getText());
}
