import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { COMMANDS, TALK_NOTES } from "../src/names.ts";

const root = new URL("../", import.meta.url);
const read = (name: string): string => readFileSync(new URL(name, root), "utf8");

interface Contributed {
  readonly commands: readonly { readonly command: string }[];
  readonly languages: readonly { readonly id: string; readonly extensions?: unknown; readonly filenames?: unknown }[];
  readonly snippets: readonly { readonly path: string }[];
  readonly menus: Record<string, readonly { readonly command: string }[]>;
}
const manifest = JSON.parse(read("package.json")) as { contributes: Contributed };
const { contributes } = manifest;

test("commands of menus are there, and all that the palette has are run by somebody", () => {
  const known = Object.values<string>(COMMANDS);
  const named = contributes.commands.map(({ command }) => command);
  assert.deepEqual(named.filter((command) => !known.includes(command)), []);
  assert.deepEqual(known.filter((command) => !named.includes(command)), [COMMANDS.openTalk]);
  const inMenus = Object.values(contributes.menus).flatMap((items) => items.map(({ command }) => command));
  assert.deepEqual(inMenus.filter((command) => !named.includes(command)), []);
});

test("no file gets the language of notes by its name", () => {
  const [language] = contributes.languages;
  assert.equal(language?.id, TALK_NOTES);
  assert.equal(language.extensions, undefined);
  assert.equal(language.filenames, undefined);
});

test("prefixes of snippets begin with the word notes, so that they stay out of the way of others", () => {
  for (const { path } of contributes.snippets) {
    for (const snippet of Object.values(JSON.parse(read(path)) as Record<string, { prefix: string; body: unknown }>)) {
      assert.match(snippet.prefix, /^notes-/);
    }
  }
});

test("the lock file names no addresses", () => {
  assert.doesNotMatch(read("package-lock.json"), /"resolved"|\.tgz"/);
});

test("each walkthrough has its pictures", () => {
  const named = [...JSON.stringify(manifest).matchAll(/"(?:image|markdown)":"([\w/]+\.(?:png|md))"/g)].map(([, name]) => name ?? "");
  assert.ok(named.length >= 5);
  assert.deepEqual(named.filter((name) => !existsSync(new URL(name, root))), []);
});
