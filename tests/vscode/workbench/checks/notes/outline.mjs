// The Outline has conference, days, talks and their details, once: Markdown's own outline does not repeat them.
const ROWS = [
  "PyCon Wrocław 2025",
  "  Friday, 10 October 2025 2025-10-10",
  "    Extending Python, eleven years later 10:00 · Jonas Bergqvist",
  "    Structured concurrency 11:15 · Hana Kovářová",
  "    Types for people in a hurry 14:00 · Priya Raman",
  "  Saturday, 11 October 2025 2025-10-11",
  "    Keynote: software that is finished 9:30 · Amanda Reyes",
  "    Reading a traceback aloud 11:00 · Tomasz Wilk",
];

export default async function check(workbench, config) {
  await workbench.widenSideBar();
  await workbench.open("pycon-wroclaw-2025.md");
  // The tree of files makes room for the outline, and is not needed afterwards.
  await workbench.page.locator('.explorer-folders-view').first().waitFor();
  await workbench.page.locator('.pane-header[aria-label^="Explorer Section"]').first().click();
  await workbench.command("Explorer: Focus on Outline View");
  await workbench.untilSame("the outline", ROWS, () => workbench.rows(".outline-tree"));
  await workbench.focusEditor();
  await workbench.page.mouse.move(800, 700);
  await workbench.picture(config, "outline", { x: 0, y: 30, width: 1280, height: 480 });
}
