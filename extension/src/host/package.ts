// Reads the engine, the networks and the packs out of the extension's own package. The addresses are inside the package:
// no request leaves the browser.

import * as api from "../api.ts";
import { isRecord, listOf, text } from "../messages/guard.ts";
import type { BoxLoad, DataFile } from "../messages.ts";

const isNames = listOf(text(256), 1_024);

async function bytesOf(path: string): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(api.address(path));
  return new Uint8Array(await response.arrayBuffer());
}

async function textOf(path: string): Promise<string> {
  return (await fetch(api.address(path))).text();
}

function filesOf(folder: string, names: readonly string[]): Promise<DataFile[]> {
  return Promise.all(names.map(async (name) => ({ name, bytes: await bytesOf(`${folder}/${name}`) })));
}

/** Everything that a new box needs. Throws when the package is incomplete. */
export async function readPackage(): Promise<BoxLoad> {
  const index: unknown = JSON.parse(await textOf("data.json"));
  if (!isRecord(index) || !isNames(index["models"]) || !isNames(index["packs"])) throw new Error("data.json is damaged");
  const [glue, worker, wasm, models, packs] = await Promise.all([
    textOf("pkg/touchstone.js"),
    textOf("engine.js"),
    bytesOf("pkg/touchstone_bg.wasm"),
    filesOf("models", index["models"]),
    filesOf("models/packs", index["packs"]),
  ]);
  return { type: "load", script: `${glue}\n${worker}`, wasm, models, packs };
}
