// Copies of the test build with a fault put into the engine's glue. Nothing of this is in what ships.
import { cp, mkdtemp, readFile, rm, truncate, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { root } from "./browsers.mjs";

/** Pages that contain these words meet the fault; others are checked as ever. `LEAK` names the address to call. */
const FAULTY = `
{
  const Real = wasm_bindgen.Engine;
  wasm_bindgen.Engine = class {
    constructor(models, packs) { this.real = new Real(models, packs); }
    assess(snapshot, pictures) {
      if (snapshot.html.includes("fault: hang")) for (;;);
      if (snapshot.html.includes("fault: trap")) throw new WebAssembly.RuntimeError("unreachable");
      if (snapshot.html.includes("fault: leak")) {
        fetch("LEAK/fetch").catch(() => {});
        try { importScripts("LEAK/script"); } catch {}
        try { new WebSocket("LEAK/socket".replace("http", "ws")); } catch {}
        try { const request = new XMLHttpRequest(); request.open("GET", "LEAK/xhr", false); request.send(); } catch {}
      }
      return this.real.assess(snapshot, pictures);
    }
  };
}`;

async function copy() {
  const folder = path.join(await mkdtemp(path.join(tmpdir(), "touchstone-")), "extension");
  await cp(path.join(root, "extension/dist-test"), folder, { recursive: true });
  return { folder, remove: () => rm(path.dirname(folder), { recursive: true }) };
}

export async function withFaultyEngine(origin) {
  const made = await copy();
  const glue = path.join(made.folder, "pkg/touchstone.js");
  await writeFile(glue, (await readFile(glue, "utf8")) + FAULTY.replaceAll("LEAK", `${origin}/leak`));
  return made;
}

export async function withBrokenWasm() {
  const made = await copy();
  await truncate(path.join(made.folder, "pkg/touchstone_bg.wasm"), 7);
  return made;
}

/** The first pack, or a made-up one where there is none, is no JSON. */
export async function withBrokenPack() {
  const made = await copy();
  const index = path.join(made.folder, "data.json");
  const data = JSON.parse(await readFile(index, "utf8"));
  await writeFile(path.join(made.folder, "models/packs", data.packs[0]), '{"schema":');
  return made;
}
