// Starts Chromium and Firefox with the unpacked test build, each in a fresh profile, and opens the extension's own pages.
import { createRequire } from "node:module";
import { existsSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

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
export async function launch(name, folder = path.join(root, "extension/dist-test"), { lang = "en-US" } = {}) {
  if (name === "chromium") {
    const browser = await puppeteer.launch({ executablePath: PATHS.chromium, pipe: true, enableExtensions: [folder], args: [...QUIET, `--lang=${lang}`], env: { ...process.env, LANGUAGE: lang } });
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
  const browser = await puppeteer.launch({ browser: "firefox", executablePath: PATHS.firefox, extraPrefsFirefox, dumpio: process.env.DUMP === "1" });
  await browser.installExtension(folder);
  return { name, browser, base: `moz-extension://${UUID}/` };
}
