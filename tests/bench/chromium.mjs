// Times of the engine's steps in headless Chromium, on one thread: loading, reading with rules, looking at pictures.
// Prints one line a step: median, 95th percentile and number of runs, in milliseconds. node tests/bench/chromium.mjs
import { readFile } from "node:fs/promises";
import path from "node:path";
import { spawn } from "node:child_process";
import { readdir } from "node:fs/promises";
import readline from "node:readline";
import { gunzipSync } from "node:zlib";
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
  const photoAlone = new wasm_bindgen.Engine(models.filter(({ name }) => name.startsWith("photo.")), packs);
  for (const name of demoPages) {
    const html = await (await fetch(`/tests/pages/demo/${name}`)).text();
    const snapshot = { schema: 1, url: `http://127.0.0.1:8000/${name}`, html, images: [] };
    measure(`read and judge ${name}`, 30, () => engine.assess(snapshot, []));
    const wanted = engine.assess(snapshot, []).skipped.filter(({ what, reason }) => what === "picture" && reason === "not-given");
    const pictures = await Promise.all(wanted.map(async ({ where }) => ({ src: where, bytes: await bytes(`/tests/pages/demo/pictures/${where.split("/").at(-1)}`) })));
    if (pictures.length === 0) continue;
    measure(`the same with ${pictures.length} pictures`, 5, () => engine.assess(snapshot, pictures));
    measure("the same, photo network alone", 15, () => photoAlone.assess(snapshot, pictures));
  }
  globalThis.engine = engine;
  return lines;
}, names);
console.log(`Chromium ${await browser.version()}, one thread`);
for (const line of lines) console.log(line);
await growth();
await againstExtruct();
await browser.close();
server.close();

/** Loading packs and judging a page with more brands and with a long list, each in a WASM of its own. */
async function growth() {
  const files = (await readdir(path.join(root, "target/growth")).catch(() => [])).sort();
  if (files.length === 0) return console.log("skipped: no packs in target/growth; the bench `growth` writes them");
  let base;
  for (const file of [undefined, ...files]) {
    const fresh = await browser.newPage();
    await fresh.goto(`${server.origin}/blank.html`);
    await fresh.addScriptTag({ url: "/extension/dist/pkg/touchstone.js" });
    const { load, judge } = await fresh.evaluate(timesWith, file, names[0]);
    await fresh.close();
    base ??= { load, judge };
    const of = (time, first) => `${time.toFixed(2).padStart(8)} ms ${(time / first).toFixed(1)} times`;
    console.log(`packs${file ? ` and ${file}` : ""}, no networks`.padEnd(44), `load ${of(load, base.load)}   read and judge ${names[0]} ${of(judge, base.judge)}`);
  }
}

/** In the page: median times to load the packs, with one more, and to judge a demo page. */
async function timesWith(more, demoPage) {
  const bytes = async (name) => new Uint8Array(await (await fetch(name)).arrayBuffer());
  const median = (runs, step) => {
    const times = [];
    for (let run = 0; run < runs; run += 1) {
      const start = performance.now();
      step();
      times.push(performance.now() - start);
    }
    return times.sort((a, b) => a - b)[Math.floor(runs / 2)];
  };
  const base = "/extension/dist/";
  await wasm_bindgen({ module_or_path: await bytes(`${base}pkg/touchstone_bg.wasm`) });
  const data = await (await fetch(`${base}data.json`)).json();
  const packs = await Promise.all(data.packs.map(async (name) => ({ name, bytes: await bytes(`${base}models/packs/${name}`) })));
  if (more) packs.push({ name: `growth/${more}`, bytes: await bytes(`/target/growth/${more}`) });
  let engine;
  const load = median(7, () => {
    engine?.free();
    engine = new wasm_bindgen.Engine([], packs);
  });
  const html = await (await fetch(`/tests/pages/demo/${demoPage}`)).text();
  const snapshot = { schema: 1, url: `https://shop-demo.com/${demoPage}`, html, images: [] };
  return { load, judge: median(51, () => engine.assess(snapshot, [])) };
}

/** Reading and judging in WASM against extruct's reading, page by page in turn. */
async function againstExtruct() {
  const folder = path.join(process.env.TOUCHSTONE_SHARED ?? path.join(root, "../shared"), "data/product-pages/html");
  const files = (await readdir(folder).catch(() => [])).sort();
  if (files.length === 0) return console.log("skipped: ../shared/data absent");
  const python = process.env.TOUCHSTONE_PYTHON;
  const peers = python ? spawn(python, [path.join(root, "tests/bench/peers.py")], { stdio: ["pipe", "pipe", "ignore"] }) : undefined;
  const answers = peers && readline.createInterface({ input: peers.stdout })[Symbol.asyncIterator]();
  const [own, ratios] = [[], []];
  for (const file of files) {
    const html = gunzipSync(await readFile(path.join(folder, file))).toString("utf8");
    const time = await page.evaluate((html) => {
      const snapshot = { schema: 1, url: "https://shop.example/item", html, images: [] };
      const times = [0, 1, 2].map(() => {
        const start = performance.now();
        globalThis.engine.assess(snapshot, []);
        return performance.now() - start;
      });
      return times.sort((a, b) => a - b)[1];
    }, html);
    own.push(time);
    if (!peers) continue;
    peers.stdin.write(`${JSON.stringify({ html: path.join(folder, file), url: "https://shop.example/item" })}\n`);
    const { ms } = JSON.parse((await answers.next()).value);
    if (ms) ratios.push(ms / time);
  }
  peers?.kill();
  const median = (values) => values.sort((a, b) => a - b)[Math.floor(values.length / 2)]?.toFixed(1);
  console.log(`read and judge ${own.length} real product pages in WASM: median ${median(own)} ms a page${peers ? `, ${median(ratios)} times as fast as extruct (median of pages)` : ""}`);
}
