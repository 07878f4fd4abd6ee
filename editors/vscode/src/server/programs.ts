/** The names and places of programs, as the operating system has them. */

import * as path from "node:path";

/** A program in a virtual environment. */
export function programIn(environment: string, name: string, platform: NodeJS.Platform): string {
  return platform === "win32"
    ? path.win32.join(environment, "Scripts", `${name}.exe`)
    : path.posix.join(environment, "bin", name);
}

/** A program beside another one, such as the interpreter of an environment. */
export function programBeside(other: string, name: string, platform: NodeJS.Platform): string {
  return platform === "win32"
    ? path.win32.join(path.win32.dirname(other), `${name}.exe`)
    : path.posix.join(path.posix.dirname(other), name);
}

/** Where a program may be on the PATH. Folders that are not absolute depend on where VS Code was started: left out. */
export function placesOnPath(
  name: string,
  environment: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform,
): string[] {
  const windows = platform === "win32";
  const paths = windows ? path.win32 : path.posix;
  const [, value = ""] = Object.entries(environment).find(([key]) => (windows ? key.toUpperCase() : key) === "PATH") ?? [];
  return value
    .split(windows ? ";" : ":")
    .filter((folder) => paths.isAbsolute(folder))
    .map((folder) => paths.join(folder, windows ? `${name}.exe` : name));
}

/** A path as users write it: `~`, and `${workspaceFolder}`. */
export function expanded(written: string, home: string, workspaceFolder: string | undefined): string {
  const inWorkspace = workspaceFolder === undefined ? written : written.replaceAll("${workspaceFolder}", workspaceFolder);
  return /^~(?=[\\/]|$)/.test(inWorkspace) ? home + inWorkspace.slice(1) : inWorkspace;
}
