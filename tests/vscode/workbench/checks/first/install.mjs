// One click installs the server, with progress, and the notes are understood, still without any trust.
import { existsSync } from "node:fs";
import { assert } from "../../workbench.mjs";

export default async function check(workbench, config) {
  const begun = Date.now();
  await workbench.pressNotificationButton("Install the server");
  await workbench.until("progress", async () => (await workbench.notifications()).some((text) => /environment|Installing the server/.test(text)));
  await workbench.picture(config, "installing");
  await workbench.until("the end", async () => (await workbench.notifications()).some((text) => text.includes("is installed")), 240_000);
  const seconds = (Date.now() - begun) / 1000;
  await workbench.command("Explorer: Focus on Outline View");
  await workbench.until("the outline", async () => (await workbench.rows(".outline-tree")).some((row) => row.includes("Structured concurrency 11:15")));
  assert((await workbench.page.locator(".part.titlebar, .part.statusbar").allInnerTexts()).join("\n").includes("Restricted Mode"), "the folder is trusted", null);
  assert(!existsSync(config.evil), "a program of a folder that nobody trusts was run", config.evil);
  return { seconds };
}
