/** Puts the parts of the extension together. */

import * as vscode from "vscode";
import { checkAllLinks, checkLinks } from "./commands/check_links.ts";
import { copyOutline } from "./commands/copy_outline.ts";
import { openExample } from "./commands/example.ts";
import { exportFindings } from "./commands/export_findings.ts";
import { newTalk } from "./commands/new_talk.ts";
import { showStatusReport } from "./commands/show_status.ts";
import { recognizePlainText } from "./documents/plain_text.ts";
import { singleOutline } from "./documents/single_outline.ts";
import { COMMANDS, PRODUCT, SECTION } from "./names.ts";
import { ServerControl } from "./server/control.ts";
import { chooseServer, installNow, offerWhenMissing } from "./server/offer.ts";
import { onInterpreterChange } from "./server/python_extension.ts";
import { showStatus } from "./status/item.ts";
import { showMenu } from "./status/menu.ts";
import { showTalks } from "./talks/view.ts";

let control: ServerControl | undefined;

export function activate(context: vscode.ExtensionContext): void {
  const output = vscode.window.createOutputChannel(PRODUCT, { log: true });
  const server = new ServerControl(context, output);
  control = server;
  const commands: Record<string, () => unknown> = {
    [COMMANDS.restart]: () => server.restart(),
    [COMMANDS.install]: () => installNow(server),
    [COMMANDS.chooseServer]: chooseServer,
    [COMMANDS.showOutput]: () => output.show(),
    [COMMANDS.showStatus]: () => showStatusReport(server),
    [COMMANDS.menu]: () => showMenu(server),
    [COMMANDS.checkLinks]: () => checkLinks(server),
    [COMMANDS.checkAllLinks]: () => checkAllLinks(server),
    [COMMANDS.newTalk]: () => newTalk(server),
    [COMMANDS.copyOutline]: () => copyOutline(server),
    [COMMANDS.exportFindings]: () => exportFindings(server),
    [COMMANDS.openExample]: openExample,
  };
  context.subscriptions.push(
    output,
    server,
    offerWhenMissing(context, server),
    recognizePlainText(server),
    singleOutline(server),
    showStatus(server),
    showTalks(context, server),
    ...Object.entries(commands).map(([name, run]) => vscode.commands.registerCommand(name, run)),
    vscode.workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(`${SECTION}.server.path`)) {
        void server.restart();
      }
    }),
    // The environment of a trusted workspace may hold a server, and may be asked for packages.
    vscode.workspace.onDidGrantWorkspaceTrust(() => void server.restart()),
  );
  void onInterpreterChange(() => void server.restart()).then((listening) => {
    if (listening !== undefined) {
      context.subscriptions.push(listening);
    }
  });
  void server.restart();
}

export async function deactivate(): Promise<void> {
  await control?.stop();
}
