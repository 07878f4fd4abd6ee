/** The tree "Talks". */

import * as vscode from "vscode";
import { COMMANDS } from "../names.ts";
import { byConference, bySpeaker, countOf, isGroup, type Group } from "./groups.ts";
import type { Talk } from "./model.ts";
import { beside, facts } from "./words.ts";

export type Mode = "conference" | "speaker";

const ICONS: Record<Group["kind"], string> = { conference: "organization", day: "calendar", speaker: "person" };

export class TalksTree implements vscode.TreeDataProvider<Group | Talk> {
  readonly #changed = new vscode.EventEmitter<undefined>();
  readonly onDidChangeTreeData = this.#changed.event;
  #groups: readonly Group[] = [];
  #mode: Mode = "conference";

  show(talks: readonly Talk[], mode: Mode): void {
    this.#mode = mode;
    this.#groups = mode === "conference" ? byConference(talks) : bySpeaker(talks);
    this.#changed.fire(undefined);
  }

  getChildren(node?: Group | Talk): (Group | Talk)[] {
    return node === undefined ? [...this.#groups] : isGroup(node) ? [...node.children] : [];
  }

  getTreeItem(node: Group | Talk): vscode.TreeItem {
    return isGroup(node) ? this.#groupItem(node) : this.#talkItem(node);
  }

  #groupItem(group: Group): vscode.TreeItem {
    // A few groups can be seen at once; of many, one is looked for.
    const open = group.kind === "conference" && this.#groups.length <= 3;
    const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
    const item = new vscode.TreeItem(group.label, open ? Expanded : Collapsed);
    const count = countOf(group);
    item.id = `${this.#mode}\n${group.id}`;
    item.iconPath = new vscode.ThemeIcon(ICONS[group.kind]);
    item.description = `${count} ${count === 1 ? "talk" : "talks"}`;
    item.contextValue = group.kind;
    return item;
  }

  #talkItem(talk: Talk): vscode.TreeItem {
    const item = new vscode.TreeItem(talk.title);
    item.description = beside(talk, this.#mode);
    item.iconPath = new vscode.ThemeIcon("mic");
    item.contextValue = "talk";
    item.tooltip = tooltip(talk);
    item.command = { command: COMMANDS.openTalk, title: "Open the talk", arguments: [talk] };
    return item;
  }
}

function tooltip(talk: Talk): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendMarkdown("**").appendText(talk.title).appendMarkdown("**");
  for (const fact of facts(talk)) {
    text.appendMarkdown("  \n").appendText(fact);
  }
  return text;
}
