// The whole panel for one record.

import * as api from "../api.ts";
import type { Assessment, State } from "../messages/assessment.ts";
import type { Decision, OwnEntry } from "../messages/decision.ts";
import type { PageRecord } from "../messages/record.ts";
import { reasonOf as reasonOfRecord } from "../messages/record.ts";
import { button, el } from "../ui/dom.ts";
import { glyph } from "../ui/glyph.ts";
import { reasonOf, toldMeaning, toldSentence } from "../ui/words.ts";
import { cardsSection } from "./cards.ts";
import { textOf } from "./copy.ts";
import type { Desk } from "./desk.ts";
import { facts, pictures, skipped, versions, weighing, wouldChange } from "./details.ts";
import { ownSection } from "./own.ts";
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

export function render(record: PageRecord, list: readonly OwnEntry[], desk: Desk, checkNow: () => void): HTMLElement {
  const { state, decision, result } = record;
  const reason = reasonOfRecord(record);
  const assessment = result.ok ? result.assessment : undefined;
  const main = el(
    "main",
    { "data-state": state, "data-digest": assessment?.digest ?? "", "data-url": record.url, "data-pictures": record.pictures },
    verdict(state, reason ? reasonOf(reason) : undefined, decision),
    el("p", { class: "page", dir: "ltr" }, shortAddress(record.url)),
  );
  if (assessment) main.append(...explanation(assessment, desk));
  main.append(...[ownSection(record, list), reportSection(record, desk, checkNow)].filter((part) => part !== undefined));
  return main;
}

/** The state in a sentence, with what it means. */
export function verdict(state: State, reason?: string, decision?: Decision): HTMLElement {
  const told = { state, ...(decision ? { decision } : {}) };
  const words = [el("h1", {}, toldSentence(told)), el("p", { class: "meaning" }, toldMeaning(told)), reason === undefined ? undefined : el("p", { class: "reason" }, reason)];
  return el("div", { class: `state ${state}`, role: "status" }, glyph(state, 40), el("div", {}, ...words));
}

/** Everything that an answer rests on. */
export function explanation(assessment: Assessment, desk?: Desk): HTMLElement[] {
  const { state } = assessment;
  const todo = state === "high" || state === "caution" ? advice() : undefined;
  const sections = [signsSection(assessment, true, desk), cardsSection(assessment, desk), todo, signsSection(assessment, false, desk)];
  const details = [weighing(assessment), wouldChange(assessment), facts(assessment, desk), desk && pictures(assessment, desk), skipped(assessment, desk), versions(assessment)];
  return [...sections, ...details].filter((part) => part !== undefined);
}

function advice(): HTMLElement {
  const lines = ["ui_advice_compare", "ui_advice_ask", "ui_advice_pay"].map((name) => el("li", {}, api.message(name)));
  return el("section", { class: "todo" }, el("h2", {}, api.message("ui_advice")), el("ul", {}, ...lines));
}

function reportSection(record: PageRecord, desk: Desk, checkNow: () => void): HTMLElement {
  const again = button(api.message("ui_check_again"), "", checkNow);
  const copy = button(api.message("ui_copy"), "", () => {
    void navigator.clipboard.writeText(textOf(record)).then(() => (copy.textContent = api.message("ui_copied")));
  });
  // Where nothing is for sale there is nothing to report.
  if (record.state === "not-shopping" || !record.result.ok) return el("section", { class: "report", id: "report" }, el("div", { class: "buttons" }, again, copy));
  const report = button(api.message("ui_report_begin"), "main", () => desk.report());
  return el(
    "section",
    { class: "report", id: "report" },
    el("h2", {}, api.message("report_title")),
    el("p", {}, api.message("report_meaning")),
    el("div", { class: "buttons" }, report, copy, again),
  );
}

/** Host and path: the rest of an address says little to a person. */
function shortAddress(url: string): string {
  if (!URL.canParse(url)) return "";
  const { host, pathname } = new URL(url);
  const text = host + pathname;
  return text.length > 90 ? `${text.slice(0, 90)}…` : text;
}
