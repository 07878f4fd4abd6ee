// The workbench in a browser, as somebody before the screen has it: keys, clicks, and what is to be seen.
import { createRequire } from "node:module";
import path from "node:path";

const OPTIONS = [
  "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
  "--no-first-run", "--disable-quic",
];
export const PATIENCE = 20_000;

/** A browser; `modules` is the folder that holds playwright-core. */
export async function startBrowser({ modules, chromium }) {
  const { chromium: driver } = createRequire(path.join(modules, "index.js"))("playwright-core");
  return driver.launch({ executablePath: chromium, args: OPTIONS });
}

/** Open VS Code with a folder in a new window. */
export async function openWorkbench(browser, address, folder, size = { width: 1280, height: 800 }) {
  const context = await browser.newContext({ viewport: size, deviceScaleFactor: 1 });
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: new URL(address).origin });
  const page = await context.newPage();
  await page.goto(`${address}/?folder=${encodeURIComponent(folder)}`);
  await page.locator(".monaco-workbench").waitFor({ timeout: 60_000 });
  await page.locator(".statusbar-item").first().waitFor({ timeout: 60_000 });
  return new Workbench(page, folder);
}

export class Workbench {
  constructor(page, folder) {
    this.page = page;
    this.folder = folder;
    page.setDefaultTimeout(PATIENCE);
  }

  /** Wait until `look` gives something that is true, and give it. */
  async until(what, look, patience = PATIENCE) {
    const end = Date.now() + patience;
    let last;
    for (;;) {
      try {
        last = await look();
        if (last) {
          return last;
        }
      } catch (error) {
        last = error;
      }
      if (Date.now() > end) {
        throw new Error(`waited in vain for ${what}; last seen: ${last instanceof Error ? last.message : JSON.stringify(last)}`);
      }
      await this.page.waitForTimeout(100);
    }
  }

  /** Wait until what is looked at is `wanted`; it may come and go before. */
  async untilSame(what, wanted, look, patience = PATIENCE) {
    let seen;
    const same = async () => JSON.stringify((seen = await look())) === JSON.stringify(wanted);
    await this.until(what, same, patience).catch(() => {
      throw new Error(`${what}: ${JSON.stringify(seen)} instead of ${JSON.stringify(wanted)}`);
    });
  }

  /** Run a command by its title in the palette. */
  async command(title) {
    await this.choose(`>${title}`, title);
    await this.until("the palette being closed", async () => !(await this.paletteText()).startsWith(">"));
  }

  /** Open a file of the folder. */
  async open(name, line) {
    const file = path.basename(name);
    await this.choose(line === undefined ? name : `${name}:${line}`, file);
    await this.until(`the tab of ${name}`, async () => (await this.activeTab()) === file);
    await this.page.locator(".editor-instance .view-lines").first().waitFor();
  }

  /** Type into the box for files and commands, and take the first row, which must hold `expected`. */
  async choose(text, expected) {
    const box = this.page.locator(".quick-input-widget");
    const row = box.locator(".monaco-list-row").filter({ has: this.page.locator(".label-name", { hasText: exactly(expected) }) }).first();
    let tries = 0;
    await this.until(`${expected} in the palette`, async () => {
      // What is searched for before all is loaded may stay without a result.
      if (tries++ % 20 === 0) {
        await this.quickInput(text);
      }
      return row.isVisible();
    });
    await row.click();
  }

  /** What stands in the box for files and commands; "" while it is closed. */
  async paletteText() {
    const input = this.page.locator(".quick-input-widget input.input");
    return (await input.isVisible()) ? input.inputValue() : "";
  }

  /** Open the box for files and commands, and type into it. */
  async quickInput(text) {
    const input = this.page.locator(".quick-input-widget input.input");
    await this.until("the palette", async () => {
      if (!(await input.isVisible())) {
        await this.page.keyboard.press("F1");
        await input.waitFor({ timeout: 500 });
      }
      // One that is just being closed takes no text.
      await input.fill("", { timeout: 500 });
      await input.fill(text, { timeout: 500 });
      return true;
    });
  }

  async activeTab() {
    return this.page.locator(".tab.active").first().getAttribute("data-resource-name", { timeout: 300 });
  }

  /** Put the cursor somewhere; both count from 1. */
  async goTo(line, column = 1) {
    await this.quickInput(`:${line}:${column}`);
    await this.page.keyboard.press("Enter");
    await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    await this.until("the cursor", async () => (await this.statusText()).includes(`Ln ${line}, Col ${column}`));
  }

  async statusText() {
    return this.page.locator(".part.statusbar").innerText();
  }

  /** The texts of the rows of a tree or list, without those that can't be seen. */
  async rows(tree) {
    return this.page.locator(`${tree} .monaco-list-row`).evaluateAll((rows) =>
      rows
        .map((row) => {
          const parts = [...row.querySelectorAll(".label-name, .label-description, .monaco-highlighted-label")];
          const texts = [...new Set(parts.map((part) => part.textContent.trim()))].filter((text) => text !== "");
          const text = texts.length > 0 ? texts.join(" ") : row.innerText.replace(/\s+/g, " ").trim();
          return { top: row.offsetTop, text, level: row.getAttribute("aria-level") };
        })
        .sort((one, other) => one.top - other.top)
        .map(({ text, level }) => `${"  ".repeat(Math.max(Number(level ?? 1) - 1, 0))}${text}`),
    );
  }

  /** The lines of the editor that can be seen. */
  async lines() {
    return this.page.locator(".editor-instance .view-lines").first().evaluate((lines) =>
      [...lines.children]
        .sort((one, other) => parseFloat(one.style.top) - parseFloat(other.style.top))
        .map((line) => line.innerText.replaceAll("\u00a0", " ")),
    );
  }

  /** The messages that stand in the lower right corner. */
  async notifications() {
    return this.page.locator(".notifications-toasts .notification-list-item").allInnerTexts();
  }

  async pressNotificationButton(label) {
    await this.page.locator(".notifications-toasts .monaco-button", { hasText: label }).first().click();
  }

  async save() {
    await this.page.keyboard.press("Control+s");
    await this.until("the file being saved", async () => (await this.page.locator(".tab.active.dirty").count()) === 0);
  }

  /** Take away the text that a check has typed, and all that hangs over the editor. */
  async tidy() {
    for (let times = 0; times < 4; times++) {
      await this.page.keyboard.press("Escape");
    }
    await this.command("File: Revert File");
    await this.command("View: Close All Editors");
  }

  /** Type keys into the editor at the cursor. */
  async type(text, delay = 30) {
    await this.page.keyboard.type(text, { delay });
  }

  /** Put the keys into the editor. */
  async focusEditor() {
    await this.command("View: Focus Active Editor Group");
  }

  /** Make room for what stands behind the names in trees. */
  async widenSideBar() {
    const { x, width } = await this.page.locator(".part.sidebar").boundingBox();
    await this.page.mouse.move(x + width + 1, 400);
    await this.page.mouse.down();
    await this.page.mouse.move(x + width + 93, 400, { steps: 5 });
    await this.page.mouse.up();
  }

  /** Keep a part of the screen as a picture. */
  async picture(config, name, clip) {
    await this.page.waitForTimeout(800);
    await this.page.screenshot({ path: path.join(config.pictures, `${name}.png`), ...(clip === undefined ? {} : { clip }) });
  }
}

/** A pattern that matches one text and nothing else. */
function exactly(text) {
  return new RegExp(`^\\s*${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}\\s*$`);
}

/** What does not hold is an error that says what was seen. */
export function assert(holds, what, seen) {
  if (!holds) {
    throw new Error(`${what}; seen: ${JSON.stringify(seen)}`);
  }
}
