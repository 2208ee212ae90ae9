// Builds www/pkg: the web page's scripts, and the engine, models, packs and sheets of extension/dist. Run ./build.sh www.
import { cp, mkdir, readFile, readdir, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const extension = path.join(here, "../extension");
const dist = path.join(extension, "dist");
const out = path.join(here, "pkg");
const { build } = createRequire(path.join(extension, "package.json"))("esbuild");

const locales = {};
for (const name of (await readdir(path.join(dist, "_locales"))).sort()) {
  locales[name] = JSON.parse(await readFile(path.join(dist, "_locales", name, "messages.json"), "utf8"));
}
const { version } = JSON.parse(await readFile(path.join(dist, "manifest.json"), "utf8"));

/** The panel's parts ask the extension's `api.ts` for words; here they get the web page's. */
const ownApi = {
  name: "own-api",
  setup(bundler) {
    bundler.onResolve({ filter: /\/api\.ts$/ }, () => ({ path: path.join(here, "src/api.ts") }));
  },
};

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });
await build({
  entryPoints: ["main", "worker", "verify", "desk", "contest", "reports-worker"].map((name) => path.join(here, "src", `${name}.ts`)),
  outdir: out,
  bundle: true,
  format: "iife",
  target: ["chrome148", "firefox153"],
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
  define: { __LOCALES__: JSON.stringify(locales), __VERSION__: JSON.stringify(version) },
  plugins: [ownApi],
});
for (const name of ["models", "data.json", "tokens.css", "page.css"]) await cp(path.join(dist, name), path.join(out, name), { recursive: true });
for (const name of ["touchstone.js", "touchstone_bg.wasm"]) await cp(path.join(dist, "pkg", name), path.join(out, name));
await cp(path.join(dist, "assets/icon-32.png"), path.join(out, "icon-32.png"));
console.log("www: serve this folder with any static server");
