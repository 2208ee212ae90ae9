// Opens the demo pages in Chromium with the extension, for a person to try. Without a display it checks them out of sight and
// prints what each page got, with pictures of page, badge and panel in target/screens.
import { mkdir, readFile } from "node:fs/promises";
import path from "node:path";
import { buildForTests, launch, openOwnPage, pause, recordOf, root, until } from "./browsers.mjs";
import { ownElements, pressBadge } from "./badge.mjs";
import { serve } from "./server.mjs";

const folder = path.join(root, "tests/pages/demo");
const pages = Object.keys(JSON.parse(await readFile(path.join(folder, "expected.json"), "utf8")));
const display = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
const screens = path.join(root, "target/screens");
/** Time for a fade to end before the shutter. */
const SETTLE_MS = 300;

/** Whether the engine would look at pictures that it has not been given. */
const wants = ({ skipped }) => skipped.some(({ what, reason }) => what === "picture" && reason === "not-given");

await buildForTests();
const server = await serve(folder);
const session = await launch("chromium", undefined, { headless: !display });
if (display) {
  for (const name of pages) await (await session.browser.newPage()).goto(`${server.origin}/${name}`);
  console.log("The demo shops are open. Close the browser to end.");
  await new Promise((resolve) => session.browser.on("disconnected", resolve));
} else {
  console.log("There is no display: the pages are checked out of sight.");
  await mkdir(screens, { recursive: true });
  const own = await openOwnPage(session, "options.html");
  for (const name of pages) {
    const page = await session.browser.newPage();
    await page.setViewport({ width: 1280, height: 900 });
    await page.goto(`${server.origin}/${name}`);
    const { tab, state, result } = await recordOf(own, page.url(), ({ result: answer, pictures }) => !answer.ok || pictures !== "none" || !wants(answer.assessment));
    const signs = result.ok ? result.assessment.findings.map(({ rule }) => rule).join(", ") : result.reason;
    console.log(`${name.padEnd(22)} ${state.padEnd(16)} ${signs}`);
    if (state !== "not-shopping") await until("the badge", async () => (await ownElements(page)).length > 0);
    await page.bringToFront();
    if (state === "high") await pressBadge(page);
    await pause(SETTLE_MS);
    await page.screenshot({ path: path.join(screens, name.replace(".html", ".png")) });
    const panel = await openOwnPage(session, `panel.html?tab=${tab}`);
    await panel.setViewport({ width: 400, height: 900 });
    await pause(SETTLE_MS);
    await panel.screenshot({ path: path.join(screens, name.replace(".html", "-panel.png")), fullPage: true });
    await panel.close();
    await page.close();
  }
  await session.browser.close();
  console.log(`Pictures of page, badge and panel: ${path.relative(process.cwd(), screens)}`);
}
server.close();
