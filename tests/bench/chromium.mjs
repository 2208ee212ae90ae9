// Times of the engine's steps in headless Chromium, on one thread: loading, reading with rules, looking at pictures.
// Prints one line a step: median, 95th percentile and number of runs, in milliseconds. node tests/bench/chromium.mjs
import { readFile } from "node:fs/promises";
import path from "node:path";
import { plainChromium, root } from "../e2e/browsers.mjs";
import { serve } from "../e2e/server.mjs";

const demo = path.join(root, "tests/pages/demo");
const names = Object.keys(JSON.parse(await readFile(path.join(demo, "expected.json"), "utf8")));

const server = await serve(root, { "/blank.html": "<!doctype html><meta charset=utf-8><title>bench</title>" });
const browser = await plainChromium();
const page = await browser.newPage();
await page.goto(`${server.origin}/blank.html`);
await page.addScriptTag({ url: "/extension/dist/pkg/touchstone.js" });

const lines = await page.evaluate(async (demoPages) => {
  const bytes = async (name) => new Uint8Array(await (await fetch(name)).arrayBuffer());
  const at = (sorted, share) => sorted[Math.floor((sorted.length - 1) * share)].toFixed(2).padStart(8);
  const lines = [];
  const measure = (name, runs, step) => {
    const times = [];
    for (let run = 0; run < runs; run += 1) {
      const start = performance.now();
      step();
      times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    lines.push(`${name.padEnd(44)} median ${at(times, 0.5)} ms   p95 ${at(times, 0.95)} ms   ${runs} runs`);
  };
  const base = "/extension/dist/";
  const wasm = await bytes(`${base}pkg/touchstone_bg.wasm`);
  const data = await (await fetch(`${base}data.json`)).json();
  const named = (folder, list) => Promise.all(list.map(async (name) => ({ name, bytes: await bytes(`${base}${folder}/${name}`) })));
  const models = await named("models", data.models);
  const packs = await named("models/packs", data.packs);
  const start = performance.now();
  // The box compiles in its worker at once; a page must let the browser do it aside.
  await wasm_bindgen({ module_or_path: wasm });
  lines.push(`${"compile and start the WASM".padEnd(44)} once   ${(performance.now() - start).toFixed(2).padStart(8)} ms`);
  let engine;
  measure("load packs and networks", 1, () => (engine = new wasm_bindgen.Engine(models, packs)));
  for (const name of demoPages) {
    const html = await (await fetch(`/tests/pages/demo/${name}`)).text();
    const snapshot = { schema: 1, url: `http://127.0.0.1:8000/${name}`, html, images: [] };
    measure(`read and judge ${name}`, 30, () => engine.assess(snapshot, []));
    const wanted = engine.assess(snapshot, []).skipped.filter(({ what, reason }) => what === "picture" && reason === "not-given");
    const pictures = await Promise.all(wanted.map(async ({ where }) => ({ src: where, bytes: await bytes(`/tests/pages/demo/pictures/${where.split("/").at(-1)}`) })));
    if (pictures.length > 0) measure(`the same with ${pictures.length} pictures`, 5, () => engine.assess(snapshot, pictures));
  }
  return lines;
}, names);
console.log(`Chromium ${await browser.version()}, one thread`);
for (const line of lines) console.log(line);
await browser.close();
server.close();
