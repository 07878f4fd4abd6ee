/** Where the server may be, in the order in which it is looked for. */

export interface Candidate {
  readonly program: string;
  /** In words, behind "found". */
  readonly where: string;
}

export interface Facts {
  /** What the setting `notes-lsp.server.path` says; "" for nothing. */
  readonly named: string;
  /** The server in the Python environment that is selected for the workspace. */
  readonly selected: string | undefined;
  /** Those on the PATH. */
  readonly onPath: readonly string[];
  /** The one that this extension has installed. */
  readonly own: string | undefined;
  /** Whether the user trusts the workspace; what it holds is not run otherwise. */
  readonly trusted: boolean;
  /** The folders of the workspace. */
  readonly folders: readonly string[];
}

/** What a user names is taken and nothing else: another server than the wanted one would only confuse. */
export function candidates(facts: Facts): Candidate[] {
  if (facts.named !== "") {
    return [{ program: facts.named, where: "named by the setting notes-lsp.server.path" }];
  }
  const found: Candidate[] = [];
  if (facts.selected !== undefined) {
    found.push({ program: facts.selected, where: "in the selected Python environment" });
  }
  found.push(...facts.onPath.map((program) => ({ program, where: "on the PATH" })));
  if (facts.own !== undefined) {
    found.push({ program: facts.own, where: "installed by this extension" });
  }
  return facts.trusted ? found : found.filter(({ program }) => !liesIn(program, facts.folders));
}

/** Whether a path lies in one of some folders, by its name alone. */
export function liesIn(path: string, folders: readonly string[]): boolean {
  const plain = (text: string): string => text.replaceAll("\\", "/").replace(/\/+$/, "");
  return folders.some((folder) => plain(path) === plain(folder) || plain(path).startsWith(`${plain(folder)}/`));
}
