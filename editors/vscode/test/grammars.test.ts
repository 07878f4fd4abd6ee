/** The grammars, by the engine that VS Code has. Those of Python and C are not here: only where they begin is asked. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { test } from "node:test";
import type { IGrammar, IOnigLib } from "vscode-textmate";

const require = createRequire(import.meta.url);
const { INITIAL, parseRawGrammar, Registry } = require("vscode-textmate") as typeof import("vscode-textmate");
const onig = require("vscode-oniguruma") as typeof import("vscode-oniguruma");

const syntaxes = new URL("../syntaxes/", import.meta.url);
const FILES: Record<string, string> = {
  "text.talk-notes": "talk-notes.tmLanguage.json",
  "talk-notes.markdown.injection": "markdown.injection.json",
  "talk-notes.rst.injection": "rst.injection.json",
};
const EMPTY = (scopeName: string): string => JSON.stringify({ scopeName, patterns: [] });

async function grammarOf(scopeName: string, injections: string[] = []): Promise<IGrammar> {
  await loaded;
  const registry = new Registry({
    onigLib: Promise.resolve<IOnigLib>({
      createOnigScanner: (patterns) => new onig.OnigScanner(patterns),
      createOnigString: (text) => new onig.OnigString(text),
    }),
    loadGrammar: (name) => {
      const file = FILES[name];
      const text = file === undefined ? EMPTY(name) : readFileSync(new URL(file, syntaxes), "utf8");
      return Promise.resolve(parseRawGrammar(text, "grammar.json"));
    },
    getInjections: (name) => (name === scopeName ? injections : []),
  });
  const grammar = await registry.loadGrammar(scopeName);
  assert.ok(grammar);
  return grammar;
}
const loaded = onig.loadWASM(readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")).buffer);

/** Each piece of a text that has a scope beside that of the whole, as "text: scopes". */
function scoped(grammar: IGrammar, text: string): string[] {
  let state = INITIAL;
  return text.split("\n").flatMap((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.map(({ startIndex, endIndex, scopes }) => `${line.slice(startIndex, endIndex).trim()}: ${scopes.slice(1).join(" ")}`);
  });
}

const notes = await grammarOf("text.talk-notes");
const scopesOfLine = (line: string): string => scoped(notes, line).join("\n");

test("days are headings, sentences that name a day are not", () => {
  for (const line of ["Tuesday, July 22nd", "tuesday", "Day 2", "22 July 2014", "2014-07-22", "Friday, 10 October 2025"]) {
    assert.match(scopesOfLine(line), /markup\.heading\.day/, line);
  }
  for (const line of ["tuesdays are for meetings", "On Tuesday, July 22nd, we met", "May I ask", "12 marches", "Day after day"]) {
    assert.doesNotMatch(scopesOfLine(line), /markup\.heading/, line);
  }
});

test("titles of talks have a time in front, or a dash in the middle", () => {
  assert.match(scopesOfLine("10:30 Queues"), /^10:30: constant\.numeric\.time\S*\n.*\nQueues: .*entity\.name\.function|10:30: constant[\s\S]*Queues: markup\.heading\.talk/);
  assert.match(scopesOfLine("Amanda Reyes - a platform made of small services"), /Amanda Reyes: markup\.heading\.talk/);
  assert.doesNotMatch(scopesOfLine("this is a sentence - with a dash in it."), /markup\.heading/);
});

test("bullets, to-dos, questions and links are marked within items", () => {
  const said = scopesOfLine("  • TODO: read https://example.org/a.");
  assert.match(said, /•: .*punctuation\.definition\.list/);
  assert.match(said, /TODO:: .*keyword\.other\.todo/);
  assert.match(said, /https:\/\/example\.org\/a: .*markup\.underline\.link/);
  assert.match(scopesOfLine("- Q: why?"), /Q:: .*keyword\.other\.question/);
});

test("Python begins with a line that no sentence is, and ends at a bullet", () => {
  const said = scoped(notes, "import ctypes.util\nlibm = 1\n  • forget restype\nimport duties are high here");
  assert.equal(said[0], "import ctypes.util: meta.embedded.block.python");
  assert.equal(said[1], "libm = 1: meta.embedded.block.python");
  assert.ok(said.slice(2).every((piece) => !piece.includes("embedded")), said.join("\n"));
});

test("what people write is no Python", () => {
  for (const line of ["from here on it is easy", "class of 2014", "for those who wait", "print it", "a = in the margin, she said".slice(4), "See the docs (again)"]) {
    assert.doesNotMatch(scopesOfLine(line), /embedded/, line);
  }
});

test("C begins with an include or a declaration", () => {
  const said = scoped(notes, "#include <Python.h>\n\nstatic PyObject *\nanswer(PyObject *self)\n{\n    return 0;\n}\n  • next");
  assert.deepEqual(said.filter((piece) => !piece.includes("meta.embedded.block.c")).map((piece) => piece.split(":")[0]), ["", "", "•", "next"]);
});

test("a prompt is Python to the end of its line", () => {
  assert.match(scopesOfLine(">>> 1 + 1"), /1 \+ 1: meta\.embedded\.block\.python/);
});

test("Markdown gets to-dos, questions, comments for us, and sessions", async () => {
  const markdown = await grammarOf("text.html.markdown", ["talk-notes.markdown.injection"]);
  const said = scoped(markdown, "- TODO: x\n- Q: y?\n<!-- notes-lsp: ignore a -->\n```pycon\n>>> 1\n2\n```\n- TODO: z").join("\n");
  assert.equal(said.match(/TODO: keyword\.other\.todo/g)?.length, 2);
  assert.match(said, /Q:: keyword\.other\.question/);
  assert.match(said, /ignore: comment\.block\.html keyword\.control\.directive/);
  assert.match(said, /1: markup\.fenced_code\S+ meta\.embedded\.block\.python/);
  assert.match(said, /\n2: markup\.fenced_code\.block\.markdown/);
});

test("reStructuredText gets the same, with its own comments", async () => {
  const rst = await grammarOf("source.rst", ["talk-notes.rst.injection"]);
  const said = scoped(rst, ".. notes-lsp: ignore a\n>>> 1 + 1\n- TODO: x").join("\n");
  assert.match(said, /ignore: comment\.line\S* keyword\.control\.directive/);
  assert.match(said, /1 \+ 1: meta\.embedded\.block\.python/);
  assert.match(said, /TODO:: keyword\.other\.todo/);
});
