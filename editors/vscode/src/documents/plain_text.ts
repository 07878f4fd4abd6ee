/**
 * Plain text that is notes gets the language "Talk Notes", for its colours. VS Code colours plain text by no grammar at
 * all. All other plain text stays what it is, and so does what somebody gave another language.
 */

import * as vscode from "vscode";
import { SECTION, TALK_NOTES } from "../names.ts";
import type { ServerControl } from "../server/control.ts";
import { reportOf } from "../status/item.ts";
import { looksLikeNotes } from "./looks_like_notes.ts";
import { symbolsOf } from "./symbols.ts";

export function recognizePlainText(control: ServerControl): vscode.Disposable {
  // Once is enough: whoever changes the language back wants it so.
  const looked = new Set<string>();

  const look = async (document: vscode.TextDocument): Promise<void> => {
    const uri = document.uri.toString();
    if (document.languageId !== "plaintext" || document.uri.scheme !== "file" || looked.has(uri)) {
      return;
    }
    if (!vscode.workspace.getConfiguration(SECTION, document.uri).get<boolean>("editor.recognizePlainText", true)) {
      return;
    }
    const report = await reportOf(control, document.uri);
    if (report?.file?.taken !== true || report.file.dialect !== "plaintext") {
      return;
    }
    if (looksLikeNotes(await symbolsOf(control, document)) && !document.isClosed) {
      looked.add(uri);
      await vscode.languages.setTextDocumentLanguage(document, TALK_NOTES);
    }
  };

  const lookAtAll = (): void => {
    if (control.client !== undefined) {
      vscode.workspace.textDocuments.forEach((document) => void look(document));
    }
  };

  return vscode.Disposable.from(
    control.onDidChange(lookAtAll),
    vscode.workspace.onDidOpenTextDocument((document) => void look(document)),
    vscode.workspace.onDidSaveTextDocument((document) => void look(document)),
    vscode.workspace.onDidCloseTextDocument((document) => {
      if (document.languageId !== TALK_NOTES) {
        looked.delete(document.uri.toString());
      }
    }),
  );
}
