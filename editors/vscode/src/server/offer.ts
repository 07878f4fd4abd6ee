/** Telling that the server is missing or has ended, with ways out. */

import * as vscode from "vscode";
import { showsWhatMayBeNotes } from "../documents/active.ts";
import { COMMANDS, SECTION } from "../names.ts";
import type { ServerControl, ServerState } from "./control.ts";

const INSTALL = "Install the server";
const CHOOSE = "Choose a program…";
const SETTINGS = "Open the setting";
const RESTART = "Start it again";
const OUTPUT = "Show the output";
const NOT_AGAIN = "Don't ask again";
const SILENCED = "offerSilenced";

/** Ask once for each thing that is wrong, beside what may be notes; the status item goes on telling it. */
export function offerWhenMissing(context: vscode.ExtensionContext, control: ServerControl): vscode.Disposable {
  const asked = new Set<string>();
  const look = (): void => {
    const { state } = control;
    if (state.kind === "missing" && !asked.has(state.why) && isAsked(context, state)) {
      asked.add(state.why);
      void offer(context, state);
    }
  };
  return vscode.Disposable.from(
    vscode.window.onDidChangeActiveTextEditor(look),
    control.onDidChange((state) => {
      if (state.kind === "failed") {
        void offerRestart(state.why);
      } else {
        look();
      }
    }),
  );
}

/** Who wants no server wants to hear nothing of it; who names one does. */
function isAsked(context: vscode.ExtensionContext, state: { readonly named: boolean }): boolean {
  return state.named || (context.globalState.get(SILENCED) !== true && showsWhatMayBeNotes());
}

async function offer(
  context: vscode.ExtensionContext,
  state: Extract<ServerState, { kind: "missing" }>,
): Promise<void> {
  const ways = state.named ? [SETTINGS, INSTALL, CHOOSE] : [INSTALL, CHOOSE, NOT_AGAIN];
  const chosen = await vscode.window.showWarningMessage(
    state.named
      ? state.why
      : `${state.why} It needs Python 3.10 or newer, and goes into an environment of its own: nothing else changes.`,
    ...ways,
  );
  switch (chosen) {
    case INSTALL:
      await vscode.commands.executeCommand(COMMANDS.install);
      break;
    case CHOOSE:
      await vscode.commands.executeCommand(COMMANDS.chooseServer);
      break;
    case SETTINGS:
      await vscode.commands.executeCommand("workbench.action.openSettings", `${SECTION}.server.path`);
      break;
    case NOT_AGAIN:
      await context.globalState.update(SILENCED, true);
      break;
  }
}

async function offerRestart(why: string): Promise<void> {
  const chosen = await vscode.window.showErrorMessage(why, RESTART, OUTPUT);
  if (chosen !== undefined) {
    await vscode.commands.executeCommand(chosen === RESTART ? COMMANDS.restart : COMMANDS.showOutput);
  }
}

/** What the commands for it do. */
export async function installNow(control: ServerControl): Promise<void> {
  const problem = await control.install();
  if (problem !== undefined) {
    const chosen = await vscode.window.showErrorMessage(`The server was not installed: ${problem}`, OUTPUT);
    if (chosen === OUTPUT) {
      control.output.show();
    }
  } else if (control.state.kind === "running") {
    void vscode.window.showInformationMessage(`The server of Talk Notes is installed (notes-lsp ${control.state.found.version}).`);
  }
}

export async function chooseServer(): Promise<void> {
  const [chosen] =
    (await vscode.window.showOpenDialog({ title: "The program notes-lsp", openLabel: "Use this program" })) ?? [];
  if (chosen !== undefined) {
    const configuration = vscode.workspace.getConfiguration(SECTION);
    await configuration.update("server.path", chosen.fsPath, vscode.ConfigurationTarget.Global);
  }
}
