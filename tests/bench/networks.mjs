// The photo network beside other engines for pictures, on one thread, in turn in one page of headless Chromium; and the way from an
// empty page to the first answer, each engine in a page of its own. node tests/bench/networks.mjs [FOLDER OF PEERS]
// The folder holds node_modules with onnxruntime-web and @litertjs/core, and photo.tflite (models/training/export_tflite.py).
import { existsSync } from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";
import { plainChromium, root } from "../e2e/browsers.mjs";
import { serve } from "../e2e/server.mjs";

const peers = path.resolve(process.argv[2] ?? "target/bench-peers");
const url = (file) => `/${path.relative(root, file)}`;
const { build } = createRequire(path.join(root, "extension/package.json"))("esbuild");

/** Names of the engines that are there, ours first. */
const names = ["touchstone"];
const litert = path.join(peers, "node_modules/@litertjs/core");
if (existsSync(litert) && existsSync(path.join(peers, "photo.tflite"))) {
  await build({ entryPoints: [path.join(litert, "dist/index.js")], bundle: true, format: "esm", outfile: path.join(peers, "litert.js"), logLevel: "error" });
  names.push("litert");
}
const ort = path.join(peers, "node_modules/onnxruntime-web/dist/ort.wasm.bundle.min.mjs");
if (existsSync(ort)) names.push("onnxruntime");
const places = { litert: url(path.join(peers, "litert.js")), litertWasm: `${url(path.join(litert, "wasm"))}/`, tflite: url(path.join(peers, "photo.tflite")), ort: url(ort) };

/** Runs in the page: gives each engine as a function that looks at one picture. */
const engines = async (places) => {
  const bytes = async (name) => new Uint8Array(await (await fetch(name)).arrayBuffer());
  const side = 224;
  const rgb = Uint8Array.from({ length: side * side * 3 }, (_, index) => (Math.imul(index + 1, 2_654_435_761) >>> 24));
  const planes = new Float32Array(3 * side * side);
  for (let pixel = 0; pixel < side * side; pixel += 1) for (let plane = 0; plane < 3; plane += 1) planes[plane * side * side + pixel] = (rgb[3 * pixel + plane] - 127) / 128;
  globalThis.starts = {
    touchstone: async () => {
      await new Promise((done, fail) => {
        const script = document.createElement("script");
        Object.assign(script, { src: "/target/bench-network/network.js", onload: done, onerror: fail });
        document.head.append(script);
      });
      await wasm_bindgen({ module_or_path: await bytes("/target/bench-network/network_bg.wasm") });
      const network = new wasm_bindgen.Network(await bytes("/models/photo.onnx"), await bytes("/models/photo.json"), rgb, side);
      return async () => network.run();
    },
    litert: async () => {
      const { loadLiteRt, loadAndCompile, Tensor } = await import(places.litert);
      await loadLiteRt(places.litertWasm);
      const model = await loadAndCompile(places.tflite, { accelerator: "wasm" });
      const shape = [1, side, side, 3];
      const numbers = Float32Array.from(rgb, (value) => (value - 127) / 128);
      return async () => {
        const input = new Tensor(numbers, shape);
        const outputs = await model.run(input);
        for (const output of outputs) { await output.data(); output.delete(); }
        input.delete();
      };
    },
    onnxruntime: async () => {
      const ort = await import(places.ort);
      ort.env.wasm.numThreads = 1;
      ort.env.wasm.wasmPaths = new URL("./", new URL(places.ort, location)).href;
      const session = await ort.InferenceSession.create(await bytes("/models/photo.onnx"), { executionProviders: ["wasm"] });
      return async () => session.run({ [session.inputNames[0]]: new ort.Tensor("float32", planes, [1, 3, side, side]) });
    },
  };
};

const server = await serve(root, { "/blank.html": "<!doctype html><meta charset=utf-8><title>bench</title>" });
const browser = await plainChromium();
const blank = async () => {
  const page = await browser.newPage();
  await page.goto(`${server.origin}/blank.html`);
  await page.evaluate(engines, places);
  return page;
};
const show = (name, times) => {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.floor((sorted.length - 1) * share)].toFixed(2).padStart(9);
  console.log(`${name.padEnd(44)} median ${at(0.5)} ms   least ${at(0)} ms   p95 ${at(0.95)} ms   ${times.length} runs`);
  return sorted[Math.floor((sorted.length - 1) / 2)];
};

const cold = Object.fromEntries(names.map((name) => [name, []]));
for (let round = 0; round < 3; round += 1) {
  for (const name of names) {
    const page = await blank();
    cold[name].push(await page.evaluate(async (name) => {
      const start = performance.now();
      const run = await starts[name]();
      await run();
      return performance.now() - start;
    }, name));
    await page.close();
  }
}
const page = await blank();
const warm = await page.evaluate(async (names) => {
  const runs = {};
  for (const name of names) runs[name] = await starts[name]();
  const times = Object.fromEntries(names.map((name) => [name, []]));
  // In turn, so that what else the machine does falls on all; the first rounds let the browser compile.
  for (let round = 0; round < 60; round += 1) {
    for (const name of names) {
      for (let run = 0; run < 5; run += 1) {
        const start = performance.now();
        await runs[name]();
        if (round >= 20) times[name].push(performance.now() - start);
      }
    }
  }
  return times;
}, names);
await browser.close();
server.close();
const medians = Object.fromEntries(names.map((name) => [name, show(`photo network, ${name}`, warm[name])]));
for (const name of names.slice(1)) console.log(`${`Touchstone beside ${name}`.padEnd(44)} ${(medians[name] / medians.touchstone).toFixed(2)} times as fast`);
for (const name of names) show(`from an empty page to the first answer, ${name}`, cold[name]);
