// How long it takes from a key to the letter on the screen, in milliseconds.

const KEYS = "a line about queues, and what they are good for in the end ";

/** Type a sentence into the middle of the file that is open; gives the median and the 95th percentile. */
export async function measureTyping(workbench) {
  await workbench.goTo(5003, 1);
  await workbench.focusEditor();
  await workbench.page.keyboard.press("End");
  await workbench.type(" ready");
  await workbench.page.waitForTimeout(1000);
  await workbench.page.evaluate(watch);
  for (const key of KEYS) {
    await workbench.page.keyboard.press(key === " " ? "Space" : key);
    await workbench.page.waitForTimeout(90);
  }
  const times = await workbench.page.evaluate(() => globalThis.typingTimes);
  times.sort((one, other) => one - other);
  const at = (part) => Math.round(times[Math.min(Math.floor(times.length * part), times.length - 1)] * 10) / 10;
  return { keys: times.length, median: at(0.5), p95: at(0.95), most: at(1) };
}

/** Runs in the page: each key is timed to the frame after the line has changed. */
function watch() {
  globalThis.typingTimes = [];
  let pressed = 0;
  addEventListener("keydown", () => (pressed = performance.now()), { capture: true });
  const lines = document.querySelector(".editor-instance .view-lines");
  new MutationObserver(() => {
    if (pressed > 0) {
      const since = pressed;
      pressed = 0;
      requestAnimationFrame(() => globalThis.typingTimes.push(performance.now() - since));
    }
  }).observe(lines, { childList: true, subtree: true, characterData: true });
}
