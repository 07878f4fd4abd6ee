/** Where a new talk goes, and how many blank lines it needs around it. Lines count from 0. */

export interface Symbol {
  readonly kind: number;
  readonly range: { readonly start: { readonly line: number }; readonly end: { readonly line: number } };
  readonly children?: readonly Symbol[];
}

export interface Room {
  /** The line behind whose end the room is made. */
  readonly after: number;
  /** How many line breaks are put there. */
  readonly added: number;
  /** Where the talk begins then. */
  readonly line: number;
}

/** `SymbolKind.Class`, as the server says it of talks. */
const TALK = 5;

export function roomFor(symbols: readonly Symbol[], lines: readonly string[], cursor: number): Room {
  const talks = talksAmong(symbols);
  const at = talks.find(({ range }) => range.start.line <= cursor && cursor <= range.end.line);
  const next = talks.find(({ range }) => range.start.line > cursor);
  const end = at === undefined ? (next === undefined ? lines.length : next.range.start.line) - 1 : at.range.end.line;
  const after = lastWritten(lines, Math.min(end, lines.length - 1));
  if (at !== undefined && isTight(at, lines)) {
    return { after, added: 1, line: after + 1 };
  }
  const blank = lines.slice(after + 1).findIndex((line) => line.trim() !== "");
  const follows = blank !== -1;
  const between = follows ? blank : lines.length - 1 - after;
  // One blank line before the talk, its own line, and one before what follows.
  const wanted = 2 + (follows ? 1 : 0);
  return { after, added: Math.max(wanted - between, 0), line: after + 2 };
}

function talksAmong(symbols: readonly Symbol[]): Symbol[] {
  return symbols.flatMap((symbol) => (symbol.kind === TALK ? [symbol] : talksAmong(symbol.children ?? [])));
}

function lastWritten(lines: readonly string[], from: number): number {
  let line = from;
  while (line > 0 && (lines[line] ?? "").trim() === "") {
    line -= 1;
  }
  return line;
}

/** Whether talks are items of a list, with no blank lines between them. */
function isTight(talk: Symbol, lines: readonly string[]): boolean {
  const isItem = /^\s*(?:[-*+]\s|•)/.test(lines[talk.range.start.line] ?? "");
  const around = [lines[talk.range.start.line - 1], lines[talk.range.end.line + 1]];
  return isItem && around.some((line) => (line ?? "").trim() !== "");
}
