/** Which talks a few words find. */

import type { Talk } from "./model.ts";

/** Those that hold every word, somewhere in title, speakers, conference, day, time or room; case and accents aside. */
export function matching(talks: readonly Talk[], query: string): Talk[] {
  const words = folded(query).split(/\s+/).filter((word) => word !== "");
  return talks.filter((talk) => {
    const text = textOf(talk);
    return words.every((word) => text.includes(word));
  });
}

const texts = new WeakMap<Talk, string>();

/** What is searched in; made once for each talk. */
function textOf(talk: Talk): string {
  let text = texts.get(talk);
  if (text === undefined) {
    text = folded([talk.title, ...talk.speakers, talk.conference, talk.day, talk.date, talk.time, talk.room].join("\n"));
    texts.set(talk, text);
  }
  return text;
}

/** A text without what a search does not look at. */
export function folded(text: string): string {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").replaceAll("ł", "l").replaceAll("ø", "o").toLowerCase().trim();
}
