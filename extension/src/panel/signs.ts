// The signs against and for a listing, by family, each with its words from the page, its weight and what one can do.

import * as api from "../api.ts";
import type { Assessment, Family, Finding, Quote } from "../messages/assessment.ts";
import { el } from "../ui/dom.ts";
import { adviceOf, familyOf, plain, signOf, strengthOf } from "../ui/words.ts";

/** Quotes shown for one sign, and the longest of them in UTF-16 units. */
const QUOTES = 3;
const QUOTE_UNITS = 300;

export function signsSection(assessment: Assessment, against: boolean): HTMLElement | undefined {
  const findings = assessment.findings.filter(({ weight_centibans }) => (against ? weight_centibans > 0 : weight_centibans < 0));
  if (findings.length === 0) return undefined;
  // Under "no signs", what was noticed must not read like an accusation.
  const little = against && assessment.state === "no-signs";
  const families = [...new Set(findings.map(({ family }) => family))];
  return el(
    "section",
    { class: `signs ${against ? "against" : "for"}` },
    el("h2", {}, api.message(little ? "ui_signs_little" : against ? "ui_signs_against" : "ui_signs_for")),
    ...families.map((family) => familyGroup(family, findings.filter((finding) => finding.family === family))),
  );
}

function familyGroup(family: Family, findings: readonly Finding[]): HTMLElement {
  return el("section", { class: "family" }, el("h3", {}, familyOf(family)), el("ul", {}, ...findings.map(sign)));
}

export function sign(finding: Finding): HTMLElement {
  const advice = adviceOf(finding);
  // One quote a place: two from the same paragraph would repeat each other.
  const quotes = finding.quotes.filter(({ where }, at, all) => all.findIndex((other) => other.where === where) === at).slice(0, QUOTES);
  return el(
    "li",
    { class: "sign", "data-rule": finding.rule },
    el("p", { class: "says" }, plain(signOf(finding)), " ", el("span", { class: "strength" }, strengthOf(finding))),
    ...quotes.map(quote),
    advice === "" ? undefined : el("p", { class: "advice" }, advice),
    el(
      "details",
      { class: "basis" },
      el("summary", {}, api.message("ui_sign_basis")),
      el("p", {}, api.message("ui_sign_weight", [signed(finding.weight_centibans)])),
      el("p", {}, api.message("ui_sign_source", [finding.source])),
      el("p", {}, api.message("ui_sign_rule", [finding.rule])),
      ...quotes.map(({ where }) => el("p", {}, api.message("ui_sign_where", [where]))),
    ),
  );
}

/** A picture is named by its address and not shown: showing it would ask the shop's server for it. */
function quote({ text, image }: Quote): HTMLElement {
  if (text !== undefined) return el("blockquote", { dir: "auto" }, cut(plain(text)));
  return el("p", { class: "picture" }, api.message("ui_sign_picture"), " ", el("code", { dir: "ltr" }, cut(image ?? "")));
}

function cut(text: string): string {
  return text.length > QUOTE_UNITS ? `${text.slice(0, QUOTE_UNITS)}…` : text;
}

export function signed(weight_centibans: number): string {
  return weight_centibans > 0 ? `+${weight_centibans}` : weight_centibans < 0 ? `−${-weight_centibans}` : "0";
}
