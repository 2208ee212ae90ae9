// The whole panel for one record.

import * as api from "../api.ts";
import type { Assessment, State } from "../messages/assessment.ts";
import type { PageRecord } from "../messages/record.ts";
import { reasonOf as reasonOfRecord } from "../messages/record.ts";
import { reportName, reportOf } from "../report/save.ts";
import { button, el } from "../ui/dom.ts";
import { glyph } from "../ui/glyph.ts";
import { meaningOf, reasonOf, sentenceOf } from "../ui/words.ts";
import { cardsSection } from "./cards.ts";
import { facts, skipped, versions, weighing } from "./details.ts";
import { signsSection } from "./signs.ts";

/** Nothing is known about the tab: no check has run there. */
export function empty(checkNow: () => void): HTMLElement {
  return el(
    "main",
    { "data-state": "none" },
    el("h1", {}, api.message("ui_panel_empty")),
    el("p", { class: "meaning" }, api.message("ui_panel_empty_more")),
    button(api.message("ui_check_page"), "main", checkNow),
  );
}

export function render(record: PageRecord, checkNow: () => void): HTMLElement {
  const { state, result } = record;
  const reason = reasonOfRecord(record);
  const assessment = result.ok ? result.assessment : undefined;
  const main = el(
    "main",
    { "data-state": state, "data-digest": assessment?.digest ?? "", "data-url": record.url, "data-pictures": record.pictures },
    verdict(state, reason ? reasonOf(reason) : undefined),
    el("p", { class: "page", dir: "ltr" }, shortAddress(record.url)),
  );
  if (assessment) main.append(...explanation(assessment));
  main.append(reportSection(record, checkNow));
  return main;
}

/** The state in a sentence, with what it means. */
export function verdict(state: State, reason?: string): HTMLElement {
  const words = [el("h1", {}, sentenceOf(state)), el("p", { class: "meaning" }, meaningOf(state)), reason === undefined ? undefined : el("p", { class: "reason" }, reason)];
  return el("header", { class: `state ${state}`, role: "status" }, glyph(state, 40), el("div", {}, ...words));
}

/** Everything that an answer rests on. */
export function explanation(assessment: Assessment): HTMLElement[] {
  const { state } = assessment;
  const sections = [signsSection(assessment, true), cardsSection(assessment), state === "high" || state === "caution" ? advice() : undefined, signsSection(assessment, false)];
  return [...sections, weighing(assessment), facts(assessment), skipped(assessment), versions(assessment)].filter((part) => part !== undefined);
}

function advice(): HTMLElement {
  const lines = ["ui_advice_compare", "ui_advice_ask", "ui_advice_pay"].map((name) => el("li", {}, api.message(name)));
  return el("section", { class: "todo" }, el("h2", {}, api.message("ui_advice")), el("ul", {}, ...lines));
}

function reportSection(record: PageRecord, checkNow: () => void): HTMLElement {
  const again = button(api.message("ui_check_again"), "", checkNow);
  // Where nothing is for sale there is nothing to report.
  const report = record.state === "not-shopping" ? undefined : reportOf(record);
  if (!report) return el("section", { class: "report", id: "report" }, el("div", { class: "buttons" }, again));
  const save = button(api.message("report_save"), "main", () => {
    const link = el("a", { href: URL.createObjectURL(new Blob([report], { type: "application/json" })), download: reportName(record) });
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  });
  return el(
    "section",
    { class: "report", id: "report" },
    el("h2", {}, api.message("report_title")),
    el("p", {}, api.message("report_meaning")),
    el("div", { class: "buttons" }, save, again),
  );
}

/** Host and path: the rest of an address says little to a person. */
function shortAddress(url: string): string {
  if (!URL.canParse(url)) return "";
  const { host, pathname } = new URL(url);
  const text = host + pathname;
  return text.length > 90 ? `${text.slice(0, 90)}…` : text;
}
