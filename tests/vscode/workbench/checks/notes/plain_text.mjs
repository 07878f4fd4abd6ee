// Plain text that is notes is coloured as such and has its outline; other plain text stays what it is.
import { assert } from "../../workbench.mjs";

export default async function check(workbench, config) {
  await workbench.open("europython-2014/tuesday.txt");
  await workbench.until("the language", async () => (await workbench.statusText()).includes("Talk Notes\n") && (await language(workbench)) === "Talk Notes");
  await workbench.command("Explorer: Focus on Outline View");
  await workbench.until("the outline", async () => {
    const rows = (await workbench.rows(".outline-tree")).join("\n");
    return rows.includes("Tuesday, July 22nd") && rows.includes("Extending Python");
  });
  // What is coloured by the grammar of Python has more than one colour.
  await workbench.goTo(31);
  const colours = await workbench.until("the colours of Python", async () => {
    const line = workbench.page.locator(".view-line", { hasText: "find_library" }).first();
    const found = await line.locator("span span").evaluateAll((spans) => [...new Set(spans.map((span) => getComputedStyle(span).color))]);
    return found.length > 1 && found;
  });
  await workbench.picture(config, "plain-text");
  await workbench.open("shopping.txt");
  await workbench.page.waitForTimeout(1500);
  const other = await language(workbench);
  assert(other === "Plain Text", "a list of things to buy is taken for notes", other);
  return { colours: colours.length };
}

async function language(workbench) {
  return (await workbench.page.locator("#status\\.editor\\.mode").innerText()).trim();
}
