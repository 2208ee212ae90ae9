// Conventions that hold for the whole extension, read from its files.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";

declare const EXTENSION: string;

const read = (name: string): string => readFileSync(path.join(EXTENSION, name), "utf8");
const sources = (readdirSync(path.join(EXTENSION, "src"), { recursive: true }) as string[])
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && !name.endsWith(".d.ts"))
  .map((name) => name.split(path.sep).join("/"));
const manifest = JSON.parse(read("manifest.json")) as Record<string, unknown>;

/** Layers, lowest first; a file imports its own room and lower layers. `settings` is small and open to all rooms above it. */
const LAYERS = [["messages"], ["api"], ["ui", "settings"], ["host", "box", "background", "page", "report"], ["panel"]];
const roomOf = (name: string): string => name.split("/")[0]?.replace(/\.ts$/, "") ?? "";
const layerOf = (name: string): number => {
  const at = LAYERS.findIndex((rooms) => rooms.includes(roomOf(name)) && (name.includes("/") || ["messages.ts", "api.ts"].includes(name)));
  return at === -1 ? LAYERS.length : at;
};

test("a file imports only its own room and lower layers", () => {
  for (const name of sources) {
    for (const [, target = ""] of read(`src/${name}`).matchAll(/from "(\.[^"]+)"/g)) {
      const imported = path.posix.join(path.posix.dirname(name), target);
      const same = roomOf(imported) === roomOf(name) && layerOf(imported) === layerOf(name);
      assert.ok(same || layerOf(imported) < layerOf(name), `${name} imports ${imported}`);
    }
  }
});

test("only the room api touches chrome or browser", () => {
  for (const name of sources) {
    if (roomOf(name) === "api") continue;
    const code = read(`src/${name}`).replaceAll(/\/\/.*|\/\*[\s\S]*?\*\//g, "");
    assert.doesNotMatch(code, /\b(chrome|browser)\s*\./, name);
  }
});

test("nothing reads text as HTML or code", () => {
  for (const name of sources) assert.doesNotMatch(read(`src/${name}`), /innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function/, name);
});

test("no file is longer than 250 lines", () => {
  for (const name of sources) assert.ok(read(`src/${name}`).split("\n").length <= 251, name);
});

test("the manifest asks for what was settled and no more", () => {
  assert.deepEqual(manifest["permissions"], ["activeTab", "contextMenus", "offscreen", "scripting", "sidePanel", "storage"]);
  assert.deepEqual(manifest["optional_host_permissions"], ["https://*/*"]);
  for (const key of ["web_accessible_resources", "externally_connectable", "key", "update_url"]) assert.ok(!(key in manifest), key);
  const hosts = manifest["host_permissions"] as string[];
  for (const host of hosts) assert.match(host, /^https:\/\/\*\.[a-z0-9-]+(\.[a-z0-9-]+)+\/\*$/);
  assert.equal(new Set(hosts).size, hosts.length);
  const policy = manifest["content_security_policy"] as Record<string, string>;
  assert.match(policy["extension_pages"] ?? "", /^default-src 'none'; script-src 'self' 'wasm-unsafe-eval';/);
  assert.match(policy["extension_pages"] ?? "", /connect-src 'self';/);
  assert.match(policy["sandbox"] ?? "", /^sandbox allow-scripts; default-src 'none';.*connect-src 'none'/);
  assert.match(read("pages/box.html"), /default-src 'none';.*connect-src 'none'/);
});

// WCAG 2.2: relative luminance and contrast ratio.
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
function contrast(a: string, b: string): number {
  const [dark = 0, light = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

test("text keeps 4.5:1 and shapes 3:1 in light and dark", () => {
  const colors = new Map([...read("src/ui/tokens.css").matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(([, name, light, dark]) => [name ?? "", [light ?? "", dark ?? ""]]));
  const color = (name: string, mode: number): string => colors.get(name)?.[mode] ?? assert.fail(name);
  for (const mode of [0, 1]) {
    const grounds = ["page", "surface", "hover"];
    const washes = ["high-wash", "caution-wash", "quiet-wash", "unknown-wash"];
    for (const ground of [...grounds, ...washes]) {
      assert.ok(contrast(color("ink", mode), color(ground, mode)) >= 4.5, `ink on ${ground}, mode ${mode}`);
      for (const state of ["high", "caution", "quiet", "unknown"]) assert.ok(contrast(color(state, mode), color(ground, mode)) >= 3, `${state} on ${ground}, mode ${mode}`);
    }
    for (const ground of grounds) {
      for (const words of ["soft", "gold"]) assert.ok(contrast(color(words, mode), color(ground, mode)) >= 4.5, `${words} on ${ground}, mode ${mode}`);
      for (const shape of ["edge", "focus"]) assert.ok(contrast(color(shape, mode), color(ground, mode)) >= 3, `${shape} on ${ground}, mode ${mode}`);
    }
    assert.ok(contrast(color("on-accent", mode), color("accent", mode)) >= 4.5);
    assert.ok(contrast(color("on-accent", mode), color("accent-hover", mode)) >= 4.5);
  }
});
