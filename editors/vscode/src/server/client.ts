/** The language client: what the server is told, which documents it sees, and what is done when it ends. */

import * as vscode from "vscode";
import {
  CloseAction,
  ErrorAction,
  LanguageClient,
  RevealOutputChannelOn,
  type LanguageClientOptions,
} from "vscode-languageclient/node";
import { ENDINGS, LANGUAGES, PRODUCT, SECTION } from "../names.ts";
import { serverSettingNames, settingsForServer } from "../settings/for_server.ts";
import type { Crashes } from "./crashes.ts";
import type { Found } from "./find.ts";

/** The documents that the server is shown. It decides itself which of them are notes. */
export const DOCUMENTS = [
  ...LANGUAGES.flatMap((language) => ["file", "untitled"].map((scheme) => ({ language, scheme }))),
  { scheme: "file", language: "plaintext", pattern: `**/*.${ENDINGS}` },
];

export interface Listening {
  readonly output: vscode.LogOutputChannel;
  readonly crashes: Crashes;
  /** The server ended unasked, and is not started again. */
  readonly gaveUp: () => void;
}

/** A client for a server that was found; it is not started yet. */
export function createClient(context: vscode.ExtensionContext, found: Found, listening: Listening): LanguageClient {
  const names = serverSettingNames(context.extension.packageJSON as Parameters<typeof serverSettingNames>[0]);
  const options: LanguageClientOptions = {
    documentSelector: DOCUMENTS,
    outputChannel: listening.output,
    // Whoever wants to see what the server says asks for it; a crash says so by itself.
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: { workspaceTrusted: vscode.workspace.isTrusted },
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        const again = listening.crashes.happened(Date.now());
        if (!again) {
          listening.gaveUp();
        }
        return { action: again ? CloseAction.Restart : CloseAction.DoNotRestart, handled: true };
      },
    },
    middleware: {
      workspace: {
        configuration: (params) =>
          params.items.map(({ scopeUri }) =>
            settingsForServer(names, scopeUri === undefined ? undefined : vscode.Uri.parse(scopeUri), found.interpreter),
          ),
      },
    },
  };
  const executable = { command: found.program, args: ["--stdio"] };
  return new LanguageClient(SECTION, PRODUCT, executable, options);
}
