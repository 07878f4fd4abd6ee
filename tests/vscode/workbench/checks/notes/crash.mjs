// A server that is killed comes back by itself; one that goes on ending is given up, and started again by a click.
import { readdirSync, readFileSync } from "node:fs";

export default async function check(workbench, config) {
  await workbench.open("pycon-wroclaw-2025.md");
  await workbench.command("Explorer: Focus on Outline View");
  await workbench.until("the outline", async () => (await workbench.rows(".outline-tree")).some((row) => row.includes("PyCon")));
  const [first] = servers(config.program);
  process.kill(first, "SIGKILL");
  const [second] = await workbench.until("another server", async () => {
    const found = servers(config.program).filter((pid) => pid !== first);
    return found.length > 0 && found;
  });
  await workbench.until("the outline", async () => (await workbench.rows(".outline-tree")).some((row) => row.includes("PyCon Wrocław 2025")));
  let last = second;
  for (let times = 0; times < 4; times++) {
    process.kill(last, "SIGKILL");
    if (times < 3) {
      [last] = await workbench.until("another server", async () => {
        const found = servers(config.program).filter((pid) => pid !== last);
        return found.length > 0 && found;
      });
      await workbench.page.waitForTimeout(700);
    }
  }
  await workbench.until("it being said", async () => (await workbench.notifications()).some((message) => message.includes("ended again and again")));
  await workbench.until("the status", async () => (await workbench.statusText()).includes("Talk Notes: stopped"));
  await workbench.pressNotificationButton("Start it again");
  await workbench.until("a server", async () => servers(config.program).length === 1);
  await workbench.until("the status", async () => !(await workbench.statusText()).includes("Talk Notes: stopped"));
}

/** The processes that are language servers, by their program. */
function servers(program) {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        const words = readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
        return words.includes(program) && words.includes("--stdio");
      } catch {
        return false; // it has just ended
      }
    })
    .map(Number);
}
