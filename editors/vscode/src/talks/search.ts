/** Looking for a talk by words of its title, its speakers, its conference and its day, in whatever order. */

import * as vscode from "vscode";
import { matching } from "./matching.ts";
import type { Talk } from "./model.ts";
import { place } from "./words.ts";

/** So many rows are drawn at once; more words find the others. */
const MOST = 200;

interface Choice extends vscode.QuickPickItem {
  readonly talk: Talk;
}

export function searchTalks(talks: readonly Talk[], open: (talk: Talk) => Promise<void>): void {
  if (talks.length === 0) {
    void vscode.window.showInformationMessage("There are no notes of talks in this folder, or the server does not run.");
    return;
  }
  const box = vscode.window.createQuickPick<Choice>();
  box.title = "Talks";
  box.placeholder = "Words of a title, a speaker, a conference or a day";
  const show = (): void => {
    box.items = matching(talks, box.value).slice(0, MOST).map(choice);
  };
  show();
  box.onDidChangeValue(show);
  box.onDidHide(() => box.dispose());
  box.onDidAccept(() => {
    const [chosen] = box.selectedItems;
    box.hide();
    if (chosen !== undefined) {
      void open(chosen.talk);
    }
  });
  box.show();
}

/** VS Code looks for all of what is typed in one place; these rows were found already. */
function choice(talk: Talk): Choice {
  return {
    label: `$(mic) ${talk.title}`,
    description: talk.speakers.join(", "),
    detail: place(talk),
    alwaysShow: true,
    talk,
  };
}
