// In a fence of Python suggestions know the names of earlier snippets, with documentation; so do signatures.
import { assert } from "../../workbench.mjs";

export default async function check(workbench, config) {
  await workbench.open("python.md");
  await workbench.goTo(9, 1);
  await workbench.focusEditor();
  await workbench.type("inbox.");
  const list = workbench.page.locator(".suggest-widget.visible");
  await workbench.until("suggestions", async () => {
    if (!(await list.isVisible())) {
      await workbench.page.keyboard.press("Control+Space");
      await workbench.page.waitForTimeout(700);
    }
    const rows = (await workbench.rows(".suggest-widget.visible")).join("\n");
    return rows.includes("put_nowait") || rows.includes("get_nowait");
  });
  await workbench.type("put_n");
  await workbench.until("one suggestion", async () => (await workbench.rows(".suggest-widget.visible"))[0]?.includes("put_nowait"));
  const details = workbench.page.locator(".suggest-details");
  const documentation = await workbench.until("its documentation", async () => {
    if (!(await details.isVisible())) {
      await workbench.page.keyboard.press("Control+Space");
      await workbench.page.waitForTimeout(700);
    }
    const text = await details.innerText({ timeout: 500 });
    return /without blocking/i.test(text) && text;
  });
  await workbench.picture(config, "python", { x: 250, y: 30, width: 1030, height: 440 });
  await workbench.page.keyboard.press("Enter");
  await workbench.until("the name", async () => (await workbench.lines()).some((line) => line.startsWith("inbox.put_nowait")));
  await workbench.type("(");
  const hint = workbench.page.locator(".parameter-hints-widget.visible");
  const signature = await workbench.until("the signature", async () => (await hint.innerText({ timeout: 500 })).replaceAll("\n", ""));
  assert(signature.includes("item"), "the signature lacks its parameter", signature);
  await workbench.page.keyboard.press("Escape");
  await workbench.tidy();
  return { documentation: documentation.length };
}
