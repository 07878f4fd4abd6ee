/** Having the server look at the links to the web, of a file or of all notes. It shows its progress itself. */

import * as vscode from "vscode";
import { CHECK_LINKS_REQUEST } from "../names.ts";
import type { ServerControl } from "../server/control.ts";
import { activeNotes } from "./active_notes.ts";
import { verdictsInWords, type LinkCheck } from "./verdicts.ts";

const PROBLEMS = "Show the problems";

export async function checkLinks(control: ServerControl): Promise<void> {
  const notes = activeNotes(control);
  if (notes !== undefined) {
    const uri = notes.client.code2ProtocolConverter.asUri(notes.editor.document.uri);
    await check(control, { textDocument: { uri } });
  }
}

export async function checkAllLinks(control: ServerControl): Promise<void> {
  if (control.client === undefined) {
    activeNotes(control);
  } else {
    await check(control, {});
  }
}

async function check(control: ServerControl, params: object): Promise<void> {
  let result: LinkCheck | undefined;
  try {
    result = await control.client?.sendRequest<LinkCheck>(CHECK_LINKS_REQUEST, params);
  } catch (error) {
    void vscode.window.showErrorMessage(`The links were not checked: ${error instanceof Error ? error.message : String(error)}`);
    return;
  }
  if (result !== undefined) {
    const { words, isBad } = verdictsInWords(result);
    const chosen = isBad
      ? await vscode.window.showWarningMessage(words, PROBLEMS)
      : await vscode.window.showInformationMessage(words);
    if (chosen === PROBLEMS) {
      await vscode.commands.executeCommand("workbench.actions.view.problems");
    }
  }
}
