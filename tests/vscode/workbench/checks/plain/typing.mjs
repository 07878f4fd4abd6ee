// The same without the extension, to compare.
import { measureTyping } from "../../typing.mjs";

export default async function check(workbench) {
  await workbench.open("long.md");
  await workbench.page.waitForTimeout(2000);
  const figures = await measureTyping(workbench);
  await workbench.tidy();
  return figures;
}
