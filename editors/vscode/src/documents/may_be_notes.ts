/**
 * Whether somebody who reads this file might want the server, while there is none to ask. Whoever opens the README of a
 * program wants to hear nothing of it.
 */

const OTHER_NAMES = /^(?:readme|change(?:s|log)|license|licence|contributing|code_of_conduct|security|requirements)\b/i;
const MONTHS = "jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec";
const WORDS = new RegExp(
  [
    "\\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\\b",
    `\\b\\d{1,2}(?:st|nd|rd|th)?\\.? (?:${MONTHS})[a-z]*\\b|\\b(?:${MONTHS})[a-z]* \\d{1,2}(?:st|nd|rd|th)?\\b`,
    "\\b(?:talk|speaker|conference|keynote|meetup)s?\\b",
  ].join("|"),
  "i",
);
/** Notes say early what they are. */
const MOST_READ = 20_000;

/** `name` is that of the file, without folders. */
export function mayBeNotes(name: string, text: string): boolean {
  return !OTHER_NAMES.test(name) && WORDS.test(text.slice(0, MOST_READ));
}
