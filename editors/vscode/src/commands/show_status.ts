/** All that the server knows of itself and of the file that is shown, to read or to put into an issue. */

import * as vscode from "vscode";
import type { ServerControl } from "../server/control.ts";
import { reportOf } from "../status/item.ts";

export async function showStatusReport(control: ServerControl): Promise<void> {
  const report = await reportOf(control, vscode.window.activeTextEditor?.document.uri);
  const content = JSON.stringify({ client: control.state, server: report ?? null }, undefined, 2);
  const document = await vscode.workspace.openTextDocument({ language: "json", content });
  await vscode.window.showTextDocument(document, { preview: true, viewColumn: vscode.ViewColumn.Beside });
}
