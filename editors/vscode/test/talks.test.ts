import assert from "node:assert/strict";
import { test } from "node:test";
import { byConference, bySpeaker, countOf, isGroup, type Group } from "../src/talks/groups.ts";
import { matching } from "../src/talks/matching.ts";
import { readOutline, talksOf, type OutlineFile, type OutlineTalk, type Talk } from "../src/talks/model.ts";
import { beside, facts, place } from "../src/talks/words.ts";

const talk = (title: string | null, more: Partial<OutlineTalk> = {}): OutlineTalk => ({
  title,
  speakers: [],
  time: null,
  room: null,
  line: 1,
  todos: [],
  ...more,
});
const file = (path: string, more: Partial<OutlineFile>): OutlineFile => ({
  path,
  conference: null,
  name_day: null,
  days: [],
  talks: [],
  ...more,
});

const FILES: OutlineFile[] = [
  file("/n/2014.md", {
    conference: "EuroPython 2014",
    days: [
      { label: "Wednesday", date: "2014-07-23", line: 9, talks: [talk("Logs", { speakers: ["Priya Raman"], time: "10:00" })] },
      {
        label: "Tuesday",
        date: "2014-07-22",
        line: 1,
        talks: [
          talk("Queues", { speakers: ["Hana Kovářová"], time: "14:30", line: 4 }),
          talk("Lunch"),
          talk("Keynote", { speakers: ["Amanda Reyes", "Priya  Raman"], time: "9:00", room: "A1", todos: [1] }),
        ],
      },
    ],
  }),
  file("/n/2025-10-11.md", { conference: "PyCon 2025", name_day: "2025-10-11 saturday", talks: [talk("Clocks", { speakers: ["hana kovarova"] })] }),
  file("/n/guide.md", { talks: [talk("Guide")] }),
  file("/n/shopping.txt", { talks: [talk(null)] }),
];

const TALKS = talksOf(FILES);

/** Groups and talks as lines. */
function drawn(nodes: readonly (Group | Talk)[], indent = ""): string[] {
  return nodes.flatMap((node) =>
    isGroup(node) ? [`${indent}${node.label} (${countOf(node)})`, ...drawn(node.children, `${indent}  `)] : [`${indent}${node.title}`],
  );
}

test("conferences stand with the latest first, days by their dates, talks by their times", () => {
  assert.deepEqual(drawn(byConference(TALKS)), [
    "PyCon 2025 (1)",
    "  2025-10-11 saturday (1)",
    "    Clocks",
    "EuroPython 2014 (4)",
    "  Tuesday (3)",
    "    Keynote",
    "    Queues",
    "    Lunch",
    "  Wednesday (1)",
    "    Logs",
    "Without a conference (1)",
    "  Guide",
  ]);
});

test("a talk in the afternoon comes after one in the morning, however the time is written", () => {
  const times = ["2:00 pm", "9.30", "11:00-12:00", "9:15 am"];
  const day = { label: "Monday", date: "2025-01-06", line: 1, talks: times.map((time) => talk(time, { time })) };
  const groups = byConference(talksOf([file("/n/a.md", { days: [day] })]));
  assert.deepEqual(drawn(groups).slice(2).map((line) => line.trim()), ["9:15 am", "9.30", "11:00-12:00", "2:00 pm"]);
});

test("days without a conference stand below the name of their file", () => {
  const days = [{ label: "Monday", date: null, line: 1, talks: [talk("One")] }];
  assert.deepEqual(drawn(byConference(talksOf([file("C:\\n\\monday.md", { days })]))), ["monday.md (1)", "  Monday (1)", "    One"]);
});

test("a speaker is one, with accents and without; a talk of two stands below both, nobody's at the end", () => {
  assert.deepEqual(drawn(bySpeaker(TALKS)), [
    "Amanda Reyes (1)",
    "  Keynote",
    "Hana Kovářová (2)",
    "  Clocks",
    "  Queues",
    "Priya  Raman (1)",
    "  Keynote",
    "Priya Raman (1)",
    "  Logs",
    "Speaker not named (2)",
    "  Lunch",
    "  Guide",
  ]);
});

test("what is no talk but a text is left out", () => {
  assert.ok(!TALKS.some(({ path }) => path === "/n/shopping.txt"));
});

test("ids of groups differ, so that the tree remembers which are open", () => {
  const ids = (nodes: readonly (Group | Talk)[]): string[] => nodes.flatMap((node) => (isGroup(node) ? [node.id, ...ids(node.children)] : []));
  const all = [...ids(byConference(TALKS)), ...ids(bySpeaker(TALKS))];
  assert.equal(new Set(all).size, all.length);
});

test("beside a talk stands what its place in the tree does not say", () => {
  const keynote = TALKS.find(({ title }) => title === "Keynote");
  assert.ok(keynote);
  assert.equal(beside(keynote, "conference"), "9:00 · Amanda Reyes, Priya  Raman");
  assert.equal(beside(keynote, "speaker"), "EuroPython 2014 · Tuesday");
  assert.equal(place(keynote), "EuroPython 2014 · Tuesday · 9:00");
  assert.deepEqual(facts(keynote), ["Amanda Reyes, Priya  Raman", "EuroPython 2014 · Tuesday · 9:00", "Room: A1", "1 to-do"]);
});

test("words find a talk in whatever order, by title, speaker or day, with accents and without", () => {
  const found = (query: string): string[] => matching(TALKS, query).map(({ title }) => title);
  assert.deepEqual(found("KOVAROVA queues"), ["Queues"]);
  assert.deepEqual(found("kovářová"), ["Queues", "Clocks"]);
  assert.deepEqual(found("europython tues"), ["Queues", "Lunch", "Keynote"]);
  assert.deepEqual(found("  "), TALKS.map(({ title }) => title));
  assert.deepEqual(found("queues logs"), []);
});

test("what is no outline is an error", () => {
  assert.throws(() => readOutline("{}"), /no list/);
  assert.throws(() => readOutline("oops"));
});
