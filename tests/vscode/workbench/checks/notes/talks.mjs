// The view "Talks" has all talks of the folder, by conference and by speaker; one is found by a few words and opened.
import { assert } from "../../workbench.mjs";

const TREE = ".customview-tree";

export default async function check(workbench, config) {
  await workbench.tidy();
  await workbench.page.locator('.activitybar [aria-label^="Talk Notes"]').first().click();
  const conferences = await workbench.until("the talks", async () => {
    const rows = await workbench.rows(TREE);
    return rows.some((row) => row.startsWith("PyCon Wrocław 2025 ")) && rows;
  });
  assert(conferences[0].startsWith("Data Days 2026"), "the latest conference is not the first", conferences);
  assert(conferences.some((row) => /^EuroPython 2014 \d+ talks$/.test(row)), "EuroPython 2014 is missing", conferences);
  await workbench.page.locator(`${TREE} .monaco-list-row`, { hasText: "PyCon Wrocław 2025" }).first().click();
  await workbench.until("its days", async () => (await workbench.rows(TREE)).some((row) => row.startsWith("  Saturday, 11 October 2025")));
  await workbench.page.locator(`${TREE} .monaco-list-row`, { hasText: "Saturday, 11 October 2025" }).first().click();
  await workbench.until("its talks", async () =>
    (await workbench.rows(TREE)).includes("    Keynote: software that is finished 9:30 · Amanda Reyes"),
  );
  await workbench.page.locator(`${TREE} .monaco-list-row`, { hasText: "software that is finished" }).first().click();
  await workbench.until("the talk in the editor", async () => (await workbench.statusText()).includes("Ln 99,"));
  await workbench.page.mouse.move(800, 700);
  await workbench.picture(config, "talks", { x: 0, y: 30, width: 1000, height: 420 });
  await workbench.command("Talk Notes: Show Talks by Speaker");
  await workbench.until("the speakers", async () => /^Amanda Reyes \d+ talks$/.test((await workbench.rows(TREE))[0] ?? ""));
  await workbench.picture(config, "speakers");
  await workbench.command("Talk Notes: Show Talks by Conference and Day");
  await workbench.command("Talk Notes: Find a Talk or a Speaker…");
  await workbench.until("the search", async () => workbench.page.locator(".quick-input-widget").isVisible());
  await workbench.page.keyboard.type("priya hurry");
  await workbench.until("the talk found", async () => {
    const rows = await workbench.page.locator(".quick-input-list .monaco-list-row").allInnerTexts();
    return rows.length > 0 && rows[0].includes("Types for people in a hurry");
  });
  await workbench.page.keyboard.press("Enter");
  await workbench.until("the search being closed", async () => (await workbench.paletteText()) === "");
  await workbench.until("the talk that was found", async () => (await workbench.statusText()).includes("Ln 89,"));
  await workbench.command("View: Show Explorer");
}
