/** The item in the status bar: the state of the server, and whether the file that is shown is taken for notes. */

import * as vscode from "vscode";
import { activeDocument, showsWhatMayBeNotes } from "../documents/active.ts";
import type { ServerControl } from "../server/control.ts";
import { COMMANDS, STATUS_REQUEST } from "../names.ts";
import type { ServerReport } from "./report.ts";
import { statusWords } from "./words.ts";

const BETWEEN_LOOKS = 2000;

/** Show the item beside files that the server may read, and nowhere else. */
export function showStatus(control: ServerControl): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("talkNotes.status", vscode.StatusBarAlignment.Right, 100);
  item.name = "Talk Notes";
  item.command = COMMANDS.menu;
  let later: NodeJS.Timeout | undefined;

  const draw = (report: ServerReport | undefined): void => {
    const shown = statusWords(control.state, report);
    item.text = shown.text;
    item.tooltip = new vscode.MarkdownString(shown.tooltip, true);
    item.backgroundColor = shown.isWarning ? new vscode.ThemeColor("statusBarItem.warningBackground") : undefined;
    item.accessibilityInformation = { label: shown.text.replace(/\$\(\S+\) /, ""), role: "button" };
  };

  const look = async (): Promise<void> => {
    clearTimeout(later);
    const document = activeDocument();
    if (document === undefined || (control.state.kind === "missing" && !showsWhatMayBeNotes())) {
      item.hide();
      return;
    }
    const report = await reportOf(control, document.uri);
    draw(report);
    item.show();
    if (report?.indexing === true || report?.web.checking === true) {
      later = setTimeout(() => void look(), BETWEEN_LOOKS);
    }
  };

  return vscode.Disposable.from(
    item,
    { dispose: () => clearTimeout(later) },
    control.onDidChange(() => void look()),
    vscode.window.onDidChangeActiveTextEditor(() => void look()),
    vscode.workspace.onDidSaveTextDocument(() => void look()),
    vscode.workspace.onDidOpenTextDocument(() => void look()),
  );
}

/** What the server says of itself and of a file; undefined while it does not answer. */
export async function reportOf(control: ServerControl, uri: vscode.Uri | undefined): Promise<ServerReport | undefined> {
  const { client } = control;
  if (client === undefined) {
    return undefined;
  }
  const params = uri === undefined ? {} : { uri: client.code2ProtocolConverter.asUri(uri) };
  try {
    return await client.sendRequest<ServerReport>(STATUS_REQUEST, params);
  } catch {
    return undefined;
  }
}
