// The packs and networks that come with the extension: name, version, number of entries, and where their entries come from.

import * as api from "../api.ts";
import { isRecord } from "../messages/guard.ts";
import { el } from "../ui/dom.ts";
import { byId } from "../ui/page.ts";

/** Sources shown for one pack; the pack's file has one for each entry. */
const SOURCES = 3;
const SOURCE_UNITS = 200;

async function read(path: string): Promise<unknown> {
  return (await fetch(api.address(path))).json();
}

/** The files are read when the list is opened. */
export async function showPacks(): Promise<void> {
  const data = (await read("data.json")) as { models: string[]; packs: string[] };
  const networks = data.models.filter((name) => name.endsWith(".onnx"));
  byId("versions", HTMLElement).textContent = api.message("ui_option_versions", [api.version(), String(networks.length), String(data.packs.length)]);
  const fold = byId("packs", HTMLDetailsElement);
  fold.addEventListener("toggle", () => void draw(fold, data), { once: true });
}

async function draw(fold: HTMLElement, { models, packs }: { models: string[]; packs: string[] }): Promise<void> {
  const cards = await Promise.all(models.filter((name) => name.endsWith(".json")).map((name) => read(`models/${name}`)));
  const files = await Promise.all(packs.map((name) => read(`models/packs/${name}`)));
  fold.append(el("ul", { class: "packs" }, ...[...cards, ...files].flatMap((file) => (isRecord(file) ? [row(file)] : []))));
}

function row(file: Record<string, unknown>): HTMLElement {
  const entries: unknown[] = Array.isArray(file["entries"]) ? file["entries"] : [];
  const sources = [...new Set([file, ...entries].flatMap((entry) => (isRecord(entry) && typeof entry["source"] === "string" ? [entry["source"]] : [])))];
  const shown = sources.slice(0, SOURCES).map((source) => el("small", { dir: "auto" }, source.slice(0, SOURCE_UNITS)));
  const more = sources.length > SOURCES ? el("small", {}, api.message("ui_skipped_more", [String(sources.length - SOURCES)])) : undefined;
  const name = `${String(file["name"] ?? "")} · ${String(file["version"] ?? "")}${entries.length > 0 ? ` · ${entries.length}` : ""}`;
  return el("li", {}, el("b", { dir: "ltr" }, name), ...shown, more);
}
