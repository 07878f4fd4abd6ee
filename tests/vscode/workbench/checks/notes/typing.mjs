// From a key to the letter on the screen, in a file of 10,000 lines.
import { assert } from "../../workbench.mjs";
import { measureTyping } from "../../typing.mjs";

export default async function check(workbench, config) {
  await workbench.open("long.md", 5003);
  await workbench.until("the outline", async () => (await workbench.page.locator(".breadcrumbs-below-tabs").innerText()).includes("Talk number"));
  const figures = await measureTyping(workbench);
  config.figures = figures;
  assert(figures.median < 100, "typing is not fluent", figures);
  await workbench.tidy();
  return figures;
}
