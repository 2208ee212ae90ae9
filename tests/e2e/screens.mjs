// Takes pictures of everything that the extension shows: node tests/e2e/screens.mjs [FOLDER]. Chromium, three widths, light and dark.
// For eyes, not for comparison: nothing fails on a changed pixel.
import { mkdir } from "node:fs/promises";
import path from "node:path";
import { buildForTests, launch, openOwnPage, pause, recordOf, root, until } from "./browsers.mjs";
import { ownElements, pressBadge } from "./badge.mjs";
import { serve } from "./server.mjs";

const out = path.resolve(process.argv[2] ?? path.join(root, "tests/output/screens"));
const WIDTHS = [320, 768, 1440];
const PAGES = ["replica-shop", "market-results", "honest-shop", "outlet-sale", "news-article"];
/** Time for a fade or a layout to end before the shutter. */
const SETTLE_MS = 300;

await buildForTests();
await mkdir(out, { recursive: true });
const server = await serve(path.join(root, "tests/pages/demo"));
const session = await launch("chromium");
const own = await openOwnPage(session, "options.html");
let taken = 0;

async function dress(page, width, scheme) {
  await page.setViewport({ width, height: 900 });
  await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
}

async function shoot(page, name, fullPage) {
  await pause(SETTLE_MS);
  await page.screenshot({ path: path.join(out, `${name}.png`), fullPage });
  taken += 1;
}

for (const scheme of ["light", "dark"]) {
  for (const width of WIDTHS) {
    const label = `${String(width).padStart(4, "0")}-${scheme}`;
    for (const name of PAGES) {
      const page = await session.browser.newPage();
      await dress(page, width, scheme);
      await page.goto(`${server.origin}/${name}.html`);
      const { tab, state } = await recordOf(own, page.url());
      if (state !== "not-shopping") await until("the badge", async () => (await ownElements(page)).length > 0);
      await page.bringToFront();
      await shoot(page, `page-${name}-${label}`, false);
      if (state === "high") {
        await pressBadge(page);
        await shoot(page, `page-${name}-open-${label}`, false);
      }
      const panel = await openOwnPage(session, `panel.html?tab=${tab}`);
      await dress(panel, width, scheme);
      await shoot(panel, `panel-${name}-${label}`, true);
      if (state === "high") {
        await panel.evaluate(() => document.querySelectorAll("details").forEach((part) => (part.open = true)));
        await shoot(panel, `panel-${name}-open-${label}`, true);
      }
      await panel.close();
      await page.close();
    }
    const shop = await session.browser.newPage();
    await shop.goto(`${server.origin}/replica-shop.html`);
    const { tab } = await recordOf(own, shop.url(), ({ pictures }) => pictures === "read");
    const report = await openOwnPage(session, `report.html?tab=${tab}`);
    await dress(report, width, scheme);
    await until("the report's page", () => report.$("main[data-ready]"));
    await shoot(report, `report-${label}`, true);
    await report.click("main > .buttons button.main");
    await until("the doors", () => report.$("#door-list .doors button"));
    await (await report.$("#door-list .doors button")).click();
    await until("the text", () => report.$(".letter textarea"));
    await shoot(report, `report-saved-${label}`, true);
    await Promise.all([report.close(), shop.close()]);
    for (const file of ["popup", "options", "panel"]) {
      const page = await openOwnPage(session, `${file}.html`);
      await dress(page, width, scheme);
      await shoot(page, `${file}-${label}`, true);
      await page.close();
    }
  }
}
await session.browser.close();
server.close();
console.log(`${taken} pictures in ${out}`);
