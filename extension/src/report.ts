// The page of a report: what goes in is chosen, the package saved, its ways shown; and the person's reports so far.

import * as api from "./api.ts";
import { Reporter } from "./host/reporter.ts";
import { BoxFailure } from "./host/room.ts";
import { doorsSection, type AskEngine } from "./report/doors.ts";
import { nameFor, save } from "./report/file.ts";
import { add, change, readHistory, sameListing } from "./report/history.ts";
import { ALL, items } from "./report/items.ts";
import { sign } from "./report/key.ts";
import { draftAsk, gather, type Material } from "./report/material.ts";
import { dayOf, notesSection } from "./report/notes.ts";
import { canConfirm, confirm } from "./report/passkey.ts";
import { keepPackage } from "./report/store.ts";
import { factsOf } from "./panel/facts.ts";
import { button, el } from "./ui/dom.ts";
import { translatePage } from "./ui/page.ts";
import { plain } from "./ui/words.ts";

const reporter = new Reporter(document.body);
const ask: AskEngine = (question) => reporter.ask(question);
const tab = Number.parseInt(new URLSearchParams(location.search).get("tab") ?? "", 10);
const main = document.querySelector("main") ?? document.body;

async function start(): Promise<void> {
  const material = Number.isSafeInteger(tab) ? await gather(tab) : undefined;
  main.replaceChildren(el("h1", {}, api.message("report_title")));
  if (material) await offer(material);
  else if (Number.isSafeInteger(tab)) main.append(el("p", { class: "reason" }, api.message("ui_report_gone")));
  main.append(notesSection(ask));
  main.dataset["ready"] = "";
}

async function offer(material: Material): Promise<void> {
  const { url } = material.snapshot;
  main.append(el("p", {}, api.message("ui_report_lead")), el("p", { class: "page", dir: "ltr" }, plain(url)));
  const before = sameListing(await readHistory(), url);
  if (before) main.append(el("p", { class: "hint", id: "again" }, api.message("ui_report_again", [dayOf(before.at_ms)])));
  let chosen: ReturnType<typeof items>;
  try {
    chosen = items(material, await ask(await draftAsk(material, ALL)));
  } catch (error) {
    main.append(el("p", { class: "reason", role: "alert" }, failure(error)));
    return;
  }
  const passkey = el("input", { type: "checkbox", id: "passkey" });
  const said = el("p", { id: "said", role: "status" });
  const after = el("div", {});
  const press = button(api.message("report_save"), "main", () => {
    press.disabled = true;
    said.textContent = api.message("ui_report_saving");
    void finish(material, chosen.choice(), passkey.checked)
      .then(({ line, doors }) => {
        said.textContent = line;
        after.replaceChildren(doors);
      }, (error: unknown) => (said.textContent = failure(error)))
      .finally(() => (press.disabled = false));
  });
  main.append(
    ...chosen.sections,
    el(
      "section",
      {},
      el("h2", {}, api.message("ui_report_signature")),
      el("p", {}, api.message("report_proves")),
      el("p", {}, api.message("report_proves_not")),
      canConfirm() ? el("label", { class: "inline" }, passkey, el("span", {}, api.message("ui_report_passkey"))) : undefined,
    ),
    el("div", { class: "buttons" }, press),
    said,
    after,
  );
}

/** The person refused, or the browser could not. */
class NotConfirmed extends Error {}

async function finish(material: Material, choice: ReturnType<ReturnType<typeof items>["choice"]>, confirmed: boolean): Promise<{ line: string; doors: HTMLElement }> {
  const { snapshot: { url }, assessment } = material;
  const at_ms = Date.now();
  const draft = await ask(await draftAsk(material, choice));
  const facts = factsOf(assessment.listing);
  const factOf = (pointer: string): string => facts.find((fact) => fact.pointer === pointer)?.value ?? "";
  const title = factOf("/title");
  const passkey = confirmed ? await confirm(draft.manifest_sha256, title.slice(0, 60) || "Touchstone").catch(() => { throw new NotConfirmed(); }) : undefined;
  const ed25519 = await sign(draft.to_sign);
  const { package: bytes } = await ask({ what: "seal", files: draft.files, signatures: { ...(ed25519 ? { ed25519 } : {}), ...(passkey ? { passkey } : {}) } });
  const name = nameFor(url, at_ms);
  save(`${name}.zip`, bytes, "application/zip");
  const id = Array.from(new Uint8Array(await crypto.subtle.digest("SHA-256", bytes)), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const kept = await keepPackage(id, bytes);
  const noted = await add({ id, at_ms, url, title, seller: factOf("/seller/name"), state: assessment.state, sent: [], note: "" });
  const sent = async (channel: string): Promise<void> => {
    await change(id, (entry) => ({ ...entry, sent: [...entry.sent, { channel, at_ms: Date.now() }] }));
  };
  const lines = [api.message("ui_report_saved", [`${name}.zip`]), ed25519 ? "" : api.message("cli_not_signed"), kept && noted ? "" : api.message("ui_report_no_room")];
  return { line: lines.filter((line) => line !== "").join(" "), doors: doorsSection({ url, listing: assessment.listing, package: bytes, name }, ask, sent) };
}

function failure(error: unknown): string {
  if (error instanceof NotConfirmed) return api.message("ui_report_not_confirmed");
  return api.message("ui_report_failed", [error instanceof BoxFailure ? error.code : "internal"]);
}

translatePage();
void start();
