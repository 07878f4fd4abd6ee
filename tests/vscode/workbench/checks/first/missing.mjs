// Without a server VS Code says so, names the ways out, and runs nothing that lies in the folder.
import { existsSync } from "node:fs";
import { assert } from "../../workbench.mjs";

export default async function check(workbench, config) {
  await workbench.open("program/README.md");
  await workbench.page.waitForTimeout(2500);
  const early = await workbench.notifications();
  assert(early.length === 0, "a README of a program is no reason to ask", early);
  await workbench.open("pycon-wroclaw-2025.md");
  const [message] = await workbench.until("the offer", async () => {
    const messages = (await workbench.notifications()).filter((text) => text.includes("is not installed"));
    return messages.length > 0 && messages;
  });
  assert(/Install the server/.test(message) && /Choose a program/.test(message), "a way out is missing", message);
  await workbench.until("the status", async () => (await workbench.statusText()).includes("Talk Notes: no server"));
  await workbench.picture(config, "missing");
  assert(!existsSync(config.evil), "a program of a folder that nobody trusts was run", config.evil);
}
