import assert from "node:assert/strict";
import * as path from "node:path";
import { test } from "node:test";
import { literalGlob } from "../src/documents/globs.ts";
import { looksLikeNotes } from "../src/documents/looks_like_notes.ts";
import { mayBeNotes } from "../src/documents/may_be_notes.ts";
import { explicitSettings, explicitValue } from "../src/settings/explicit.ts";

test("a pattern made of a name matches that name, whatever signs it holds", () => {
  for (const name of ["plain.md", "what[1].md", "a*b?.md", "{x}.md"]) {
    assert.ok(path.matchesGlob(name, literalGlob(name)), name);
  }
  assert.ok(!path.matchesGlob("what1.md", literalGlob("what[1].md")));
});

test("plain text looks like notes with a day, a speaker or several talks, and not without", () => {
  assert.ok(looksLikeNotes([{ kind: 3 }]));
  assert.ok(looksLikeNotes([{ kind: 5, detail: "Ada Lovelace" }]));
  assert.ok(looksLikeNotes([{ kind: 5 }, { kind: 5 }]));
  assert.ok(!looksLikeNotes([{ kind: 5, detail: "" }]));
  assert.ok(!looksLikeNotes([]));
});

test("without a server, notes are told by a day, a date or the word talk; the README of a program is none", () => {
  for (const text of ["# Tuesday\n", "seen on 22 July", "July 22nd, Berlin", "### A talk about queues"]) {
    assert.ok(mayBeNotes("notes.md", text), text);
  }
  assert.ok(!mayBeNotes("guide.md", "# A program\n\nmarch on to install it. You may do so 3 times.\n"));
  assert.ok(!mayBeNotes("README.md", "# Talks\n"));
  assert.ok(!mayBeNotes("CHANGELOG.md", "22 July"));
});

test("what is set nearest counts, and a default is nothing that was set", () => {
  assert.equal(explicitValue({ globalValue: 1, workspaceValue: 2, workspaceFolderValue: 3 }), 3);
  assert.equal(explicitValue({ globalValue: false }), false);
  assert.equal(explicitValue(undefined), undefined);
  const inspected: Record<string, { defaultValue: unknown; globalValue?: unknown }> = {
    hover: { defaultValue: true },
    outline: { defaultValue: true, globalValue: false },
  };
  assert.deepEqual(explicitSettings(["hover", "outline", "unknown"], (name) => inspected[name]), { outline: false });
});
