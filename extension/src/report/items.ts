// What goes into the package, each with a tick, and what is taken out of it.

import * as api from "../api.ts";
import type { Choice, GivenFor, Redaction } from "../messages/report.ts";
import { el } from "../ui/dom.ts";
import { plain } from "../ui/words.ts";
import type { Material } from "./material.ts";

/** Parts of the package besides photos, by their files, in the order in which a person meets them. */
const PARTS = [
  ["snapshot", "snapshot.json", "ui_report_item_snapshot"],
  ["listing", "listing.json", "ui_report_item_listing"],
  ["assessment", "assessment.json", "ui_report_item_assessment"],
] as const;

export interface Items {
  sections: HTMLElement[];
  /** What the person ticked. */
  choice(): Choice;
}

/** Everything is in, and what is the person's own is out: what a draft is made with first. */
export const ALL: Choice = { snapshot: true, listing: true, assessment: true, screenshot: true, photos_left_out: [], reveal: [], own_words: [] };

export function items(material: Material, draft: GivenFor<"draft">): Items {
  const sizeOf = new Map(draft.files.map(({ path, bytes }) => [path, bytes.byteLength]));
  const parts = PARTS.map(([part, file, label]) => ({ part, row: tick(api.message(label), sizeOf.get(file)) }));
  const shot = material.screenshot === undefined ? undefined : tick(api.message("report_item_screenshot"), undefined, material.screenshot);
  const photos = draft.photos.map((src, at) => {
    const thumb = material.looks.find((look) => look.src === src)?.thumb;
    return tick(api.message("ui_report_item_photo", [String(at + 1)]), undefined, thumb);
  });
  const kinds = [...new Set(draft.redactions.map(({ category }) => category))].filter((kind) => kind !== "kept");
  const taken = kinds.map((kind) => ({ kind, row: tick(redacted(kind, draft.redactions), undefined) }));
  const words = el("textarea", { id: "own-words", rows: "2" });
  const rows = [...parts, ...(shot ? [{ row: shot }] : []), ...photos.map((row) => ({ row }))].map(({ row }) => row.element);
  const sections = [
    el(
      "section",
      { id: "items" },
      el("h2", {}, api.message("ui_report_items")),
      el("ul", { class: "ticks" }, ...rows),
      shot ? undefined : el("p", { class: "hint" }, api.message("ui_report_no_screenshot")),
    ),
    el(
      "section",
      { id: "taken-out" },
      el("h2", {}, api.message("ui_report_taken_out")),
      el("p", {}, api.message(kinds.length > 0 ? "ui_report_taken_out_more" : "ui_report_nothing_taken_out")),
      el("ul", { class: "ticks" }, ...taken.map(({ row }) => row.element)),
      el("label", { for: "own-words" }, api.message("ui_report_own_words")),
      words,
    ),
  ];
  // Signs quote the facts.
  const [, facts, signs] = parts;
  facts?.row.box.addEventListener("change", () => {
    if (!signs) return;
    signs.row.box.disabled = !facts.row.box.checked;
    if (!facts.row.box.checked) signs.row.box.checked = false;
  });
  const isIn = (part: string): boolean => parts.find((known) => known.part === part)?.row.box.checked ?? false;
  return {
    sections,
    choice: () => ({
      snapshot: isIn("snapshot"),
      listing: isIn("listing"),
      assessment: isIn("assessment"),
      screenshot: shot?.box.checked ?? false,
      photos_left_out: photos.flatMap(({ box }, at) => (box.checked ? [] : [at])),
      reveal: taken.flatMap(({ kind, row }) => (row.box.checked ? [] : [kind])),
      own_words: words.value.split("\n").map((line) => line.trim()).filter((line) => line !== "").slice(0, 64),
    }),
  };
}

function tick(label: string, size_bytes: number | undefined, picture?: string): { element: HTMLElement; box: HTMLInputElement } {
  const box = el("input", { type: "checkbox" });
  box.checked = true;
  const image = picture === undefined ? undefined : el("img", { src: picture, alt: "", height: "48" });
  const size = size_bytes === undefined ? undefined : el("span", { class: "size" }, `${Math.ceil(size_bytes / 1024)} KiB`);
  return { element: el("li", {}, el("label", {}, box, image, el("span", {}, label), size)), box };
}

function redacted(kind: string, redactions: readonly Redaction[]): string {
  const count = redactions.filter(({ category }) => category === kind).reduce((sum, { count }) => sum + count, 0);
  return `${plain(api.message(`redaction_${kind}`) || kind)} (${count})`;
}
