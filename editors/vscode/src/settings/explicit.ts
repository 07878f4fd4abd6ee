/**
 * The settings that somebody has set. VS Code gives a value for each, and a default must not count for more than what
 * the notes-lsp.toml of a project says.
 */

export interface Inspected {
  readonly globalValue?: unknown;
  readonly workspaceValue?: unknown;
  readonly workspaceFolderValue?: unknown;
}

/** The value that counts among those that were set; undefined where none was. */
export function explicitValue(inspected: Inspected | undefined): unknown {
  return inspected?.workspaceFolderValue ?? inspected?.workspaceValue ?? inspected?.globalValue;
}

/** All of `names` that somebody has set. */
export function explicitSettings(
  names: readonly string[],
  inspect: (name: string) => Inspected | undefined,
): Record<string, unknown> {
  const set: Record<string, unknown> = {};
  for (const name of names) {
    const value = explicitValue(inspect(name));
    if (value !== undefined) {
      set[name] = value;
    }
  }
  return set;
}
