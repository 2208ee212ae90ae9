// The engine in a worker: a page that takes long does not freeze the tab.

import type { Assessment } from "../../extension/src/messages/assessment.ts";

/** What the worker says. */
export type Answer = { type: "ready" } | { type: "done"; assessment: Assessment } | { type: "failed"; detail: string };

interface NamedFile {
  name: string;
  bytes: Uint8Array;
}

interface Engine {
  check_file(bytes: Uint8Array, url: string): Assessment;
}

declare const wasm_bindgen: {
  initSync(source: { module: Uint8Array<ArrayBuffer> }): unknown;
  Engine: new (models: NamedFile[], packs: NamedFile[]) => Engine;
};
declare function importScripts(name: string): void;

const say = (answer: Answer): void => postMessage(answer);
const bytesOf = async (name: string): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await (await fetch(name)).arrayBuffer());
const files = (folder: string, names: string[]): Promise<NamedFile[]> =>
  Promise.all(names.map(async (name) => ({ name, bytes: await bytesOf(`${folder}/${name}`) })));

async function start(): Promise<Engine> {
  importScripts("touchstone.js");
  const data = (await (await fetch("data.json")).json()) as { models: string[]; packs: string[] };
  const [wasm, models, packs] = await Promise.all([bytesOf("touchstone_bg.wasm"), files("models", data.models), files("models/packs", data.packs)]);
  wasm_bindgen.initSync({ module: wasm });
  return new wasm_bindgen.Engine(models, packs);
}

const engine = start();
engine.then(
  () => say({ type: "ready" }),
  (error: unknown) => say({ type: "failed", detail: String(error) }),
);
addEventListener("message", ({ data }: MessageEvent<{ bytes: Uint8Array; url: string }>) => {
  engine.then((ready) => say({ type: "done", assessment: ready.check_file(data.bytes, data.url) })).catch((error: unknown) => say({ type: "failed", detail: error instanceof Error ? error.message : String(error) }));
});
