// The pointer on a speaker shows a card of that person, in Markdown.
import { assert } from "../../workbench.mjs";

export default async function check(workbench, config) {
  await workbench.open("pycon-wroclaw-2025.md");
  await workbench.goTo(57, 38);
  await workbench.command("Show or Focus Hover");
  const card = await workbench.until("the hover", async () => {
    const texts = await workbench.page.locator(".monaco-editor .monaco-hover:not(.hidden) .hover-contents").allInnerTexts();
    return texts.join("\n").includes("Hana") && texts.join("\n");
  });
  assert(/talk/i.test(card) && /Data Days 2026|EuroPython|lightning/i.test(card), "the card does not name her other talks", card);
  await workbench.picture(config, "hover", { x: 444, y: 30, width: 836, height: 470 });
  await workbench.page.keyboard.press("Escape");
}
