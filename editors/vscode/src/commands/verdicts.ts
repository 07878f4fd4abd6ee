/** What a look at the links has found out, in one sentence. */

export interface LinkCheck {
  readonly checked: number;
  readonly fromCache: number;
  readonly verdicts: Readonly<Record<string, number>>;
}

// In the order in which they are told.
const WORDS: readonly (readonly [verdict: string, words: string])[] = [
  ["alive", "alive"],
  ["moved", "moved"],
  ["gone", "gone"],
  ["no-such-host", "without a host"],
  ["unreachable", "not reached"],
  ["unverifiable", "not to be verified"],
  ["excluded", "left out"],
  ["not-checked", "not checked"],
];
const BAD = ["gone", "no-such-host"];

export function verdictsInWords(check: LinkCheck): { words: string; isBad: boolean } {
  const known = WORDS.map(([verdict]) => verdict);
  const others = Object.keys(check.verdicts).filter((verdict) => !known.includes(verdict));
  const told = [...WORDS, ...others.map((verdict) => [verdict, verdict] as const)]
    .map(([verdict, words]) => ({ count: check.verdicts[verdict] ?? 0, words }))
    .filter(({ count }) => count > 0)
    .map(({ count, words }) => `${count} ${words}`);
  if (told.length === 0) {
    return { words: "There are no links to the web here.", isBad: false };
  }
  const cached = check.fromCache > 0 ? ` (${check.fromCache} known from before)` : "";
  return {
    words: `Links to the web: ${told.join(", ")}${cached}.`,
    isBad: BAD.some((verdict) => (check.verdicts[verdict] ?? 0) > 0),
  };
}
