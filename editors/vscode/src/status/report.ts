/** What `notes/status` answers, as far as it is shown. */

export interface ServerReport {
  readonly version: string;
  readonly knownFiles: number;
  readonly indexing: boolean;
  readonly python: { readonly environment: string | null; readonly reason: string };
  readonly web: { readonly checking: boolean };
  readonly settingsProblems: readonly string[];
  readonly file: FileReport | null;
}

export interface FileReport {
  readonly taken: boolean;
  readonly reason: string;
  readonly dialect?: string;
}
