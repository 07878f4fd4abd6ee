import assert from "node:assert/strict";
import { test } from "node:test";
import type { ServerReport } from "../src/status/report.ts";
import { escaped, statusWords } from "../src/status/words.ts";

const RUNNING = {
  kind: "running",
  found: { program: "/usr/bin/notes-lsp", where: "on the PATH", version: "0.1.0", interpreter: undefined },
} as const;
const REPORT: ServerReport = {
  version: "0.1.0",
  knownFiles: 11,
  indexing: false,
  python: { environment: "/env/bin/python", reason: "python-environment is set, and trusted" },
  web: { checking: false },
  settingsProblems: [],
  file: { taken: true, reason: "taken: its name ends in .md", dialect: "markdown" },
};

test("while all is well the item is quiet, and tells version, environment and file", () => {
  const { text, tooltip, isWarning } = statusWords(RUNNING, REPORT);
  assert.equal(text, "$(mic) Talk Notes");
  assert.equal(isWarning, false);
  assert.match(tooltip, /notes-lsp 0\.1\.0/);
  assert.match(tooltip, /This file: Taken: its name ends in \.md\. Read as markdown\./);
  assert.match(tooltip, /Notes known: 11 files/);
  assert.match(tooltip, /Python in snippets: `\/env\/bin\/python`/);
  assert.match(tooltip, /`\/usr\/bin\/notes-lsp`, on the PATH/);
});

test("a file that is not taken is crossed out, with the reason", () => {
  const file = { taken: false, reason: "not taken: a README without days or talks" };
  const shown = statusWords(RUNNING, { ...REPORT, file });
  assert.equal(shown.text, "$(circle-slash) Talk Notes");
  assert.match(shown.tooltip, /Not taken: a README without days or talks/);
});

test("reading and looking at links show that something goes on", () => {
  assert.match(statusWords(RUNNING, { ...REPORT, indexing: true }).text, /sync~spin/);
  assert.match(statusWords(RUNNING, { ...REPORT, web: { checking: true } }).text, /sync~spin/);
});

test("a server that is missing or has failed is a warning that says why", () => {
  const missing = statusWords({ kind: "missing", why: "It is not installed.", named: false }, undefined);
  assert.deepEqual([missing.isWarning, missing.text], [true, "$(warning) Talk Notes: no server"]);
  assert.match(missing.tooltip, /It is not installed\./);
  assert.ok(statusWords({ kind: "failed", why: "x" }, undefined).isWarning);
});

test("problems with settings are told", () => {
  assert.match(statusWords(RUNNING, { ...REPORT, settingsProblems: ["there is no setting x"] }).tooltip, /no setting x/);
});

test("words of files are no Markdown and no icons", () => {
  assert.equal(escaped("a [b](c) $(d) *e*"), "a \\[b\\]\\(c\\) \\$\\(d\\) \\*e\\*");
});
