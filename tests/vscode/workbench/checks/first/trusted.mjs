// Once the folder is trusted its settings count: the program that they name is tried, and what is wrong with it is said.
import { existsSync } from "node:fs";

export default async function check(workbench, config) {
  await workbench.command("Notifications: Clear All Notifications");
  await workbench.command("Workspaces: Manage Workspace Trust");
  await workbench.page.locator(".workspace-trust-editor .monaco-button", { hasText: /^Trust$/ }).first().click();
  await workbench.until("the program being run", async () => existsSync(config.evil));
  await workbench.until("why it is not the server", async () => (await workbench.notifications()).some((text) => text.includes("is another program")));
}
