// Links are looked at when somebody says so: progress is shown, then the verdicts; the dead one becomes a problem.
import { assert } from "../../workbench.mjs";

export default async function check(workbench, config) {
  await workbench.open("links.md");
  await workbench.command("Talk Notes: Check the Web Links of This File");
  await workbench.until("progress", async () => (await workbench.statusText()).includes("Checking web links"));
  await workbench.picture(config, "checking-links");
  await fetch(`${config.web}/go-on`);
  const [said] = await workbench.until("the verdicts", async () => {
    const messages = (await workbench.notifications()).filter((message) => message.includes("Links to the web"));
    return messages.length > 0 && messages;
  });
  assert(/2 alive, 1 moved, 1 gone/.test(said), "the verdicts are others", said);
  await workbench.pressNotificationButton("Show the problems");
  await workbench.until("the dead link among the problems", async () => (await workbench.rows(".markers-panel")).join("\n").includes("dead-link"));
  await workbench.picture(config, "links", { x: 444, y: 30, width: 836, height: 680 });
  await workbench.command("Notifications: Clear All Notifications");
  await workbench.page.keyboard.press("Control+Shift+m");
}
