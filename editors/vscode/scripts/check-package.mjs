// Says what is wrong with a packaged extension: files that are missing, files that do not belong there, and its size.
import { readFileSync, statSync } from "node:fs";
import { inflateRawSync } from "node:zlib";

const MOST_BYTES = 2_000_000;
const WANTED = [
  "extension.vsixmanifest", "extension/package.json", "extension/readme.md", "extension/changelog.md",
  "extension/LICENSE.txt", "extension/dist/extension.cjs", "extension/language-configuration.json",
];
const MAY_BE_THERE = [
  /^\[Content_Types\]\.xml$/, /^extension\/media\/[\w-]+\.(png|svg)$/, /^extension\/syntaxes\/[\w.-]+\.json$/,
  /^extension\/snippets\/[\w-]+\.json$/, /^extension\/walkthrough\/[\w-]+\.md$/,
];
const WHEEL = /^extension\/server\/notes_lsp-[\w.]+-py3-none-any\.whl$/;

/** The files of a zip archive, by its directory: their names, and how to read them. */
export function filesOf(archive) {
  const end = archive.lastIndexOf(Buffer.from("PK\x05\x06"));
  const files = new Map();
  let at = archive.readUInt32LE(end + 16);
  for (let count = archive.readUInt16LE(end + 10); count > 0; count--) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    const [method, packed, start] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20), archive.readUInt32LE(at + 42)];
    const text = archive.toString("utf8", at + 46, at + 46 + name);
    files.set(text, () => {
      const data = start + 30 + archive.readUInt16LE(start + 26) + archive.readUInt16LE(start + 28);
      const bytes = archive.subarray(data, data + packed);
      return method === 0 ? bytes : inflateRawSync(bytes);
    });
    at += 46 + name + extra + comment;
  }
  return files;
}

/** All that a manifest names in its folder. */
function namedFiles(manifest) {
  const named = [];
  const visit = (value, key) => {
    if (typeof value === "string" && (["path", "icon", "main", "configuration", "image", "markdown", "light", "dark"].includes(key)) && /\.\w+$/.test(value)) {
      named.push(`extension/${value.replace(/^\.\//, "")}`);
    } else if (typeof value === "object" && value !== null) {
      Object.entries(value).forEach(([inner, of]) => visit(of, inner));
    }
  };
  visit({ icon: manifest.icon, main: manifest.main, ...manifest.contributes, configuration: [] }, "");
  return named;
}

export function problemsOf(archive, size) {
  const files = filesOf(archive);
  const names = [...files.keys()];
  const problems = WANTED.filter((name) => !files.has(name)).map((name) => `${name} is missing`);
  if (names.filter((name) => WHEEL.test(name)).length !== 1) {
    problems.push("there must be one wheel of the server");
  }
  for (const name of names) {
    if (!WANTED.includes(name) && !WHEEL.test(name) && !MAY_BE_THERE.some((pattern) => pattern.test(name))) {
      problems.push(`${name} does not belong there`);
    }
  }
  const manifest = JSON.parse(files.get("extension/package.json")?.().toString("utf8") ?? "{}");
  for (const name of namedFiles(manifest)) {
    if (!files.has(name)) {
      problems.push(`package.json names ${name}, which is missing`);
    }
  }
  if (size > MOST_BYTES) {
    problems.push(`it has ${size} bytes, and should have at most ${MOST_BYTES}`);
  }
  return problems;
}

if (process.argv[1] === new URL(import.meta.url).pathname) {
  const [path] = process.argv.slice(2);
  const problems = problemsOf(readFileSync(path), statSync(path).size);
  problems.forEach((problem) => console.error(`${path}: ${problem}`));
  process.exitCode = problems.length > 0 ? 1 : 0;
}
