/** The virtual environment of this extension, and installing the server into it. */

import { execFile } from "node:child_process";
import { existsSync, readdirSync } from "node:fs";
import { mkdir, rm } from "node:fs/promises";
import * as path from "node:path";
import * as vscode from "vscode";
import { PRODUCT } from "../names.ts";
import { interpreters, isNewEnough, OLDEST, pipArguments, reasonOf } from "./installing.ts";
import { programIn } from "./programs.ts";
import { selectedInterpreter } from "./python_extension.ts";

/** Where the server is once it has been installed. */
export function ownProgram(context: vscode.ExtensionContext): string {
  return programIn(environmentOf(context), "notes-lsp", process.platform);
}

function environmentOf(context: vscode.ExtensionContext): string {
  return path.join(context.globalStorageUri.fsPath, "server");
}

/** Install the server, and show how far that is. Gives undefined, or why it did not work. */
export async function installServer(
  context: vscode.ExtensionContext,
  output: vscode.LogOutputChannel,
): Promise<string | undefined> {
  const options = { location: vscode.ProgressLocation.Notification, title: PRODUCT, cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const cancelled = new AbortController();
    token.onCancellationRequested(() => cancelled.abort());
    const say = (message: string): void => {
      progress.report({ message });
      output.info(message);
    };
    try {
      await install(context, say, (program, commandLine) => run(program, commandLine, cancelled.signal, output));
      return undefined;
    } catch (error) {
      // Half an environment would be taken for a whole one.
      await rm(environmentOf(context), { recursive: true, force: true });
      return cancelled.signal.aborted ? "It was cancelled." : reasonOf(error);
    }
  });
}

type Run = (program: string, commandLine: readonly string[]) => Promise<string>;

async function install(context: vscode.ExtensionContext, say: (message: string) => void, run: Run): Promise<void> {
  const environment = environmentOf(context);
  say("Looking for Python");
  const python = await findPython(run);
  say("Making an environment for the server");
  await rm(environment, { recursive: true, force: true });
  await mkdir(path.dirname(environment), { recursive: true });
  await run(python, ["-m", "venv", environment]);
  say("Installing the server (this takes up to a minute)");
  const bundled = path.join(context.extensionPath, "server");
  const wheels = existsSync(bundled) ? readdirSync(bundled).filter((name) => name.endsWith(".whl")) : [];
  await run(programIn(environment, "python", process.platform), pipArguments(wheels.map((name) => path.join(bundled, name))));
}

async function findPython(run: Run): Promise<string> {
  const selected = vscode.workspace.isTrusted
    ? await selectedInterpreter(vscode.workspace.workspaceFolders?.[0]?.uri)
    : undefined;
  const tried: string[] = [];
  for (const python of interpreters(selected, process.platform)) {
    const said = await run(python, ["-c", "import sys; print(*sys.version_info[:2])"]).catch(() => "");
    if (isNewEnough(said)) {
      return python;
    }
    if (said !== "") {
      tried.push(`${python} is ${said.trim().replace(" ", ".")}`);
    }
  }
  const found = tried.length > 0 ? ` (${tried.join(", ")})` : "";
  throw new Error(`There is no Python ${OLDEST.join(".")} or newer on this machine${found}. Install one from python.org.`);
}

async function run(
  program: string,
  commandLine: readonly string[],
  signal: AbortSignal,
  output: vscode.LogOutputChannel,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const environment = { ...process.env, PIP_DISABLE_PIP_VERSION_CHECK: "1", PYTHONNOUSERSITE: "1" };
    execFile(program, commandLine, { signal, windowsHide: true, env: environment }, (error, stdout, stderr) => {
      if (error === null) {
        resolve(stdout);
        return;
      }
      output.info(`${program} ${commandLine.join(" ")}\n${stdout}${stderr}`);
      reject(new Error(stderr.trim() === "" ? error.message : stderr));
    });
  });
}
