// Builds the unpacked extension that both browsers load.
//
//   node build.mjs          extension/dist
//   node build.mjs --test   extension/dist-test: the same, with the two loopback hosts added to the manifest
//
// The bundles are not minified: what is shipped can be read. Nothing is fetched; inputs are this folder, ../models and the
// version in ../Cargo.toml. Two runs on the same tree write the same bytes.
import { build } from "esbuild";
import { cp, mkdir, readFile, readdir, rm, stat, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.dirname(here);
const forTests = process.argv.includes("--test");
const out = path.join(here, forTests ? "dist-test" : "dist");

/** Hosts of the demo server in the end-to-end tests; never in the shipped manifest. */
const TEST_HOSTS = ["http://127.0.0.1/*", "http://localhost/*"];
/** Engine files, made by wasm-bindgen (`--target no-modules`). */
const ENGINE_FILES = ["touchstone.js", "touchstone_bg.wasm"];
const ENTRIES = ["background", "content", "host", "box", "engine", "panel", "popup", "options", "welcome"];

async function exists(file) {
  return stat(file).then(() => true, () => false);
}

/** Files below `folder`, as sorted paths with `/`. */
async function filesBelow(folder, keep) {
  if (!(await exists(folder))) return [];
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath ?? entry.path, entry.name)).split(path.sep).join("/"))
    .filter(keep)
    .sort();
}

async function copyAll(from, to, names) {
  for (const name of names) {
    await mkdir(path.dirname(path.join(out, to, name)), { recursive: true });
    await cp(path.join(from, name), path.join(out, to, name));
  }
}

async function manifest() {
  const value = JSON.parse(await readFile(path.join(here, "manifest.json"), "utf8"));
  const version = /^version = "(\d+\.\d+\.\d+)"/m.exec(await readFile(path.join(root, "Cargo.toml"), "utf8"))?.[1];
  if (!version) throw new Error("../Cargo.toml names no version");
  value.version = version;
  if (forTests) value.host_permissions.push(...TEST_HOSTS);
  // One list of marketplaces: the content script runs exactly where the extension may look.
  value.content_scripts[0].matches = [...value.host_permissions];
  return value;
}

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

await build({
  entryPoints: ENTRIES.map((name) => path.join(here, "src", `${name}.ts`)),
  outdir: out,
  bundle: true,
  format: "iife",
  target: ["chrome148", "firefox153"],
  charset: "utf8",
  loader: { ".css": "text" },
  legalComments: "none",
  logLevel: "warning",
  absWorkingDir: here,
});

const engine = path.join(here, "pkg");
const missing = [];
for (const name of ENGINE_FILES) if (!(await exists(path.join(engine, name)))) missing.push(name);
if (missing.length > 0) throw new Error(`extension/pkg lacks ${missing.join(", ")}: run ./build.sh wasm first`);
await copyAll(engine, "pkg", ENGINE_FILES);

const models = await filesBelow(path.join(root, "models"), (name) => /^[^/]+\.(onnx|json)$/.test(name));
const packs = await filesBelow(path.join(root, "models", "packs"), (name) => name.endsWith(".json") && !name.startsWith("schema/"));
await copyAll(path.join(root, "models"), "models", models);
await copyAll(path.join(root, "models", "packs"), "models/packs", packs);
await writeFile(path.join(out, "data.json"), `${JSON.stringify({ models, packs }, null, 1)}\n`);

await copyAll(path.join(here, "src", "ui"), "", ["tokens.css"]);
const pages = await filesBelow(path.join(here, "pages"), (name) => /\.(html|css)$/.test(name));
await copyAll(path.join(here, "pages"), "", pages);
await copyAll(path.join(here, "_locales"), "_locales", await filesBelow(path.join(here, "_locales"), (name) => name.endsWith(".json")));
await copyAll(path.join(here, "assets"), "assets", await filesBelow(path.join(here, "assets"), (name) => name.endsWith(".png")));
await writeFile(path.join(out, "manifest.json"), `${JSON.stringify(await manifest(), null, 2)}\n`);

console.log(`${path.relative(root, out)}: ${ENTRIES.length} bundles, ${models.length} model files, ${packs.length} packs`);
