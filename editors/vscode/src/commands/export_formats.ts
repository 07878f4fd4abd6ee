/** The reports that can be written, and what their end means. */

export const EXPORT_FORMATS = [
  { label: "Markdown", description: "to read, or to paste into an issue", format: "markdown", ending: "md" },
  { label: "Text", description: "with the lines of the notes", format: "full", ending: "txt" },
  { label: "JSON", description: "for programs", format: "json", ending: "json" },
  { label: "SARIF", description: "for code scanning", format: "sarif", ending: "sarif" },
  { label: "JUnit", description: "for test reports", format: "junit", ending: "xml" },
] as const;

/** What went wrong, by the exit code; 1 means that there are findings, which is no problem here. */
export function exportProblem(code: string | number | null | undefined, stderr: string): string | undefined {
  if (code === undefined || code === null || code === 0 || code === 1) {
    return undefined;
  }
  return stderr.trim() === "" ? `the program ended with ${code}` : stderr.trim();
}
