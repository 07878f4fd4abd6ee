/** When to start a server again that has ended unasked. */

export interface Crashes {
  /** Count one more, at a time in milliseconds. Whether to start again. */
  happened(now: number): boolean;
  forget(): void;
}

/** Start again unless it has ended more than `most` times within `during` milliseconds: then it would go on like that. */
export function crashCounter(most = 4, during = 180_000): Crashes {
  let times: number[] = [];
  return {
    happened(now) {
      times = [...times.filter((time) => now - time < during), now];
      return times.length <= most;
    },
    forget() {
      times = [];
    },
  };
}
