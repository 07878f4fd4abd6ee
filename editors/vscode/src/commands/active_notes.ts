/** The notes that are being edited, or a word to the user where there are none. */

import * as vscode from "vscode";
import { DOCUMENTS } from "../server/client.ts";
import type { ServerControl } from "../server/control.ts";
import type { LanguageClient } from "vscode-languageclient/node";

export interface ActiveNotes {
  readonly editor: vscode.TextEditor;
  readonly client: LanguageClient;
}

export function activeNotes(control: ServerControl): ActiveNotes | undefined {
  const { client } = control;
  const editor = vscode.window.activeTextEditor;
  if (client === undefined) {
    void vscode.window.showWarningMessage("The server of Talk Notes does not run; its item in the status bar says why.");
  } else if (editor === undefined || vscode.languages.match(DOCUMENTS, editor.document) === 0) {
    void vscode.window.showInformationMessage("Open a file of notes first.");
  } else {
    return { editor, client };
  }
  return undefined;
}
