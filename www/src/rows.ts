// A group of packages, side by side. Pictures are taken out of their packages when the group is opened.

import { el } from "../../extension/src/ui/dom.ts";
import { plain, shortOf } from "../../extension/src/ui/words.ts";
import * as api from "./api.ts";
import type { Group, Row } from "./groups.ts";

export function groupOf({ name, rows }: Group, open: boolean, picturesOf: (row: Row) => Promise<Blob[]>): HTMLElement {
  const cards = rows.map((row) => ({ row, card: cardOf(row) }));
  const details = el("details", { class: "fold", "data-name": name }, el("summary", {}, `${plain(name)} (${rows.length})`), el("div", { class: "cards" }, ...cards.map(({ card }) => card)));
  let filled = false;
  const fill = (): void => {
    if (!details.open || filled) return;
    filled = true;
    for (const { row, card } of cards) if (row.subject) void picturesOf(row).then((blobs) => card.prepend(...blobs.map(image)), () => undefined);
  };
  details.addEventListener("toggle", fill);
  details.open = open;
  return details;
}

function image(blob: Blob): HTMLElement {
  const address = URL.createObjectURL(blob);
  const element = el("img", { src: address, alt: "", loading: "lazy" });
  // What cannot be drawn is no picture after all.
  element.addEventListener("error", () => element.remove());
  element.addEventListener("load", () => URL.revokeObjectURL(address));
  return element;
}

function cardOf({ file, verification, subject, failed }: Row): HTMLElement {
  if (!subject || !verification) return el("article", { class: "report" }, el("strong", {}, file.name), el("p", {}, api.message("www_failed", [failed ?? ""])));
  const { title, url, price, seller, brand, trader, contacts, state, created } = subject;
  const facts = [brand, price, seller, trader, ...contacts].filter((fact) => fact !== "").map(plain);
  const whole = verification.intact ? "✓ " : "✗ ";
  return el(
    "article",
    { class: "report", "data-intact": String(verification.intact) },
    el("strong", {}, plain(title) || plain(url)),
    el("p", { class: "page", dir: "ltr" }, plain(url)),
    el("p", {}, facts.join(" · ")),
    state === undefined ? undefined : el("p", {}, shortOf(state)),
    el("p", { class: "soft" }, whole, api.message(verification.intact ? "cli_report_intact" : "cli_report_changed"), " ", file.name, " · ", created),
  );
}
