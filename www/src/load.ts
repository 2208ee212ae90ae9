// Loads the engine into a worker of this page's own.

interface NamedFile {
  name: string;
  bytes: Uint8Array;
}
declare const wasm_bindgen: {
  initSync(source: { module: Uint8Array<ArrayBuffer> }): unknown;
  Engine: new (models: NamedFile[], packs: NamedFile[]) => unknown;
};
declare function importScripts(name: string): void;

const bytesOf = async (name: string): Promise<Uint8Array<ArrayBuffer>> => new Uint8Array(await (await fetch(name)).arrayBuffer());
const files = (folder: string, names: string[]): Promise<NamedFile[]> =>
  Promise.all(names.map(async (name) => ({ name, bytes: await bytesOf(`${folder}/${name}`) })));

/** The engine; without its networks where no page is judged. */
export async function loadEngine<E>(networks: boolean): Promise<E> {
  importScripts("touchstone.js");
  const data = (await (await fetch("data.json")).json()) as { models: string[]; packs: string[] };
  const [wasm, models, packs] = await Promise.all([bytesOf("touchstone_bg.wasm"), files("models", networks ? data.models : []), files("models/packs", data.packs)]);
  wasm_bindgen.initSync({ module: wasm });
  return new wasm_bindgen.Engine(models, packs) as E;
}
