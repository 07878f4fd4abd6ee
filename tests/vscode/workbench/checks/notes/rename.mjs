// Renaming a heading renames the links to it, in other files, too.
import { assert } from "../../workbench.mjs";

export default async function check(workbench) {
  await workbench.open("rename.md");
  await workbench.goTo(3, 8);
  await workbench.focusEditor();
  await workbench.page.keyboard.press("F2");
  const box = workbench.page.locator(".rename-box input.rename-input");
  await box.waitFor();
  await box.fill("Threads and queues");
  await workbench.page.keyboard.press("Enter");
  await workbench.until("the heading and its link", async () => {
    const lines = await workbench.lines();
    return lines.includes("## Threads and queues") && lines.some((line) => line.includes("(#threads-and-queues)"));
  });
  await workbench.open("renamed-from.md");
  await workbench.until("the link in the other file", async () =>
    (await workbench.lines()).some((line) => line.includes("(rename.md#threads-and-queues)")),
  );
  const dirty = await workbench.page.locator(".tab.dirty").count();
  assert(dirty <= 2, "more files were touched than the two", dirty);
  await workbench.save();
  await workbench.open("rename.md");
  await workbench.save();
}
