/** How talks are written in the tree and in the search. */

import type { Talk } from "./model.ts";

/** What stands behind a title in the tree. */
export function beside(talk: Talk, mode: "conference" | "speaker"): string {
  const said = mode === "conference" ? [talk.time, talk.speakers.join(", ")] : [talk.conference, talk.day];
  return said.filter((text) => text !== "").join(" · ");
}

/** Where a talk belongs: conference, day and time. */
export function place(talk: Talk): string {
  return [talk.conference, talk.day, talk.time].filter((text) => text !== "").join(" · ");
}

/** All that is known of a talk, a line for each. */
export function facts(talk: Talk): string[] {
  const todos = talk.todos === 0 ? "" : `${talk.todos} ${talk.todos === 1 ? "to-do" : "to-dos"}`;
  return [talk.speakers.join(", "), place(talk), talk.room === "" ? "" : `Room: ${talk.room}`, todos].filter(
    (text) => text !== "",
  );
}
