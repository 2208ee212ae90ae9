// How long the desk takes for 500 packages: node tests/bench/desk.mjs [FOLDER WITH www BUILT]. Prints one line.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { plainChromium, root, until } from "../e2e/browsers.mjs";
import { serve } from "../e2e/server.mjs";

const PACKAGES = 500;
const program = process.env.TOUCHSTONE_BIN ?? path.join(root, "target/release/touchstone");
const demo = path.join(root, "tests/pages/demo");
const folder = await mkdtemp(path.join(tmpdir(), "touchstone-desk-"));
const made = [];
for (const name of ["replica-shop", "honest-shop", "market-results", "outlet-sale"]) {
  const out = path.join(folder, `${name}.zip`);
  await promisify(execFile)(program, ["report", path.join(demo, `${name}.html`), "--url", `http://127.0.0.1:8000/${name}.html`, "--images", path.join(demo, "pictures"), "--out", out]);
  made.push(await readFile(out));
}
const files = [];
for (let at = 0; at < PACKAGES; at += 1) {
  files.push(path.join(folder, `${at}.zip`));
  await writeFile(files[at], made[at % made.length]);
}
const server = await serve(path.join(root, "www"));
const browser = await plainChromium();
const page = await browser.newPage();
await page.goto(`${server.origin}/desk/index.html`);
const start = performance.now();
await (await page.$("#file")).uploadFile(...files);
await until("the packages", () => page.evaluate((all) => document.querySelector("main").dataset.done === String(all), PACKAGES), 300_000);
const sizes = made.map((bytes) => `${Math.round(bytes.length / 1024)} KiB`).join(", ");
console.log(`desk, ${PACKAGES} packages of ${sizes}`.padEnd(70), `${((performance.now() - start) / 1000).toFixed(1)} s from the drop, engine included`);
await browser.close();
server.close();
await rm(folder, { recursive: true });
