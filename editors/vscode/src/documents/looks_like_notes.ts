/** Whether the outline of a plain text is that of notes: any text has one, at the least of itself. */

export interface OutlineSymbol {
  readonly kind: number;
  readonly detail?: string;
  readonly children?: readonly OutlineSymbol[];
}

/** `SymbolKind`s, as the server says them. */
const CONFERENCE = 4;
const DAY = 3;
const TALK = 5;

/** It names a day or a conference, somebody who speaks, a time, or several talks. */
export function looksLikeNotes(symbols: readonly OutlineSymbol[]): boolean {
  const talks = symbols.filter(({ kind }) => kind === TALK);
  return (
    symbols.some(({ kind }) => kind === DAY || kind === CONFERENCE) ||
    talks.length > 1 ||
    talks.some(({ detail }) => detail !== undefined && detail !== "")
  );
}
