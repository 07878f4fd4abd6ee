/** What the status item says: a few letters in the bar, and the rest below the pointer. Markdown, with words escaped. */

import type { ServerState } from "../server/control.ts";
import type { ServerReport } from "./report.ts";

export interface Shown {
  readonly text: string;
  readonly tooltip: string;
  readonly isWarning: boolean;
}

/** `report` is what the server says of itself and of the file that is shown, once it has. */
export function statusWords(state: ServerState, report: ServerReport | undefined): Shown {
  switch (state.kind) {
    case "starting":
      return plain("$(loading~spin) Talk Notes", "The server of Talk Notes starts.");
    case "installing":
      return plain("$(loading~spin) Talk Notes", "The server of Talk Notes is being installed.");
    case "stopped":
      return plain("$(circle-slash) Talk Notes", "The server of Talk Notes is stopped.");
    case "missing":
      return { ...plain("$(warning) Talk Notes: no server", escaped(state.why)), isWarning: true };
    case "failed":
      return { ...plain("$(error) Talk Notes: stopped", escaped(state.why)), isWarning: true };
    case "running":
      return plain(barText(report), [`**Talk Notes** — notes-lsp ${escaped(state.found.version)}`, ...facts(state.found, report)].join("\n\n"));
  }
}

function plain(text: string, tooltip: string): Shown {
  return { text, tooltip, isWarning: false };
}

function barText(report: ServerReport | undefined): string {
  if (report?.file?.taken === false) {
    return "$(circle-slash) Talk Notes";
  }
  return report?.indexing === true || report?.web.checking === true ? "$(sync~spin) Talk Notes" : "$(mic) Talk Notes";
}

function facts(found: { program: string; where: string }, report: ServerReport | undefined): string[] {
  const server = `Server: ${code(found.program)}, ${escaped(found.where)}`;
  if (report === undefined) {
    return [server];
  }
  const environment = report.python.environment ?? "that of the server";
  return [
    ...(report.file === null ? [] : [thisFile(report.file)]),
    `Notes known: ${report.knownFiles} ${report.knownFiles === 1 ? "file" : "files"}${report.indexing ? ", still reading" : ""}`,
    `Python in snippets: ${code(environment)} (${escaped(report.python.reason)})`,
    server,
    ...report.settingsProblems.map((problem) => `$(warning) ${escaped(problem)}`),
  ];
}

function thisFile(file: { taken: boolean; reason: string; dialect?: string }): string {
  const dialect = file.taken && file.dialect !== undefined ? ` Read as ${file.dialect}.` : "";
  const reason = file.reason.charAt(0).toUpperCase() + file.reason.slice(1);
  return `This file: ${escaped(reason)}.${dialect}`;
}

/** Text that stays text in Markdown, and makes no icon. */
export function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+!|<>~$&]/g, "\\$&");
}

function code(text: string): string {
  return text.includes("`") ? escaped(text) : `\`${text}\``;
}
