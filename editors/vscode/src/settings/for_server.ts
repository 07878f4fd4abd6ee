/** What the server is told of the settings: those that are its own and that somebody has set. */

import * as vscode from "vscode";
import { SECTION } from "../names.ts";
import { explicitSettings } from "./explicit.ts";

interface Manifest {
  readonly contributes: { readonly configuration: readonly { readonly properties: Record<string, unknown> }[] };
}

/** The names of the server's settings: those of this extension have a dot. */
export function serverSettingNames(manifest: Manifest): string[] {
  return manifest.contributes.configuration
    .flatMap((group) => Object.keys(group.properties))
    .map((name) => name.slice(SECTION.length + 1))
    .filter((name) => !name.includes("."));
}

/** The answer to `workspace/configuration` for one scope. */
export function settingsForServer(
  names: readonly string[],
  scope: vscode.Uri | undefined,
  interpreter: string | undefined,
): Record<string, unknown> {
  const configuration = vscode.workspace.getConfiguration(SECTION, scope ?? null);
  const set = explicitSettings(names, (name) => configuration.inspect(name));
  // The Python environment of the workspace is the one whose packages snippets import, unless somebody says otherwise.
  return interpreter === undefined ? set : { pythonEnvironment: interpreter, ...set };
}
