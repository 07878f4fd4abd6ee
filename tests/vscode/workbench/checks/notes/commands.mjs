// A new talk in the style of the file, the outline on the clipboard, the findings in a file.
import { assert } from "../../workbench.mjs";

export default async function check(workbench) {
  await workbench.open("new-talk.md");
  await workbench.goTo(7);
  await workbench.command("Talk Notes: New Talk");
  await workbench.until("a new talk", async () => (await workbench.lines()).filter((line) => line.startsWith("### ")).length === 3);
  const lines = await workbench.lines();
  const at = lines.findLastIndex((line) => /^### /.test(line) && !/Queues|Logs/.test(line));
  assert(/^### \d{1,2}:\d{2} .* - /.test(lines[at] ?? ""), "the talk is not in the style of the file", lines);
  await workbench.tidy();
  await workbench.open("pycon-wroclaw-2025.md");
  await workbench.command("Talk Notes: Copy the Outline");
  const copied = await workbench.until("the clipboard", async () => {
    const text = await workbench.page.evaluate(() => navigator.clipboard.readText());
    return text.includes("Structured concurrency") && text;
  });
  assert(copied.includes("    - Structured concurrency — 11:15 · Hana Kovářová\n"), "the outline is another", copied);
  await workbench.command("Talk Notes: Export the Findings…");
  await workbench.until("the formats", async () => (await workbench.page.locator(".quick-input-list .monaco-list-row").first().innerText()).includes("Markdown"));
  await workbench.page.keyboard.press("Enter");
  await workbench.until("where to", async () => (await workbench.page.locator(".quick-input-widget input.input").inputValue()).endsWith("findings.md"));
  await workbench.page.keyboard.press("Enter");
  await workbench.until("the report", async () => (await workbench.activeTab()) === "findings.md");
  const report = await workbench.until("its text", async () => {
    const text = (await workbench.lines()).join("\n");
    return text.includes("missing-file") && text;
  });
  await workbench.tidy();
  return { report: report.length };
}
