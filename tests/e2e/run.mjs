// Opens the demo pages in Chromium with the extension, for a person to try. Without a display it checks them out of sight and
// prints what each page got.
import { readFile } from "node:fs/promises";
import path from "node:path";
import { buildForTests, launch, openOwnPage, recordOf, root } from "./browsers.mjs";
import { serve } from "./server.mjs";

const folder = path.join(root, "tests/pages/demo");
const pages = Object.keys(JSON.parse(await readFile(path.join(folder, "expected.json"), "utf8")));
const display = Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

await buildForTests();
const server = await serve(folder);
const session = await launch("chromium", undefined, { headless: !display });
if (display) {
  for (const name of pages) await (await session.browser.newPage()).goto(`${server.origin}/${name}`);
  console.log("The demo shops are open. Close the browser to end.");
  await new Promise((resolve) => session.browser.on("disconnected", resolve));
} else {
  console.log("There is no display: the pages are checked out of sight.");
  const own = await openOwnPage(session, "options.html");
  for (const name of pages) {
    const page = await session.browser.newPage();
    await page.goto(`${server.origin}/${name}`);
    const { state, result } = await recordOf(own, page.url());
    const signs = result.ok ? result.assessment.findings.map(({ rule }) => rule).join(", ") : result.reason;
    console.log(`${name.padEnd(22)} ${state.padEnd(16)} ${signs}`);
  }
  await session.browser.close();
}
server.close();
