/** What a click on the status item offers. */

import * as vscode from "vscode";
import { COMMANDS, SECTION } from "../names.ts";
import type { ServerControl } from "../server/control.ts";

interface Choice extends vscode.QuickPickItem {
  readonly run?: () => Thenable<unknown>;
}

export async function showMenu(control: ServerControl): Promise<void> {
  const command = (id: string, label: string, detail?: string): Choice => ({
    label,
    ...(detail === undefined ? {} : { detail }),
    run: () => vscode.commands.executeCommand(id),
  });
  const running: Choice[] = [
    command(COMMANDS.findTalk, "$(search) Find a talk or a speaker"),
    command(COMMANDS.newTalk, "$(add) New talk"),
    command(COMMANDS.checkLinks, "$(link) Check the web links of this file"),
    command(COMMANDS.showStatus, "$(info) What the server knows of this file"),
  ];
  const missing: Choice[] = [
    command(COMMANDS.install, "$(cloud-download) Install the server", "Into an environment of its own"),
    command(COMMANDS.chooseServer, "$(folder-opened) Choose a program"),
  ];
  const choices: Choice[] = [
    ...(control.state.kind === "running" ? running : control.state.kind === "missing" ? missing : []),
    { label: "", kind: vscode.QuickPickItemKind.Separator },
    command(COMMANDS.restart, "$(debug-restart) Restart the server"),
    command(COMMANDS.showOutput, "$(output) Show the output"),
    {
      label: "$(settings-gear) Settings",
      run: () => vscode.commands.executeCommand("workbench.action.openSettings", `@ext:${SECTION}.${SECTION}`),
    },
  ];
  const chosen = await vscode.window.showQuickPick(choices, { title: "Talk Notes" });
  await chosen?.run?.();
}
