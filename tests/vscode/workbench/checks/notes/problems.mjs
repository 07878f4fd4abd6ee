// Findings stand in the Problems panel, the lamp mends one, and the finding is gone.
import { assert } from "../../workbench.mjs";

const WANTED = ['"22th" should be "22nd"', 'no file "slides/services.pdf"', 'nothing defines the reference "index"'];

export default async function check(workbench, config) {
  await workbench.open("tuesday.md");
  await workbench.page.keyboard.press("Control+Shift+m");
  const rows = await workbench.until("the problems", async () => {
    const found = (await workbench.rows(".markers-panel")).join("\n");
    return WANTED.every((words) => found.includes(words)) && found;
  });
  assert(!/pycon-wroclaw/.test(rows), "there are findings in good notes", rows);
  await workbench.focusEditor();
  await workbench.goTo(4, 16);
  const menu = workbench.page.locator(".action-widget").first();
  await workbench.until("the fix", async () => {
    if (!(await menu.isVisible())) {
      await workbench.page.keyboard.press("Control+.");
      await menu.waitFor({ timeout: 3000 });
    }
    return (await menu.innerText({ timeout: 500 })).includes("22nd");
  });
  await workbench.picture(config, "problems", { x: 444, y: 30, width: 836, height: 620 });
  await workbench.page.keyboard.press("Enter");
  await workbench.until("the text being mended", async () => (await workbench.lines()).some((line) => line.startsWith("Tuesday, July 22nd")));
  await workbench.until("the finding being gone", async () => !(await workbench.rows(".markers-panel")).join("\n").includes("22th"));
  await workbench.save();
  await workbench.page.keyboard.press("Control+Shift+m");
}
