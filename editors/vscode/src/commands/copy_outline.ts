/** Copying the outline of the notes that are being edited. */

import * as vscode from "vscode";
import { symbolsOf } from "../documents/symbols.ts";
import type { ServerControl } from "../server/control.ts";
import { activeNotes } from "./active_notes.ts";
import { outlineText } from "./outline_text.ts";

export async function copyOutline(control: ServerControl): Promise<void> {
  const notes = activeNotes(control);
  if (notes === undefined) {
    return;
  }
  const symbols = await symbolsOf(control, notes.editor.document);
  if (symbols.length === 0) {
    void vscode.window.showInformationMessage("There is no outline: this file holds no notes of talks.");
    return;
  }
  await vscode.env.clipboard.writeText(outlineText(symbols));
  void vscode.window.setStatusBarMessage("$(check) The outline is on the clipboard", 4000);
}
