// The card at the lower end corner of a page (right, or left in Arabic). It only says the state and opens the panel: whatever matters happens there.

import * as api from "../api.ts";
import type { State } from "../messages/assessment.ts";
import type { Told } from "../messages/told.ts";
import type { OpenPanel, Reason } from "../messages.ts";
import { el } from "../ui/dom.ts";
import { glyph } from "../ui/glyph.ts";
import { reasonOf, signOf, strengthOf, toldMeaning, toldSentence } from "../ui/words.ts";
import * as dom from "./dom.ts";
import { fill, ownTree, whenPressed } from "./own.ts";
import css from "./badge.css";

/** Signs that the opened card and the question before buying show; the panel has them all. */
const SIGNS = 2;
/** Longest sign text, in UTF-16 units. */
const SIGN_UNITS = 180;

const tree = ownTree(css);
let open = false;
let dismissed = "";

/** Shows the state, or takes the badge away where there is nothing to say. */
export function showBadge(told: Told, mark: string): void {
  const { state } = told;
  if (state === "not-shopping" || dismissed === `${location.href} ${state}`) {
    hideBadge();
    return;
  }
  const focused = tree.root.activeElement !== null;
  fill(tree.root, [card(told, mark)]);
  if (focused) tree.root.querySelector("button")?.focus();
  const root = dom.rootOf(document);
  if (!tree.host.isConnected) root.append(tree.host);
}

export function hideBadge(): void {
  open = false;
  tree.host.remove();
}

/** The strongest signs against a listing, each in one sentence with its weight in words. */
export function strongest({ result }: Told): HTMLElement[] {
  const signs = (result.ok ? result.assessment.findings : []).filter((finding) => finding.weight_centibans > 0).slice(0, SIGNS);
  return signs.map((sign) => el("span", {}, signOf(sign).slice(0, SIGN_UNITS), " ", el("span", { class: "strength" }, strengthOf(sign))));
}

/** The person's own word or sign, by which they tell us from what a page draws. */
export function ownMark(mark: string): HTMLElement[] {
  return mark === "" ? [] : [el("bdi", { class: "own", title: api.message("ui_own_mark") }, mark)];
}

function reasonTold({ result, pictures, state }: Told): Reason | undefined {
  if (!result.ok) return result.reason;
  return pictures === "failed" && state === "could-not-check" ? "engine-crashed" : undefined;
}

function card(told: Told, mark: string): HTMLElement {
  const { state } = told;
  const reason = reasonTold(told);
  const more = el("div", { class: "more", id: "more" });
  more.append(el("p", { class: "meaning" }, reason ? reasonOf(reason) : toldMeaning(told)), ...list(strongest(told)), buttons(state));
  const toggle = el(
    "button",
    { type: "button", class: "state", "aria-controls": "more" },
    glyph(state, 20),
    el("span", { class: "name" }, api.message("ui_name"), ...ownMark(mark)),
    el("span", { class: "words" }, toldSentence(told)),
  );
  const close = el("button", { type: "button", class: "close", "aria-label": api.message("ui_badge_close"), title: api.message("ui_badge_close") }, "×");
  const box = el("section", { class: `badge ${state}`, "aria-label": api.message("ui_name"), lang: api.language(), dir: api.direction() }, el("div", { class: "top", role: "status" }, toggle, close), more);
  const show = (): void => {
    box.classList.toggle("open", open);
    more.hidden = !open;
    toggle.setAttribute("aria-expanded", String(open));
  };
  whenPressed(toggle, () => {
    open = !open;
    show();
  });
  whenPressed(close, () => {
    dismissed = `${location.href} ${state}`;
    hideBadge();
  });
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !open) return;
    open = false;
    show();
    toggle.focus();
  });
  show();
  return box;
}

function list(signs: readonly HTMLElement[]): HTMLElement[] {
  return signs.length === 0 ? [] : [el("ul", {}, ...signs.map((sign) => el("li", {}, sign)))];
}

function buttons(state: State): HTMLElement {
  const why = el("button", { type: "button", class: "main" }, api.message("ui_badge_why"));
  const report = el("button", { type: "button" }, api.message("ui_badge_report"));
  whenPressed(why, () => openPanel("signs"));
  whenPressed(report, () => openPanel("report"));
  return el("div", { class: "buttons" }, why, state === "could-not-check" ? undefined : report);
}

export function openPanel(part: OpenPanel["part"]): void {
  const message: OpenPanel = { type: "open-panel", part };
  void api.send(message);
}
