// Small marks on those result cards that deserve one. They float above the page in a layer of our own, so that nothing in the
// page moves.

import * as api from "../api.ts";
import type { CardMark } from "../messages/decision.ts";
import { isRecord } from "../messages/guard.ts";
import { el } from "../ui/dom.ts";
import { glyph } from "../ui/glyph.ts";
import { entryOf, sentenceOf, shortOf } from "../ui/words.ts";
import { openPanel } from "./badge.ts";
import * as dom from "./dom.ts";
import { fill, ownTree, whenPressed } from "./own.ts";
import css from "./cards.css";

/** Marks on one page. */
const MARKS = 60;

interface Mark {
  card: Element;
  element: HTMLElement;
}

const layer = ownTree(css);
let marks: Mark[] = [];
let planned = false;

/** `listed` are the Listing's cards, by whose `where` each answer finds its element. */
export function showMarks(told: readonly CardMark[], listed: unknown): void {
  const cards: unknown[] = Array.isArray(listed) ? listed : [];
  marks = told
    .filter(({ state }) => state === "caution" || state === "high")
    .slice(0, MARKS)
    .flatMap((answer) => {
      const card = elementOf(cards[answer.card]);
      return card ? [{ card, element: mark(answer) }] : [];
    });
  fill(layer.root, marks.map(({ element }) => element));
  if (marks.length === 0) {
    layer.host.remove();
    return;
  }
  if (!layer.host.isConnected) dom.rootOf(document).append(layer.host);
  place();
}

export function hideMarks(): void {
  showMarks([], []);
}

function mark({ state, own }: CardMark): HTMLElement {
  const words = own ? api.message("ui_own_short") : shortOf(state);
  const button = el("button", { type: "button", class: `mark ${state}`, lang: api.language(), dir: api.direction(), title: own ? entryOf(own) : sentenceOf(state) }, glyph(state, 14), words);
  whenPressed(button, () => openPanel("signs"));
  return button;
}

/**
 * The card's element: by its path if what stands there is the card, else around the link to its product. The path is of the
 * snapshot, from which a page may have moved on.
 */
function elementOf(card: unknown): Element | undefined {
  if (!isRecord(card)) return undefined;
  const { where, title, url } = card;
  const root = dom.rootOf(document);
  const found = typeof where === "string" && where !== "" ? dom.find(root, where) : undefined;
  if (found && typeof title === "string" && squeeze(dom.contentOf(found) ?? "").includes(squeeze(title))) return found;
  if (typeof url !== "string") return found;
  for (const link of dom.findAll(found ?? root, "a[href]")) if ((link as HTMLAnchorElement).href === url) return found ?? link;
  return undefined;
}

function squeeze(text: string): string {
  return text.replaceAll(/\s+/gu, "").toLowerCase();
}

/** Places every mark at its card's corner; all reading of the layout comes before all writing. */
function place(): void {
  planned = false;
  const origin = dom.boxOf(layer.host);
  const boxes = marks.map(({ card }) => (card.isConnected && dom.isVisible(card) ? dom.boxOf(card) : undefined));
  for (const [at, { element }] of marks.entries()) {
    const box = boxes[at];
    element.hidden = box === undefined || box.width < 40 || box.height < 40;
    if (box) element.style.transform = `translate(${Math.round(box.left - origin.left + 6)}px, ${Math.round(box.top - origin.top + 6)}px)`;
  }
}

function plan(): void {
  if (planned || marks.length === 0) return;
  planned = true;
  requestAnimationFrame(place);
}

addEventListener("scroll", plan, { capture: true, passive: true });
addEventListener("resize", plan, { passive: true });
addEventListener("load", plan, { capture: true, passive: true });
