/** The view "Talks": its tree, when that is read anew, and the commands in its title. */

import * as vscode from "vscode";
import { COMMANDS, ENDINGS } from "../names.ts";
import type { ServerControl } from "../server/control.ts";
import type { Talk } from "./model.ts";
import { readTalks } from "./read.ts";
import { searchTalks } from "./search.ts";
import { TalksTree, type Mode } from "./tree.ts";

const MODE = "talkNotes.talksBy";
/** Files that are saved together are read once. */
const QUIET = 400;

export function showTalks(context: vscode.ExtensionContext, control: ServerControl): vscode.Disposable {
  const tree = new TalksTree();
  const view = vscode.window.createTreeView("talkNotes.talks", { treeDataProvider: tree, showCollapseAll: true });
  const watcher = vscode.workspace.createFileSystemWatcher(`**/*.${ENDINGS}`);
  let mode: Mode = context.workspaceState.get(MODE) === "speaker" ? "speaker" : "conference";
  let talks: readonly Talk[] = [];
  let isOutdated = true;
  let reading: Promise<void> | undefined;
  let later: NodeJS.Timeout | undefined;

  const readNow = async (program: string): Promise<void> => {
    isOutdated = false;
    try {
      talks = await readTalks(program);
      view.message = talks.length === 0 ? "There are no notes of talks in this folder." : "";
    } catch (error) {
      control.output.error(`The talks could not be read: ${String(error)}`);
      view.message = "The talks could not be read. The output says why.";
    }
    tree.show(talks, mode);
  };
  /** Read what has changed, one time after the other. */
  const read = async (): Promise<void> => {
    while (reading !== undefined) {
      await reading;
    }
    const { program } = control;
    if (program !== undefined && isOutdated) {
      reading = readNow(program).finally(() => (reading = undefined));
      await reading;
    }
  };
  const changed = (): void => {
    isOutdated = true;
    clearTimeout(later);
    later = setTimeout(() => void (view.visible ? read() : undefined), QUIET);
  };
  const setMode = async (wanted: Mode): Promise<void> => {
    mode = wanted;
    await context.workspaceState.update(MODE, mode);
    await vscode.commands.executeCommand("setContext", MODE, mode);
    tree.show(talks, mode);
  };
  void vscode.commands.executeCommand("setContext", MODE, mode);

  return vscode.Disposable.from(
    view,
    watcher,
    { dispose: () => clearTimeout(later) },
    watcher.onDidChange(changed),
    watcher.onDidCreate(changed),
    watcher.onDidDelete(changed),
    control.onDidChange(changed),
    view.onDidChangeVisibility(() => void (view.visible ? read() : undefined)),
    vscode.workspace.onDidChangeWorkspaceFolders(changed),
    vscode.commands.registerCommand(COMMANDS.refreshTalks, () => {
      isOutdated = true;
      return read();
    }),
    vscode.commands.registerCommand(COMMANDS.bySpeaker, () => setMode("speaker")),
    vscode.commands.registerCommand(COMMANDS.byConference, () => setMode("conference")),
    vscode.commands.registerCommand(COMMANDS.openTalk, openTalk),
    vscode.commands.registerCommand(COMMANDS.findTalk, async () => {
      await read();
      searchTalks(talks, openTalk);
    }),
  );
}

async function openTalk(talk: Talk): Promise<void> {
  const start = new vscode.Position(talk.line, 0);
  const editor = await vscode.window.showTextDocument(vscode.Uri.file(talk.path), {
    selection: new vscode.Range(start, start),
    preview: true,
  });
  editor.revealRange(new vscode.Range(start, start), vscode.TextEditorRevealType.AtTop);
}
