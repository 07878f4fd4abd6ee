// Markdown's preview shows notes as it does all Markdown.
export default async function check(workbench) {
  await workbench.open("pycon-wroclaw-2025.md");
  await workbench.command("Markdown: Open Preview to the Side");
  await workbench.until("the preview", async () => (await workbench.page.locator("iframe.webview").count()) > 0);
  await workbench.until("its text", async () => {
    for (const frame of workbench.page.frames()) {
      if ((await frame.locator("h1").allInnerTexts().catch(() => [])).some((text) => text.includes("PyCon Wrocław 2025"))) {
        return true;
      }
    }
    return false;
  });
  await workbench.tidy();
}
