// Runs checks in the workbench and writes down how each went: `node run.mjs CONFIG`. CONFIG is a file of JSON: where the
// browser and its driver are, and for each session the address of its VS Code, its folder and its checks. A check is a
// module whose default export takes the workbench and the configuration; what it gives are figures.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { openWorkbench, startBrowser } from "./workbench.mjs";

const config = JSON.parse(readFileSync(process.argv[2], "utf8"));
const results = {};
mkdirSync(config.pictures, { recursive: true });

async function runCheck(name, workbench) {
  const begun = Date.now();
  const result = { seconds: 0, figures: {}, problem: null };
  try {
    const { default: check } = await import(path.join(import.meta.dirname, "checks", `${name}.mjs`));
    result.figures = (await check(workbench, config)) ?? {};
  } catch (error) {
    result.problem = error instanceof Error ? `${error.message}\n${error.stack}` : String(error);
    await workbench.page.screenshot({ path: path.join(config.pictures, `failed-${path.basename(name)}.png`) }).catch(() => {});
    await workbench.tidy().catch(() => {});
  }
  result.seconds = (Date.now() - begun) / 1000;
  results[name] = result;
  // Who is killed has said what it knew.
  writeFileSync(config.results, JSON.stringify(results, undefined, 2));
}

const browser = await startBrowser(config);
try {
  for (const session of config.sessions) {
    const workbench = await openWorkbench(browser, session.address, session.folder, session.size);
    for (const check of session.checks) {
      await runCheck(check, workbench);
    }
    await workbench.page.context().close();
  }
} finally {
  await browser.close();
}
