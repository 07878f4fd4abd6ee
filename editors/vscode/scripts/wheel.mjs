// Packs the server beside this file's folder into server/, as the wheel that the extension installs.
import { spawnSync } from "node:child_process";
import { rmSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../", import.meta.url));
const python = process.env.PYTHON ?? (process.platform === "win32" ? "python" : "python3");
rmSync(`${root}server`, { recursive: true, force: true });
const options = ["--quiet", "--no-deps", "--disable-pip-version-check", "--wheel-dir", `${root}server`, `${root}../..`];
const done = spawnSync(python, ["-m", "pip", "wheel", ...options], { stdio: "inherit" });
process.exit(done.status ?? 1);
