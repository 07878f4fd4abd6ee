// Breadcrumbs and sticky scroll show conference, day and talk of the line at the cursor.
import { assert } from "../../workbench.mjs";

export default async function check(workbench) {
  await workbench.open("pycon-wroclaw-2025.md");
  await workbench.goTo(66);
  const wanted = ["PyCon Wrocław 2025", "Friday, 10 October 2025", "Structured concurrency"];
  await workbench.until("the breadcrumbs", async () => {
    const items = await workbench.page.locator(".breadcrumbs-below-tabs .monaco-breadcrumb-item").allInnerTexts();
    return JSON.stringify(items.map((item) => item.trim()).slice(-3)) === JSON.stringify(wanted);
  });
  await workbench.page.mouse.move(700, 400);
  await workbench.page.mouse.wheel(0, 3000);
  await workbench.page.mouse.wheel(0, -900);
  const sticky = await workbench.until("sticky lines", async () => {
    const lines = await workbench.page.locator(".sticky-widget .sticky-line-content").allInnerTexts();
    return lines.length >= 2 && lines;
  });
  const said = sticky.join("\n").replaceAll("\u00a0", " ");
  assert(/^# PyCon[^]*^## (Friday|Saturday)/m.test(said), "what stays on top is not conference and day", sticky);
}
