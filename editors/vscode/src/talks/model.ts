/** The talks of a workspace, as `notes-lsp --outline --output-format json` gives them. */

export interface OutlineFile {
  readonly path: string;
  readonly conference: string | null;
  /** A date in the name of the file, as "2025-10-11 saturday". */
  readonly name_day: string | null;
  readonly days: readonly OutlineDay[];
  readonly talks: readonly OutlineTalk[];
}

export interface OutlineDay {
  readonly label: string;
  readonly date: string | null;
  readonly line: number;
  readonly talks: readonly OutlineTalk[];
}

export interface OutlineTalk {
  readonly title: string | null;
  readonly speakers: readonly string[];
  readonly time: string | null;
  readonly room: string | null;
  /** From 1. */
  readonly line: number;
  readonly todos: readonly unknown[];
}

/** A talk with all that it belongs to. `day` and `conference` are "" where the notes don't say. */
export interface Talk {
  readonly title: string;
  readonly speakers: readonly string[];
  readonly time: string;
  readonly room: string;
  readonly todos: number;
  readonly day: string;
  /** As 2025-10-10, or "". */
  readonly date: string;
  readonly conference: string;
  readonly path: string;
  /** From 0. */
  readonly line: number;
}

/**
 * All talks of some files, in the order of the files and of their text. Any text is a talk at the least: one without a
 * title and a speaker is none that is looked for.
 */
export function talksOf(files: readonly OutlineFile[]): Talk[] {
  return files.flatMap((file) => [
    ...file.talks.filter(isNamed).map((talk) => toTalk(file, undefined, talk)),
    ...file.days.flatMap((day) => day.talks.filter(isNamed).map((talk) => toTalk(file, day, talk))),
  ]);
}

function isNamed(talk: OutlineTalk): boolean {
  return talk.title !== null || talk.speakers.length > 0;
}

function toTalk(file: OutlineFile, day: OutlineDay | undefined, talk: OutlineTalk): Talk {
  return {
    title: talk.title ?? "Talk without a title",
    speakers: talk.speakers,
    time: talk.time ?? "",
    room: talk.room ?? "",
    todos: talk.todos.length,
    day: day?.label ?? file.name_day ?? "",
    date: day?.date ?? /^\d{4}-\d{2}-\d{2}/.exec(file.name_day ?? "")?.[0] ?? "",
    conference: file.conference ?? "",
    path: file.path,
    line: talk.line - 1,
  };
}

/** What `--outline` printed. Throws where that is no such list. */
export function readOutline(printed: string): OutlineFile[] {
  const files: unknown = JSON.parse(printed);
  if (!Array.isArray(files)) {
    throw new Error("the outline is no list");
  }
  return files as OutlineFile[];
}
