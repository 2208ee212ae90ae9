// Starts Chromium and Firefox with the unpacked test build, each in a fresh profile, and opens the extension's own pages.
import { createRequire } from "node:module";
import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../..");
const { default: puppeteer } = await import(createRequire(path.join(root, "extension/package.json")).resolve("puppeteer-core"));

const ID = "touchstone@touchstone.invalid";
/** Firefox gives each installation a random host name; the tests fix it to open the extension's pages. */
const UUID = "7f3c1f3a-3b1c-4a55-9d5e-6a5d1c0b2e11";
/** Nothing but the test may cause a request. */
const QUIET = ["--no-sandbox", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-default-apps", "--disable-domain-reliability", "--disable-features=OptimizationHints,MediaRouter,Translate"];

const PATHS = { chromium: process.env.CHROMIUM ?? "/usr/bin/chromium", firefox: process.env.FIREFOX ?? "/usr/bin/firefox-esr" };
export const BROWSERS = Object.keys(PATHS).filter((name) => existsSync(PATHS[name]));

/** Launches one browser with the extension in `folder`. `lang` is the interface's language. */
export async function launch(name, folder = path.join(root, "extension/dist-test"), { lang = "en-US", headless = true } = {}) {
  if (name === "chromium") {
    const browser = await puppeteer.launch({ executablePath: PATHS.chromium, headless, pipe: true, enableExtensions: [folder], args: [...QUIET, `--lang=${lang}`], env: { ...process.env, LANGUAGE: lang } });
    const worker = await browser.waitForTarget((target) => target.type() === "service_worker" && target.url().endsWith("/background.js"));
    return { name, browser, base: worker.url().replace("background.js", "") };
  }
  const extraPrefsFirefox = {
    "extensions.webextensions.uuids": JSON.stringify({ [ID]: UUID }),
    "intl.locale.requested": lang,
    "devtools.console.stdout.content": process.env.DUMP === "1",
    "network.captive-portal-service.enabled": false,
    "network.connectivity-service.enabled": false,
  };
  // Without this argument newer versions of Firefox let no test open an extension's own pages.
  const args = ["--remote-allow-system-access"];
  const browser = await puppeteer.launch({ browser: "firefox", executablePath: PATHS.firefox, args, extraPrefsFirefox, dumpio: process.env.DUMP === "1" });
  await browser.installExtension(folder);
  return { name, browser, base: `moz-extension://${UUID}/` };
}

/** Opens one of the extension's own pages. Firefox never reports such a page as loaded, so there the wait is cut short. */
export async function openOwnPage({ name, browser, base }, path) {
  const page = await browser.newPage();
  await page.goto(base + path, { timeout: name === "firefox" ? 700 : 30_000 }).catch((error) => {
    if (name !== "firefox") throw error;
  });
  for (let tries = 0; tries < 100; tries += 1) {
    const there = await page.evaluate(() => document.readyState === "complete" && location.protocol.endsWith("-extension:")).catch(() => false);
    if (there) return page;
    await pause(50);
  }
  throw new Error(`${path} did not open in ${name}`);
}

export const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Asks until there is an answer. Fails after `limit_ms`, which only guards against waiting for ever. */
export async function until(what, ask, limit_ms = 60_000) {
  for (const end = Date.now() + limit_ms; Date.now() < end; await pause(50)) {
    const answer = await ask();
    if (answer) return answer;
  }
  throw new Error(`waited in vain: ${what}`);
}

/** What the extension keeps, read on one of its own pages: `{ "tab:<number>": record, ... }`. */
export function stored(ownPage) {
  return ownPage.evaluate(() => (globalThis.browser ?? chrome).storage.session.get(null));
}

/** The record of the page with this address, once `ready` holds for it. */
export function recordOf(ownPage, url, ready = () => true) {
  return until(`a record of ${url}`, async () => {
    const found = Object.entries(await stored(ownPage)).find(([key, value]) => key.startsWith("tab:") && value.url === url && ready(value));
    return found && { tab: Number(found[0].slice(4)), ...found[1] };
  });
}

/** Chromium without the extension. */
export const plainChromium = () => puppeteer.launch({ executablePath: PATHS.chromium, args: QUIET });

/** Builds extension/dist-test. */
export async function buildForTests() {
  await promisify(execFile)(process.execPath, [path.join(root, "extension/build.mjs"), "--test"]);
}
