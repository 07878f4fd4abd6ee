/** A pattern that matches one name and nothing else. */
export function literalGlob(name: string): string {
  return name.replace(/[*?{}[\]]/g, "[$&]");
}
