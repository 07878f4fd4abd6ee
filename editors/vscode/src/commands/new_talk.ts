/**
 * A new talk below the one at the cursor, in the style of the file. How talks are written the server knows: it is what
 * its completion offers on a blank line.
 */

import * as vscode from "vscode";
import { CompletionRequest, type CompletionItem } from "vscode-languageclient/node";
import { symbolsOf } from "../documents/symbols.ts";
import type { ServerControl } from "../server/control.ts";
import { activeNotes, type ActiveNotes } from "./active_notes.ts";
import { roomFor, type Room } from "./room.ts";

const NEW_TALK = "new talk";

export async function newTalk(control: ServerControl): Promise<void> {
  const notes = activeNotes(control);
  if (notes === undefined) {
    return;
  }
  const { editor } = notes;
  const symbols = await symbolsOf(control, editor.document);
  const lines = editor.document.getText().split(/\r\n|\r|\n/);
  const room = roomFor(symbols, lines, editor.selection.active.line);
  await makeRoom(editor, room);
  const item = await talkInStyle(notes, room.line);
  if (item === undefined) {
    await vscode.commands.executeCommand("undo");
    void vscode.window.showInformationMessage("There is no talk yet whose style a new one could take. Try the snippet notes-talk.");
    return;
  }
  const text = item.textEdit?.newText ?? item.insertText ?? item.label;
  const snippet = item.insertTextFormat === 2 ? new vscode.SnippetString(text) : new vscode.SnippetString().appendText(text);
  await editor.insertSnippet(snippet, new vscode.Position(room.line, 0), { undoStopBefore: false, undoStopAfter: true });
}

async function makeRoom(editor: vscode.TextEditor, room: Room): Promise<void> {
  await editor.edit(
    (edit) => edit.insert(editor.document.lineAt(room.after).range.end, "\n".repeat(room.added)),
    { undoStopBefore: true, undoStopAfter: false },
  );
  const there = new vscode.Position(room.line, 0);
  editor.selection = new vscode.Selection(there, there);
  editor.revealRange(editor.selection);
}

async function talkInStyle({ editor, client }: ActiveNotes, line: number): Promise<CompletionItem | undefined> {
  const answer = await client.sendRequest(CompletionRequest.type, {
    textDocument: client.code2ProtocolConverter.asTextDocumentIdentifier(editor.document),
    position: { line, character: 0 },
    context: { triggerKind: 1 },
  });
  const items = Array.isArray(answer) ? answer : (answer?.items ?? []);
  return items.find((item) => (item.detail ?? item.labelDetails?.description) === NEW_TALK);
}
