// Draws the PNG icons from icon.svg with a browser; run by hand after a change of the drawing: node assets/draw.mjs
// The icons for states change the streak's shape as well as its colour: broken for "caution", crossed for "high", dotted for
// "could not check".
import { readFile, writeFile } from "node:fs/promises";
import puppeteer from "puppeteer-core";

const svg = await readFile(new URL("icon.svg", import.meta.url), "utf8");
const streak = /<path class="streak" d="([^"]+)"/.exec(svg)[1];
const restroke = (color, extra) => svg.replace(/<path class="streak"[^>]*\/>/, `<g fill="none" stroke="${color}" stroke-width="8.500" stroke-linecap="round">${extra}</g>`);
const ICONS = {
  icon: [svg, [16, 32, 48, 128]],
  "icon-high": [restroke("#ff6f7d", `<path d="${streak}"/><path d="M20 30 46 50"/>`), [16, 32]],
  "icon-caution": [restroke("#f5c451", `<path d="${streak}" stroke-dasharray="11 14"/>`), [16, 32]],
  "icon-unknown": [restroke("#c9bcf2", `<path d="${streak}" stroke-dasharray=".1 16" stroke-width="9.500"/>`), [16, 32]],
};

const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage();
for (const [name, [drawing, sizes]] of Object.entries(ICONS)) {
  for (const size of sizes) {
    await page.setViewport({ width: size, height: size });
    await page.setContent(`<style>*{margin:0}svg{display:block;width:${size}px;height:${size}px}</style>${drawing}`);
    await writeFile(new URL(`${name}-${size}.png`, import.meta.url), await page.screenshot({ omitBackground: true }));
  }
}
await browser.close();
