/** Talks put in order for the tree: by conference and day, or by speaker. */

import { folded } from "./matching.ts";
import type { Talk } from "./model.ts";

export interface Group {
  readonly kind: "conference" | "day" | "speaker";
  readonly label: string;
  /** Tells it from all others: what the tree remembers to be open. */
  readonly id: string;
  readonly children: readonly (Group | Talk)[];
}

const NOWHERE = "Without a conference";

export function isGroup(node: Group | Talk): node is Group {
  return "children" in node;
}

/** How many talks there are in a group. */
export function countOf(group: Group): number {
  return group.children.reduce((sum, child) => sum + (isGroup(child) ? countOf(child) : 1), 0);
}

/**
 * Conferences by their latest day, the latest first, those without a date last; their days by their dates. Days that
 * belong to no conference stand below the name of their file, talks that belong to nothing at the end.
 */
export function byConference(talks: readonly Talk[]): Group[] {
  const conferences = grouped(talks, (talk) => talk.conference || (talk.day === "" ? NOWHERE : nameOf(talk.path)));
  const groups = conferences.map(([label, of]) => ({ group: conference(label, of), date: latest(of) }));
  groups.sort((one, other) => Number(one.group.label === NOWHERE) - Number(other.group.label === NOWHERE) || descending(one.date, other.date) || compare(one.group.label, other.group.label));
  return groups.map(({ group }) => group);
}

function conference(label: string, talks: readonly Talk[]): Group {
  const id = `conference\n${label}`;
  const days = grouped(talks, (talk) => talk.date || talk.day).map(([key, of]): Group[] | Talk[] =>
    key === "" ? of : [{ kind: "day", label: of[0]?.day ?? key, id: `${id}\n${key}`, children: byTime(of) }],
  );
  // Days of a conference may lie in several files.
  const inOrder = days.sort((one, other) => compare(dateOf(one), dateOf(other)));
  return { kind: "conference", label, id, children: inOrder.flat() };
}

function dateOf(entries: readonly (Group | Talk)[]): string {
  const [first] = entries;
  const talk = first !== undefined && isGroup(first) ? first.children[0] : first;
  return talk !== undefined && !isGroup(talk) ? talk.date : "";
}

/** A talk without a time stays behind the one that it stood behind. */
function byTime(talks: readonly Talk[]): Talk[] {
  let last = "";
  const timed = talks.map((talk) => ({ talk, time: (last = sortableTime(talk.time) || last) }));
  return timed.sort((one, other) => compare(one.time, other.time)).map(({ talk }) => talk);
}

function sortableTime(time: string): string {
  const [, hour, minute, half] = /^(\d{1,2})[:.](\d{2})\D*?([ap]m)?$/i.exec(time.split(/[-–—]/)[0]?.trim() ?? "") ?? [];
  if (hour === undefined || minute === undefined) {
    return "";
  }
  const afternoon = half?.toLowerCase() === "pm" && Number(hour) < 12 ? 12 : 0;
  return `${String(Number(hour) + afternoon).padStart(2, "0")}:${minute}`;
}

/** Speakers by their names; a talk of two speakers stands below both. Talks without one come last. */
export function bySpeaker(talks: readonly Talk[]): Group[] {
  const named = talks.flatMap((talk) => talk.speakers.map((speaker) => ({ talk, speaker })));
  const speakers = grouped(named, ({ speaker }) => folded(speaker)).map(([key, of]): Group => {
    const label = of[0]?.speaker ?? key;
    return { kind: "speaker", label, id: `speaker\n${key}`, children: latestFirst(of.map(({ talk }) => talk)) };
  });
  speakers.sort((one, other) => compare(one.label, other.label));
  const nobodys = talks.filter((talk) => talk.speakers.length === 0);
  const rest: Group = { kind: "speaker", label: "Speaker not named", id: "nobody", children: latestFirst(nobodys) };
  return nobodys.length === 0 ? speakers : [...speakers, rest];
}

function latestFirst(talks: readonly Talk[]): Talk[] {
  return [...talks].sort((one, other) => descending(one.date, other.date));
}

function latest(talks: readonly Talk[]): string {
  return talks.reduce((date, talk) => (talk.date > date ? talk.date : date), "");
}

/** The entries of each key, in the order in which keys came. */
function grouped<Entry>(entries: readonly Entry[], keyOf: (entry: Entry) => string): [string, Entry[]][] {
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const key = keyOf(entry);
    const group = groups.get(key);
    if (group === undefined) {
      groups.set(key, [entry]);
    } else {
      group.push(entry);
    }
  }
  return [...groups];
}

function nameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}

function compare(one: string, other: string): number {
  return one.localeCompare(other, undefined, { numeric: true });
}

/** The greater first; "" last. */
function descending(one: string, other: string): number {
  return one === other ? 0 : one < other ? 1 : -1;
}
