// In a README nothing is shown and nothing is taken away: no lenses, no findings, Markdown's own outline and preview.
import { assert } from "../../workbench.mjs";

export default async function check(workbench) {
  await workbench.open("project/README.md");
  await workbench.command("Explorer: Focus on Outline View");
  await workbench.until("Markdown's outline", async () => {
    const rows = (await workbench.rows(".outline-tree")).join("\n");
    return rows.includes("# A program") && rows.includes("## Install");
  });
  await workbench.page.waitForTimeout(1000);
  const lenses = await workbench.page.locator(".codelens-decoration").count();
  assert(lenses === 0, "there are lenses", lenses);
  const item = workbench.page.locator("#notes-lsp\\.notes-lsp\\.talkNotes\\.status");
  await workbench.until("the item that says so", async () => (await item.locator(".codicon-circle-slash").count()) === 1);
  await item.hover();
  const said = await workbench.until("why", async () => {
    const text = await workbench.page.locator(".monaco-hover:not(.hidden), .workbench-hover").allInnerTexts();
    return text.join("\n").includes("README without days or talks") && text.join("\n");
  });
  await workbench.page.mouse.move(600, 300);
  return { said };
}
