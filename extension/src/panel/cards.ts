// The cards of a page with several products that have signs: each by its title, with its state and its signs.

import * as api from "../api.ts";
import type { Assessment, CardAssessment } from "../messages/assessment.ts";
import { isRecord } from "../messages/guard.ts";
import { el } from "../ui/dom.ts";
import { glyph } from "../ui/glyph.ts";
import { plain, shortOf } from "../ui/words.ts";
import type { Desk } from "./desk.ts";
import { sign, type About } from "./signs.ts";

/** Cards shown; the rest are in the report. */
const CARDS = 60;
/** Longest title, UTF-16 units. */
const TITLE_UNITS = 160;

export function cardsSection({ cards, listing }: Assessment, desk?: Desk): HTMLElement | undefined {
  const listed: unknown[] = Array.isArray(listing["cards"]) ? listing["cards"] : [];
  const marked = (cards ?? []).filter(({ state }) => state === "high" || state === "caution").slice(0, CARDS);
  if (marked.length === 0) return undefined;
  return el("section", { class: "signs cards" }, el("h2", {}, api.message("ui_cards")), ...marked.map((card) => group(card, listed[card.card], { listing, desk })));
}

function group({ card, state, findings }: CardAssessment, listed: unknown, about: About): HTMLElement {
  const title = isRecord(listed) && typeof listed["title"] === "string" ? plain(listed["title"]) : `#${card + 1}`;
  return el(
    "section",
    { class: `family ${state}`, "data-card": String(card) },
    el("h3", { class: "card" }, glyph(state, 18), el("span", {}, `${shortOf(state)}: `, el("bdi", {}, title.slice(0, TITLE_UNITS)))),
    el("ul", {}, ...findings.filter(({ weight_centibans }) => weight_centibans > 0).map((finding) => sign(finding, about))),
  );
}
