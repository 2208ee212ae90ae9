// The question before buying. Where several signs speak against a listing, the first press on a button to buy is met by a
// dialog; whatever the answer, it is not asked again for this listing. Nothing is prevented: "buy anyway" presses the button.

import * as api from "../api.ts";
import type { Told } from "../messages/told.ts";
import type { Met } from "../messages.ts";
import { el } from "../ui/dom.ts";
import { glyph } from "../ui/glyph.ts";
import { toldSentence } from "../ui/words.ts";
import { openPanel, ownMark, strongest } from "./badge.ts";
import { namesBuying } from "./buy-words.ts";
import * as dom from "./dom.ts";
import { fill, ownTree, whenPressed } from "./own.ts";
import css from "./buying.css";

/** What can be pressed. */
const CONTROLS = "button, a[href], input[type=submit], input[type=button], input[type=image], [role=button]";

const tree = ownTree(css);
let told: Told | undefined;
/** The address about which the question stands. */
let asked: string | undefined;
let mark = "";
let listening = false;

/** The answer that the next press on a button to buy meets, or none. */
export function meetBuying(answer: Told | undefined, own: string): void {
  told = answer && answer.buy_words.length > 0 ? answer : undefined;
  mark = own;
  // A question that stands stays for as long as the page is the same.
  if (answer?.url !== asked) close();
  if (told && !listening) {
    listening = true;
    // On the window and before the page's own listeners below it.
    addEventListener("click", pressed, { capture: true });
  }
}

function pressed(event: MouseEvent): void {
  if (!told || !event.isTrusted || tree.host.isConnected) return;
  const path = event.composedPath();
  if (path.includes(tree.host)) return;
  const first = path.find((node) => node instanceof Element);
  const control = first instanceof Element ? dom.around(first, CONTROLS) : null;
  if (!control || !namesBuying(textsOf(control), told.buy_words)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  ask(told, control);
}

function textsOf(control: Element): string[] {
  const texts = [dom.contentOf(control), dom.attributeOf(control, "aria-label"), dom.attributeOf(control, "value"), dom.attributeOf(control, "title")];
  return texts.filter((text) => text !== null);
}

function ask(answer: Told, control: Element): void {
  const signs = strongest(answer).map((text) => el("li", {}, text));
  const back = el("button", { type: "button", class: "main" }, api.message("ui_buying_back"));
  const why = el("button", { type: "button" }, api.message("ui_buying_why"));
  const anyway = el("button", { type: "button", class: "quiet" }, api.message("ui_buying_anyway"));
  const dialog = el(
    "dialog",
    { "aria-labelledby": "title", "aria-describedby": "signs", lang: api.language(), dir: api.direction() },
    el("p", { class: "name" }, api.message("ui_name"), ...ownMark(mark)),
    el("h1", { id: "title" }, glyph(answer.state, 24), el("span", {}, toldSentence(answer))),
    el("div", { id: "signs" }, el("p", {}, api.message("ui_buying_ask")), el("ul", {}, ...signs)),
    el("div", { class: "buttons" }, back, why, anyway),
  );
  const end = (): void => {
    close();
    (control as HTMLElement).focus();
  };
  whenPressed(back, end);
  whenPressed(why, () => {
    openPanel("signs");
    end();
  });
  whenPressed(anyway, () => {
    end();
    // The listener lets it through: the listing has been met.
    (control as HTMLElement).click();
  });
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    end();
  });
  dialog.addEventListener("keydown", (event) => event.stopPropagation());
  fill(tree.root, [dialog]);
  dom.rootOf(document).append(tree.host);
  // In the browser's top layer: nothing that a page draws lies over it unasked.
  dialog.showModal();
  back.focus();
  const met: Met = { type: "met", url: answer.url };
  told = undefined;
  asked = answer.url;
  void api.send(met);
}

function close(): void {
  asked = undefined;
  tree.host.remove();
}
