// Bundles the unit tests (src/**/*.test.ts) and runs them with Node's own runner.
import { build } from "esbuild";
import { spawnSync } from "node:child_process";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const names = (await readdir(path.join(here, "src"), { recursive: true })).filter((name) => name.endsWith(".test.ts")).sort();
// Inside this folder, so that tests find node_modules and the sources they read.
const out = await mkdtemp(path.join(here, "node_modules", ".unit-"));
try {
  await build({
    entryPoints: names.map((name) => path.join(here, "src", name)),
    outdir: out,
    outExtension: { ".js": ".mjs" },
    bundle: true,
    format: "esm",
    platform: "node",
    target: "node20",
    define: { EXTENSION: JSON.stringify(here) },
    loader: { ".css": "text" },
    absWorkingDir: here,
  });
  const files = (await readdir(out, { recursive: true })).filter((name) => name.endsWith(".mjs")).map((name) => path.join(out, name));
  const { status } = spawnSync(process.execPath, ["--test", ...files], { stdio: "inherit" });
  process.exitCode = status ?? 1;
} finally {
  await rm(out, { recursive: true });
}
