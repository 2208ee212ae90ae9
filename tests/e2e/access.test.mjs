// Access: axe-core finds nothing to object to on any of our pages, in light, dark and forced colours. What is drawn into other
// pages stands in closed trees, which axe cannot enter; the same elements are built of the same sheets and named by the tests of use.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { buildForTests, launch, openOwnPage, recordOf, root, until } from "./browsers.mjs";
import { serve } from "./server.mjs";

const axe = await readFile(createRequire(path.join(root, "extension/package.json")).resolve("axe-core/axe.min.js"), "utf8");
const LOOKS = [
  ["light", [{ name: "prefers-color-scheme", value: "light" }]],
  ["dark", [{ name: "prefers-color-scheme", value: "dark" }]],
  ["forced colours", [{ name: "forced-colors", value: "active" }]],
];

await buildForTests();
const server = await serve(path.join(root, "tests/pages/demo"));
after(() => server.close());

describe("access in chromium", () => {
  let session;
  let tabs;
  before(async () => {
    session = await launch("chromium");
    const own = await openOwnPage(session, "options.html");
    tabs = {};
    for (const file of ["replica-shop", "market-results", "honest-shop"]) {
      const page = await session.browser.newPage();
      await page.goto(`${server.origin}/${file}.html`);
      tabs[file] = (await recordOf(own, page.url())).tab;
    }
  });
  after(() => session?.browser.close());

  const PAGES = ["options.html", "welcome.html", "popup.html?tab=replica-shop", "panel.html?tab=replica-shop", "panel.html?tab=market-results", "panel.html?tab=honest-shop", "panel.html?tab=99999", "report.html?tab=replica-shop", "report.html"];
  for (const file of PAGES) {
    test(`${file} has no violation`, async () => {
      const page = await openOwnPage(session, file.replace(/tab=([a-z-]+)/, (_, name) => `tab=${tabs[name]}`));
      await until("the words", () => page.evaluate(() => document.querySelector("h1")?.textContent));
      if (file.startsWith("report.html")) await until("the report's page", () => page.$("main[data-ready]"));
      if (file === "welcome.html") await until("the sample's answer", () => page.evaluate(() => document.querySelector("#answer .state")));
      await page.evaluate(() => document.querySelectorAll("details").forEach((part) => (part.open = true)));
      // An extension page runs no script that is not its own; the debugger's does run.
      const cdp = await page.createCDPSession();
      await cdp.send("Runtime.evaluate", { expression: axe });
      for (const [name, features] of LOOKS) {
        await cdp.send("Emulation.setEmulatedMedia", { features });
        const found = await page.evaluate(async () => {
          const { violations } = await globalThis.axe.run(document, { resultTypes: ["violations"] });
          return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 160)} ${failureSummary.slice(0, 200)}`).join(" | ")}`);
        });
        assert.deepEqual(found, [], name);
      }
      await page.close();
    });
  }
});
