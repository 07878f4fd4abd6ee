/** What installing the server needs: an interpreter that is new enough, and what to tell pip. */

/** The oldest Python that the server runs on. */
export const OLDEST = [3, 10] as const;

/** The interpreters to try, the best first. */
export function interpreters(selected: string | undefined, platform: NodeJS.Platform): string[] {
  const usual = platform === "win32" ? ["py", "python"] : ["python3", "python"];
  const versions = platform === "win32" ? [] : [14, 13, 12, 11, 10].map((minor) => `python3.${minor}`);
  return [...(selected === undefined ? [] : [selected]), ...usual, ...versions];
}

/** Whether what an interpreter says of its version ("3 11") will do. */
export function isNewEnough(said: string): boolean {
  const [major, minor] = said.trim().split(/\s+/).map(Number);
  return major === OLDEST[0] && minor !== undefined && minor >= OLDEST[1];
}

/**
 * Packages alone, no sources: nothing of what is fetched runs while it is installed.
 * The server comes with this extension, so that both fit, and nobody else's package of that name is taken.
 */
export function pipArguments(wheels: readonly string[]): string[] {
  if (wheels.length !== 1) {
    throw new Error("This extension was packaged without the server. Install it with: pip install notes-lsp");
  }
  return ["-m", "pip", "install", "--quiet", "--no-input", "--only-binary=:all:", ...wheels];
}

/** The last line of what went wrong, which says what it was; pip puts its advice before it. */
export function reasonOf(error: unknown): string {
  const lines = (error instanceof Error ? error.message : String(error)).split(/\r?\n/).filter((line) => line.trim() !== "");
  const told = lines.filter((line) => /^(ERROR|error):/i.test(line));
  return (told.at(-1) ?? lines.at(-1) ?? "nothing was said").replace(/^ERROR:\s*/i, "");
}
