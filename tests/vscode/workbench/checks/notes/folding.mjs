// Talks fold: below the headings of all talks nothing is left to see.
import { assert } from "../../workbench.mjs";

export default async function check(workbench) {
  await workbench.open("pycon-wroclaw-2025.md");
  await workbench.goTo(57);
  await workbench.focusEditor();
  await workbench.page.keyboard.press("Control+Shift+BracketLeft");
  await workbench.until("the talk being folded", async () => {
    const lines = await workbench.lines();
    const at = lines.findIndex((line) => line.includes("Structured concurrency"));
    return at >= 0 && /^\s*$/.test(lines[at + 1]) && lines[at + 2].includes("Types for people");
  });
  await workbench.command("Unfold All");
  const lines = await workbench.lines();
  assert(lines.some((line) => line.includes("Structured concurrency")), "the talk is gone", lines);
}
