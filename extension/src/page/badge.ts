// The card at the lower right of a page. It only says the state and opens the panel: whatever matters happens there.

import * as api from "../api.ts";
import type { Assessment, Finding } from "../messages/assessment.ts";
import type { OpenPanel, Reason } from "../messages.ts";
import type { State } from "../messages/assessment.ts";
import { el } from "../ui/dom.ts";
import { glyph } from "../ui/glyph.ts";
import { meaningOf, plain, reasonOf, sentenceOf, signOf, strengthOf } from "../ui/words.ts";
import * as dom from "./dom.ts";
import { fill, ownTree, whenPressed } from "./own.ts";
import css from "./badge.css";

/** Signs that the opened card shows; the panel has them all. */
const SIGNS = 2;
/** Longest sign text in the card, in UTF-16 units. */
const SIGN_UNITS = 180;

const tree = ownTree(css);
let open = false;
let dismissed = "";

/** Shows the state, or takes the badge away where there is nothing to say. */
export function showBadge(state: State, assessment: Assessment | undefined, reason: Reason | undefined): void {
  if (state === "not-shopping" || dismissed === `${location.href} ${state}`) {
    hideBadge();
    return;
  }
  const signs = (assessment?.findings ?? []).filter((finding) => finding.weight_centibans > 0).slice(0, SIGNS);
  const focused = tree.root.activeElement !== null;
  fill(tree.root, [card(state, signs, reason)]);
  if (focused) tree.root.querySelector("button")?.focus();
  const root = dom.rootOf(document);
  if (!tree.host.isConnected) root.append(tree.host);
}

export function hideBadge(): void {
  open = false;
  tree.host.remove();
}

function card(state: State, signs: readonly Finding[], reason: Reason | undefined): HTMLElement {
  const more = el("div", { class: "more", id: "more" });
  more.append(el("p", { class: "meaning" }, reason ? reasonOf(reason) : meaningOf(state)), ...list(signs), buttons());
  const toggle = el(
    "button",
    { type: "button", class: "state", "aria-controls": "more" },
    glyph(state, 20),
    el("span", { class: "name" }, api.message("ui_name")),
    el("span", { class: "words" }, sentenceOf(state)),
  );
  const close = el("button", { type: "button", class: "close", "aria-label": api.message("ui_badge_close"), title: api.message("ui_badge_close") }, "×");
  const box = el("section", { class: `badge ${state}`, "aria-label": api.message("ui_name"), lang: api.language() }, el("div", { class: "top", role: "status" }, toggle, close), more);
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

function list(signs: readonly Finding[]): HTMLElement[] {
  if (signs.length === 0) return [];
  const items = signs.map((sign) => el("li", {}, plain(signOf(sign)).slice(0, SIGN_UNITS), " ", el("span", { class: "strength" }, strengthOf(sign))));
  return [el("ul", {}, ...items)];
}

function buttons(): HTMLElement {
  const why = el("button", { type: "button", class: "main" }, api.message("ui_badge_why"));
  const report = el("button", { type: "button" }, api.message("ui_badge_report"));
  whenPressed(why, () => openPanel("signs"));
  whenPressed(report, () => openPanel("report"));
  return el("div", { class: "buttons" }, why, report);
}

export function openPanel(part: OpenPanel["part"]): void {
  const message: OpenPanel = { type: "open-panel", part };
  void api.send(message);
}
