// Where a saved report can go from here: channels open to this person, the text for each, and why others are closed. The person opens
// a form and sends it; nothing is sent from here.

import * as api from "../api.ts";
import { CASES, type Ask, type Door, type GivenFor, type Person, type Sender } from "../messages/report.ts";
import { button, el } from "../ui/dom.ts";
import { plain } from "../ui/words.ts";
import { save } from "./file.ts";
import { localeOf } from "./languages.ts";
import { wordsOf } from "./words.ts";

export type AskEngine = <W extends Ask["what"]>(ask: Extract<Ask, { what: W }>) => Promise<GivenFor<W>>;

/** A package that was saved. */
export interface Saved {
  url: string;
  listing: Record<string, unknown>;
  package: Uint8Array<ArrayBuffer>;
  /** Name of its file, without the ending. */
  name: string;
}

/** Countries by their names in the person's language; the codes that the browser has a name for. */
function countries(): [code: string, name: string][] {
  const names = new Intl.DisplayNames([api.language()], { type: "region", fallback: "none" });
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  const codes = letters.flatMap((first) => letters.map((second) => first + second)).filter((code) => !["EU", "EZ", "UN", "ZZ", "QO"].includes(code));
  return codes.flatMap((code): [string, string][] => { const name = names.of(code); return name === undefined ? [] : [[code, name]]; }).sort((a, b) => a[1].localeCompare(b[1], api.language()));
}

export function doorsSection(saved: Saved, ask: AskEngine, sent: (channel: string) => Promise<void>): HTMLElement {
  const guess = new Intl.Locale(navigator.language).maximize().region ?? "";
  const country = el("select", { id: "country" }, el("option", { value: "" }, "–"), ...countries().map(([code, name]) => el("option", { value: code }, name)));
  country.value = guess;
  const account = el("input", { type: "checkbox", id: "account" });
  const event = el("select", { id: "case" }, ...CASES.map((name) => el("option", { value: name }, api.message(`ui_doors_case_${name}`))));
  const fields = ["name", "email", "order_number", "note"] as const;
  const inputs = fields.map((field) => (field === "note" ? el("textarea", { id: field, rows: "3" }) : el("input", { id: field, type: field === "email" ? "email" : "text" })));
  const senderNow = (): Sender => {
    const [name = "", email = "", order_number = "", note = ""] = inputs.map(({ value }) => value.trim());
    return { name, email, order_number, note };
  };
  const list = el("div", { id: "door-list", role: "status" });
  const draw = async (): Promise<void> => {
    const person: Person = { country: country.value, has_account: account.checked, case: CASES.find((name) => name === event.value) ?? "suspected" };
    try {
      const { doors } = await ask({ what: "doors", url: saved.url, listing: saved.listing, person });
      const [open, closed] = [doors.filter((door) => door.closed === undefined), doors.filter((door) => door.closed !== undefined)];
      list.dataset["country"] = person.country;
      list.replaceChildren(
        el("h3", {}, api.message("cli_doors_open")),
        el("ul", { class: "doors" }, ...open.map((door) => openDoor(door, saved, ask, senderNow, sent))),
        el("details", {}, el("summary", {}, `${api.message("cli_doors_closed")} (${closed.length})`), el("ul", { class: "doors" }, ...closed.map(({ channel, closed: reason = "" }) =>
          el("li", {}, el("strong", {}, plain(channel.name)), el("p", { class: "hint" }, api.message(`door_${reason.replaceAll("-", "_")}`)))))),
      );
    } catch {
      list.replaceChildren(el("p", {}, api.message("ui_doors_failed")));
    }
  };
  for (const input of [country, account, event]) input.addEventListener("change", () => void draw());
  void draw();
  return el(
    "section",
    { id: "doors" },
    el("h2", {}, api.message("ui_doors_title")),
    el("p", {}, api.message("ui_doors_meaning")),
    field(api.message("ui_doors_country"), country),
    field(api.message("ui_doors_case"), event),
    el("label", { class: "inline" }, account, el("span", {}, api.message("ui_doors_account"))),
    el("details", { id: "sender" }, el("summary", {}, api.message("ui_doors_sender")), ...fields.map((name, at) => field(api.message(`ui_doors_sender_${name}`), inputs[at]))),
    list,
  );
}

const field = (label: string, input: HTMLElement | undefined): HTMLElement => el("label", { class: "field" }, el("span", {}, label), input);

function openDoor({ channel }: Door, saved: Saved, ask: AskEngine, sender: () => Sender, sent: (channel: string) => Promise<void>): HTMLElement {
  const text = el("div", { class: "letter" });
  const write = button(api.message("ui_doors_write"), "", () => {
    void letter(channel, saved, ask, sender()).then((parts) => text.replaceChildren(...parts), () => text.replaceChildren(api.message("ui_doors_failed")));
  });
  const xarf = channel.xarf
    ? button("XARF", "", () => {
        void ask({ what: "xarf", package: saved.package, sender: sender() }).then(
          ({ json }) => save(`${saved.name}.xarf.json`, json, "application/json"),
          () => text.replaceChildren(api.message("ui_doors_no_xarf")),
        );
      })
    : undefined;
  const mark = button(api.message("ui_doors_sent"), "", () => void sent(channel.name).then(() => mark.replaceWith(el("span", { class: "hint" }, api.message("ui_doors_noted")))));
  return el(
    "li",
    {},
    el("strong", {}, plain(channel.name)),
    el("p", { class: "hint" }, api.message(`door_answer_${channel.answer.replaceAll("-", "_")}`)),
    el("div", { class: "buttons" }, el("a", { class: "button", href: channel.url, target: "_blank", rel: "noreferrer" }, api.message("ui_doors_form")), write, xarf, mark),
    text,
  );
}

async function letter(channel: Door["channel"], saved: Saved, ask: AskEngine, sender: Sender): Promise<HTMLElement[]> {
  const words = await wordsOf(localeOf(channel.languages));
  const { letter: { subject, body, mailto, eml, missing } } = await ask({ what: "letter", words, channel: channel.id, package: saved.package, sender });
  const area = el("textarea", { rows: "12", readonly: "" });
  area.value = body;
  const copy = button(api.message("ui_copy"), "", () => void navigator.clipboard.writeText(`${subject}\n\n${body}`).then(() => (copy.textContent = api.message("ui_copied"))));
  const mail = mailto === "" ? undefined : el("a", { class: "button", href: mailto }, api.message("ui_doors_mail"));
  const file = button(api.message("ui_doors_eml"), "", () => save(`${saved.name}.eml`, eml, "message/rfc822"));
  const lacks = missing.length === 0 ? [] : [el("p", { class: "hint" }, api.message("cli_letter_missing", [missing.map((need) => api.message(`ui_doors_sender_${need.replaceAll("-", "_")}`) || need).join(", ")]))];
  return [...lacks, el("p", {}, el("strong", {}, plain(subject))), area, el("div", { class: "buttons" }, copy, mail, file)];
}
