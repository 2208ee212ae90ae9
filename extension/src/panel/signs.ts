// The signs against and for a listing, by family, each with its words from the page, its weight and what one can do.

import * as api from "../api.ts";
import type { Assessment, Family, Finding, Quote } from "../messages/assessment.ts";
import { el } from "../ui/dom.ts";
import { adviceOf, familyOf, plain, signOf, strengthOf, weightOf } from "../ui/words.ts";
import { showButton, type Desk } from "./desk.ts";
import { placeOf } from "./places.ts";

/** Quotes shown for one sign, and the longest of them in UTF-16 units. */
const QUOTES = 3;
const QUOTE_UNITS = 300;

export interface About {
  listing: Record<string, unknown>;
  desk?: Desk | undefined;
}

export function signsSection(assessment: Assessment, against: boolean, desk?: Desk): HTMLElement | undefined {
  const findings = assessment.findings.filter(({ weight_centibans }) => (against ? weight_centibans > 0 : weight_centibans < 0));
  if (findings.length === 0) return undefined;
  // Under "no signs", what was noticed must not read like an accusation.
  const little = against && assessment.state === "no-signs";
  const families = [...new Set(findings.map(({ family }) => family))];
  const about: About = { listing: assessment.listing, desk };
  return el(
    "section",
    { class: `signs ${against ? "against" : "for"}` },
    el("h2", {}, api.message(little ? "ui_signs_little" : against ? "ui_signs_against" : "ui_signs_for")),
    ...families.map((family) => familyGroup(family, findings.filter((finding) => finding.family === family), about)),
  );
}

function familyGroup(family: Family, findings: readonly Finding[], about: About): HTMLElement {
  return el("section", { class: "family" }, el("h3", {}, familyOf(family)), el("ul", {}, ...findings.map((finding) => sign(finding, about))));
}

export function sign(finding: Finding, about: About): HTMLElement {
  const advice = adviceOf(finding);
  // One quote a place: two from the same paragraph would repeat each other.
  const quotes = finding.quotes.filter(({ where }, at, all) => all.findIndex((other) => other.where === where) === at).slice(0, QUOTES);
  return el(
    "li",
    { class: "sign", "data-rule": finding.rule },
    el("p", { class: "says" }, signOf(finding), " ", el("span", { class: "strength" }, strengthOf(finding))),
    ...quotes.flatMap((one) => quote(one, about)),
    advice === "" ? undefined : el("p", { class: "advice" }, advice),
    el(
      "details",
      { class: "basis" },
      el("summary", {}, api.message("ui_sign_basis")),
      el("p", {}, weightOf(finding)),
      el("p", {}, api.message("ui_sign_weight", [signed(finding.weight_centibans)])),
      el("p", {}, api.message("ui_sign_source", [finding.source])),
      el("p", {}, api.message("ui_sign_rule", [finding.rule])),
      ...quotes.map(({ where }) => el("p", {}, api.message("ui_sign_where", [where]))),
    ),
  );
}

/** A picture is shown by the thumbnail that the page's own canvas made; without one only its address is: loading it would ask the shop's server. */
function quote(one: Quote, { listing, desk }: About): HTMLElement[] {
  const { text, image } = one;
  const show = desk && (text !== undefined || image !== undefined) ? [showButton(desk, placeOf(one, listing))] : [];
  if (text !== undefined) return [el("blockquote", { dir: "auto" }, cut(plain(text))), ...show];
  const thumb = desk?.looks.find(({ src }) => src === image)?.thumb;
  const shown = thumb ? el("img", { class: "thumb", src: thumb, alt: api.message("ui_sign_picture") }) : el("code", { dir: "ltr" }, cut(image ?? ""));
  return [el("p", { class: "picture" }, ...(thumb ? [] : [`${api.message("ui_sign_picture")} `]), shown), ...show];
}

function cut(text: string): string {
  return text.length > QUOTE_UNITS ? `${text.slice(0, QUOTE_UNITS)}…` : text;
}

export function signed(weight_centibans: number): string {
  return weight_centibans > 0 ? `+${weight_centibans}` : weight_centibans < 0 ? `−${-weight_centibans}` : "0";
}
