// What stands behind the answer: how the families weigh, the facts that were read, what was not looked at, and which versions
// took part. Each is closed at first.

import * as api from "../api.ts";
import type { Assessment, Change, Part } from "../messages/assessment.ts";
import { button, el } from "../ui/dom.ts";
import { familyOf, sentenceOf, signOf, skippedOf } from "../ui/words.ts";
import { showButton, type Desk } from "./desk.ts";
import { factsOf } from "./facts.ts";
import { originOf, pictureOf, placeOf } from "./places.ts";
import { signed } from "./signs.ts";

/** Places shown for one reason of skipping. */
const PLACES = 5;
/** Centibans at which a family's bar is full: a likelihood ratio of 100. */
const FULL_BAR = 200;

function fold(name: string, ...children: (Node | undefined)[]): HTMLElement {
  return el("details", { class: "fold" }, el("summary", {}, api.message(name)), ...children);
}

function table(rows: readonly (readonly [string, string])[]): HTMLElement {
  return el("dl", {}, ...rows.flatMap(([label, value]) => [el("dt", {}, label), el("dd", { dir: "auto" }, value)]));
}

export function weighing({ families, weight_centibans, posterior_permille }: Assessment): HTMLElement | undefined {
  if (families.length === 0) return undefined;
  const rows = families.map(({ family, weight_centibans: weight }) => {
    const width = Math.min(100, Math.round((Math.abs(weight) / FULL_BAR) * 100));
    const bar = el("meter", { class: weight > 0 ? "against" : "for", min: "0", max: "100", value: String(width), "aria-hidden": "true" });
    return el("tr", {}, el("th", { scope: "row" }, familyOf(family)), el("td", { class: "bar" }, bar), el("td", { class: "number" }, el("bdi", { dir: "ltr" }, signed(weight))));
  });
  const sum = el("tr", { class: "sum" }, el("th", { scope: "row" }, api.message("ui_weighing_sum")), el("td", {}), el("td", { class: "number" }, el("bdi", { dir: "ltr" }, signed(weight_centibans))));
  return fold(
    "ui_weighing",
    el("p", {}, api.message("ui_weighing_meaning")),
    el("table", {}, el("tbody", {}, ...rows, sum)),
    el("p", {}, api.message("ui_weighing_posterior", [(posterior_permille / 10).toLocaleString(api.language(), { maximumFractionDigits: 1, numberingSystem: "latn" })])),
  );
}

/** Which sign, or which family of signs, decides: a flagged seller sees on what the answer rests. */
export function wouldChange({ state, findings, would_change: changes = [] }: Assessment): HTMLElement | undefined {
  if (state !== "high" && state !== "caution") return undefined;
  const said = ({ rules, state: other }: Change): string => {
    const first = findings.find(({ rule }) => rules.includes(rule));
    if (!first) return "";
    return rules.length > 1 ? api.message("ui_would_change_family", [familyOf(first.family), sentenceOf(other)]) : api.message("ui_would_change_one", [signOf(first), sentenceOf(other)]);
  };
  const lines = changes.map(said).filter((line) => line !== "");
  return fold("ui_would_change", lines.length === 0 ? el("p", {}, api.message("ui_would_change_none")) : el("ul", {}, ...lines.map((line) => el("li", {}, line))));
}

/** Facts with their places; "show me" leads to the place where there is a page beside us. */
export function facts({ listing }: Assessment, desk?: Desk): HTMLElement | undefined {
  const rows = factsOf(listing);
  if (rows.length === 0) return undefined;
  const cells = rows.flatMap(({ label, value, pointer }) => {
    const where = originOf(pointer, listing);
    const show = desk && where !== "" ? showButton(desk, placeOf({ text: value, where: pointer }, listing)) : undefined;
    const place = where === "" ? undefined : el("code", { class: "origin", dir: "ltr" }, where);
    return [el("dt", {}, label), el("dd", {}, el("span", { dir: "auto" }, value), place, show)];
  });
  return fold("ui_facts", el("dl", {}, ...cells));
}

/** How each picture was read, in the order in which they were, and how many signs quote it. */
export function pictures({ findings, listing }: Assessment, desk: Desk): HTMLElement | undefined {
  if (desk.looks.length === 0) return undefined;
  const items = desk.looks.map(({ src, way, thumb }) => {
    const signs = findings.filter(({ quotes }) => quotes.some((quote) => pictureOf(quote, listing) === src)).length;
    const said = signs === 0 ? api.message("ui_photo_no_signs") : api.message("ui_photo_signs", [String(signs)]);
    return el("li", { class: "look" }, thumb ? el("img", { class: "thumb", src: thumb, alt: "" }) : undefined, el("span", {}, el("strong", {}, said), " ", api.message(`ui_way_${way}`), el("code", { dir: "ltr" }, src)));
  });
  return fold("ui_pictures", el("ul", {}, ...items));
}

export function skipped({ skipped: entries }: Assessment, desk?: Desk): HTMLElement | undefined {
  if (entries.length === 0) return undefined;
  const kinds = new Map<string, typeof entries>();
  for (const entry of entries) kinds.set(`${entry.what} ${entry.reason}`, [...(kinds.get(`${entry.what} ${entry.reason}`) ?? []), entry]);
  const items = [...kinds.values()].map((group) => {
    const first = group[0];
    const what = first ? api.message(`ui_skipped_${first.what.replaceAll("-", "_")}`) || first.what : "";
    const places = group.slice(0, PLACES).map(({ where }) => el("li", { dir: "ltr" }, el("code", {}, where)));
    const rest = group.length > PLACES ? el("li", {}, api.message("ui_skipped_more", [String(group.length - PLACES)])) : undefined;
    return el("li", {}, el("span", {}, `${what} (${group.length}): ${first ? skippedOf(first) : ""}`), el("ul", { class: "places" }, ...places, rest));
  });
  const allow = desk?.allowPictures;
  const ungiven = entries.some(({ what, reason }) => what === "picture" && reason === "not-given");
  const more = allow && ungiven ? [el("p", {}, api.message("ui_option_ask_again_more")), button(api.message("ui_allow_pictures"), "", () => allow())] : [];
  return fold("ui_skipped", el("p", {}, api.message("ui_skipped_meaning")), el("ul", { class: "skipped" }, ...items), ...more);
}

export function versions({ engine, digest }: Assessment): HTMLElement {
  const part = ({ name, version, sha256 }: Part): readonly [string, string] => [name, `${version} · ${sha256.slice(0, 12)}`];
  return fold(
    "ui_versions",
    table([[api.message("ui_version_extension"), api.version()], [api.message("ui_version_engine"), engine.version], ...engine.model.map(part)]),
    el("details", { class: "packs" }, el("summary", {}, api.message("ui_version_packs", [String(engine.packs.length)])), table(engine.packs.map(part))),
    el("p", { class: "digest" }, api.message("ui_digest"), " ", el("code", { dir: "ltr" }, digest)),
  );
}
