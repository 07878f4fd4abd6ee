/** Asking a program whether it is the server, and of which version. */

import { execFile } from "node:child_process";

export interface Version {
  readonly version: string;
}

export interface Refusal {
  /** In words, behind the name of the program. */
  readonly problem: string;
}

const PATIENCE = 20_000;

/** Run a program with `--version`. */
export async function probe(program: string): Promise<Version | Refusal> {
  return new Promise((resolve) => {
    execFile(program, ["--version"], { timeout: PATIENCE, windowsHide: true }, (error, stdout) => {
      resolve(judged(error, stdout));
    });
  });
}

interface Failure {
  readonly code?: string | number | null | undefined;
  readonly killed?: boolean | undefined;
}

/** What the end of such a run says. */
export function judged(error: Failure | null, stdout: string): Version | Refusal {
  const version = /^notes-lsp (\d+\.\d+\S*)\s*$/m.exec(stdout)?.[1];
  if (error === null) {
    return version === undefined ? { problem: "is another program: it does not tell a version of notes-lsp" } : { version };
  }
  switch (error.code) {
    case "ENOENT":
      return { problem: "is not there" };
    case "EACCES":
    case "EPERM":
      return { problem: "may not be run" };
    default:
      if (error.killed === true) {
        return { problem: `did not answer within ${PATIENCE / 1000} seconds` };
      }
      return { problem: `does not start (${String(error.code ?? "no exit code")})` };
  }
}
