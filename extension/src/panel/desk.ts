// What the explanation can lead to beside the page that it is about. The web page, which has no shop beside it, has none of it.

import * as api from "../api.ts";
import type { Look } from "../messages/look.ts";
import type { ShowPlace, Shown } from "../messages.ts";
import { button, el } from "../ui/dom.ts";

export interface Desk {
  /** Scrolls the page to a place and outlines it. */
  show(place: ShowPlace): Promise<Shown>;
  /** The pictures that took part, with thumbnails. */
  looks: readonly Look[];
  /** Begins a report on the page. */
  report(): void;
  /** Lets more pictures be read from now on; absent where that is already so. */
  allowPictures?(): void;
}

/** "Show me" with the line that says what came of it. */
export function showButton(desk: Desk, place: ShowPlace): HTMLElement {
  const said = el("span", { class: "said", role: "status" });
  const show = button(api.message("ui_show_me"), "link", () => {
    void desk.show(place).then((shown) => {
      said.textContent = shown === "exact" ? "" : api.message(shown === "near" ? "ui_shown_near" : place.paths.length === 0 ? "ui_shown_data" : "ui_shown_none");
    });
  });
  return el("p", { class: "show" }, show, said);
}
