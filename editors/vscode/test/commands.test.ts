import assert from "node:assert/strict";
import { test } from "node:test";
import { exportProblem } from "../src/commands/export_formats.ts";
import { outlineText } from "../src/commands/outline_text.ts";
import { roomFor, type Symbol } from "../src/commands/room.ts";
import { verdictsInWords } from "../src/commands/verdicts.ts";

test("the outline becomes a list within lists", () => {
  const nodes = [{ name: "Tuesday", detail: "2014-07-22", children: [{ name: "Queues", detail: "" }, { name: "Logs" }] }];
  assert.equal(outlineText(nodes), "- Tuesday — 2014-07-22\n  - Queues\n  - Logs\n");
});

test("verdicts are told in one sentence, and dead links are bad", () => {
  const check = { checked: 5, fromCache: 2, verdicts: { gone: 1, alive: 3, "no-such-host": 0, strange: 1 } };
  assert.deepEqual(verdictsInWords(check), {
    words: "Links to the web: 3 alive, 1 gone, 1 strange (2 known from before).",
    isBad: true,
  });
  assert.equal(verdictsInWords({ checked: 1, fromCache: 0, verdicts: { moved: 1 } }).isBad, false);
  assert.match(verdictsInWords({ checked: 0, fromCache: 0, verdicts: {} }).words, /no links/);
});

test("findings are no problem of an export, files that can't be checked are", () => {
  assert.equal(exportProblem(undefined, ""), undefined);
  assert.equal(exportProblem(1, ""), undefined);
  assert.equal(exportProblem(2, "a.md: is no text\n"), "a.md: is no text");
  assert.equal(exportProblem("ENOENT", ""), "the program ended with ENOENT");
});

const talk = (start: number, end: number): Symbol => ({ kind: 5, range: { start: { line: start }, end: { line: end } } });
/** A text with a new talk in its room. */
function withTalk(text: string, talks: Symbol[], cursor: number): string {
  const lines = text.split("\n");
  const room = roomFor([{ kind: 3, range: { start: { line: 0 }, end: { line: 99 } }, children: talks }], lines, cursor);
  lines[room.after] = `${lines[room.after] ?? ""}${"\n".repeat(room.added)}`;
  const made = lines.join("\n").split("\n");
  made[room.line] = `${made[room.line] ?? ""}NEW`;
  return made.join("\n");
}

test("a new talk goes below the one at the cursor, with a blank line on both sides", () => {
  assert.equal(withTalk("# D\n\n## A\n\n- a\n\n## B\n", [talk(2, 5), talk(6, 7)], 3), "# D\n\n## A\n\n- a\n\nNEW\n\n## B\n");
});

test("at the end of the file there is one blank line above it", () => {
  assert.equal(withTalk("# D\n\n## A\n\n- a\n", [talk(2, 5)], 4), "# D\n\n## A\n\n- a\n\nNEW");
  assert.equal(withTalk("## A", [talk(0, 0)], 0), "## A\n\nNEW");
});

test("blank lines that are there are used", () => {
  assert.equal(withTalk("## A\n\n\n\n\n## B", [talk(0, 4), talk(5, 5)], 0), "## A\n\nNEW\n\n\n## B");
});

test("above the first talk it goes before that", () => {
  assert.equal(withTalk("# D\n\n## A\n", [talk(2, 3)], 0), "# D\n\nNEW\n\n## A\n");
});

test("talks that are items of a list get no blank lines", () => {
  assert.equal(withTalk("# D\n\n- A\n  - a\n- B\n", [talk(2, 3), talk(4, 5)], 2), "# D\n\n- A\n  - a\nNEW\n- B\n");
});
