// The person's own list, for what this page is about: trust or distrust the seller, the shop or the brand.

import * as api from "../api.ts";
import { SUBJECTS, type OwnEntry, type Stance, type Subject } from "../messages/decision.ts";
import type { PageRecord } from "../messages/record.ts";
import { isSame } from "../settings/entries.ts";
import { setStance } from "../settings/own-list.ts";
import { el } from "../ui/dom.ts";
import { plain } from "../ui/words.ts";
import { aboutPage } from "../settings/about.ts";

export function ownSection(record: PageRecord, list: readonly OwnEntry[]): HTMLElement | undefined {
  if (record.state === "not-shopping") return undefined;
  const host = URL.canParse(record.url) ? new URL(record.url).hostname : "";
  const about = aboutPage(record.result.ok ? record.result.assessment.listing : {}, host);
  const rows = SUBJECTS.flatMap((subject) => {
    const one = about[subject];
    return one ? [row(subject, one, list.find((entry) => isSame(entry, one))?.stance)] : [];
  });
  return rows.length === 0 ? undefined : el("section", { class: "own" }, el("h2", {}, api.message("ui_own_title")), el("p", { class: "soft" }, api.message("ui_own_explain")), ...rows);
}

function row(subject: Subject, one: Pick<OwnEntry, "subject" | "name" | "site">, stance: Stance | undefined): HTMLElement {
  const label = `${api.message(`ui_own_${subject}`)}: ${plain(one.name)}`;
  const choice = (wanted: Stance): HTMLElement => {
    const pressed = stance === wanted;
    const button = el("button", { type: "button", class: `choice ${wanted}`, "aria-pressed": String(pressed) }, api.message(`ui_own_${wanted}`));
    button.addEventListener("click", (event) => {
      if (event.isTrusted) void setStance(one, pressed ? undefined : wanted);
    });
    return button;
  };
  return el(
    "div",
    { class: "row", role: "group", "aria-label": label },
    el("span", {}, el("small", {}, api.message(`ui_own_${subject}`)), el("bdi", {}, plain(one.name))),
    el("span", { class: "choices" }, choice("trust"), choice("distrust")),
  );
}
