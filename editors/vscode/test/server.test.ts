import assert from "node:assert/strict";
import { test } from "node:test";
import { candidates, liesIn, type Facts } from "../src/server/candidates.ts";
import { crashCounter } from "../src/server/crashes.ts";
import { interpreters, isNewEnough, pipArguments, reasonOf } from "../src/server/installing.ts";
import { judged } from "../src/server/probe.ts";
import { expanded, placesOnPath, programBeside, programIn } from "../src/server/programs.ts";

const FACTS: Facts = {
  named: "",
  selected: "/project/.venv/bin/notes-lsp",
  onPath: ["/usr/bin/notes-lsp"],
  own: "/storage/server/bin/notes-lsp",
  trusted: true,
  folders: ["/project"],
};
const programs = (facts: Partial<Facts>): string[] => candidates({ ...FACTS, ...facts }).map(({ program }) => program);

test("the selected environment comes before the PATH, and that before what this extension installed", () => {
  assert.deepEqual(programs({}), ["/project/.venv/bin/notes-lsp", "/usr/bin/notes-lsp", "/storage/server/bin/notes-lsp"]);
});

test("a program that the setting names is the only one", () => {
  assert.deepEqual(programs({ named: "/opt/notes-lsp" }), ["/opt/notes-lsp"]);
});

test("nothing that lies in a workspace is run before it is trusted, wherever it was found", () => {
  const onPath = ["/project/bin/notes-lsp", "/projects/bin/notes-lsp"];
  assert.deepEqual(programs({ trusted: false, onPath }), ["/projects/bin/notes-lsp", "/storage/server/bin/notes-lsp"]);
});

test("a folder holds what is below it, by Windows' names, too", () => {
  assert.ok(liesIn("C:\\notes\\.venv\\Scripts\\notes-lsp.exe", ["C:\\notes\\"]));
  assert.ok(!liesIn("/notes2/notes-lsp", ["/notes"]));
});

test("programs have the names and places of their system", () => {
  assert.equal(programIn("/env", "notes-lsp", "linux"), "/env/bin/notes-lsp");
  assert.equal(programIn("C:\\env", "notes-lsp", "win32"), "C:\\env\\Scripts\\notes-lsp.exe");
  assert.equal(programBeside("/env/bin/python3", "notes-lsp", "darwin"), "/env/bin/notes-lsp");
  assert.equal(programBeside("C:\\env\\Scripts\\python.exe", "notes-lsp", "win32"), "C:\\env\\Scripts\\notes-lsp.exe");
});

test("the PATH is looked through in its order, without what depends on the current folder", () => {
  assert.deepEqual(placesOnPath("x", { PATH: "/a:.::b:/c" }, "linux"), ["/a/x", "/c/x"]);
  assert.deepEqual(placesOnPath("x", { Path: "C:\\a;b" }, "win32"), ["C:\\a\\x.exe"]);
  assert.deepEqual(placesOnPath("x", {}, "linux"), []);
});

test("a path may begin with the home folder, or name that of the workspace", () => {
  assert.equal(expanded("~/bin/notes-lsp", "/home/ada", undefined), "/home/ada/bin/notes-lsp");
  assert.equal(expanded("~ada/notes-lsp", "/home/ada", undefined), "~ada/notes-lsp");
  assert.equal(expanded("${workspaceFolder}/x", "/home/ada", "/notes"), "/notes/x");
});

test("a program is the server if it tells a version of notes-lsp", () => {
  assert.deepEqual(judged(null, "notes-lsp 0.1.0\n"), { version: "0.1.0" });
  assert.match(JSON.stringify(judged(null, "GNU bash 5.2")), /another program/);
});

test("why a program is not the server is said in words", () => {
  const problem = (error: { code?: string | number; killed?: boolean }): string => JSON.stringify(judged(error, ""));
  assert.match(problem({ code: "ENOENT" }), /is not there/);
  assert.match(problem({ code: "EACCES" }), /may not be run/);
  assert.match(problem({ killed: true }), /did not answer within 20 seconds/);
  assert.match(problem({ code: 127 }), /does not start \(127\)/);
});

test("Python 3.10 is new enough, 3.9 and 2.7 are not, and neither is what tells no version", () => {
  assert.deepEqual(["3 10\n", "3 14", "3 9", "2 7", "", "Python"].map(isNewEnough), [true, true, false, false, false, false]);
});

test("the selected interpreter is tried first", () => {
  assert.equal(interpreters("/env/bin/python", "linux")[0], "/env/bin/python");
  assert.equal(interpreters(undefined, "linux")[0], "python3");
  assert.equal(interpreters(undefined, "win32")[0], "py");
});

test("the server that came along is installed, from packages alone", () => {
  const commandLine = pipArguments(["/extension/server/notes_lsp-0.1.0-py3-none-any.whl"]);
  assert.equal(commandLine.at(-1), "/extension/server/notes_lsp-0.1.0-py3-none-any.whl");
  assert.ok(commandLine.includes("--only-binary=:all:"));
  assert.throws(() => pipArguments([]), /packaged without the server/);
});

test("of what pip says the last error counts, not its advice", () => {
  const said = "WARNING: retrying\nERROR: No matching distribution found for pygls\n\nhint: see above\n";
  assert.equal(reasonOf(new Error(said)), "No matching distribution found for pygls");
  assert.equal(reasonOf("spawn python3 ENOENT"), "spawn python3 ENOENT");
});

test("a server that ends is started again four times within three minutes, and no more", () => {
  const crashes = crashCounter();
  assert.deepEqual([0, 1, 2, 3, 4].map((second) => crashes.happened(second * 1000)), [true, true, true, true, false]);
  assert.ok(crashes.happened(400_000));
  crashes.forget();
  assert.ok(crashes.happened(400_001));
});
