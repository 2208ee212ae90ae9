// Checks one report in this tab: every hash and signature, and the page inside once more.

import { el } from "../../extension/src/ui/dom.ts";
import { byId, translatePage } from "../../extension/src/ui/page.ts";
import { plain } from "../../extension/src/ui/words.ts";
import * as api from "./api.ts";
import type { Verification } from "./package.ts";
import { Reader, bytesOf, onFiles } from "./reader.ts";

translatePage();
document.title = `${api.message("ui_name")}: ${api.message("www_verify_title")}`;
const note = byId("note", HTMLElement);
const shown = document.querySelector("main") ?? document.body;
const reader = new Reader("judge");

onFiles(byId("file", HTMLInputElement), ([file]) => {
  if (!file) return;
  note.textContent = api.message("www_working");
  shown.replaceChildren();
  void bytesOf(file)
    .then((bytes) => reader.ask({ what: "verify", bytes }))
    .then((verification) => {
      note.textContent = "";
      shown.replaceChildren(...parts(verification));
    }, (error: Error) => (note.textContent = api.message("www_failed", [error.message])));
});

function parts({ intact, proofs, checks, replay, redactions, left_out, url, created, software }: Verification): HTMLElement[] {
  const faults = checks.filter(({ fault }) => fault !== undefined);
  const again = replay.outcome === "differs" ? [...replay.differences, ...replay.versions] : [];
  const judged = replay.outcome === "same" ? "cli_replay_same" : replay.outcome === "differs" ? "cli_replay_differs" : "cli_replay_not_possible";
  const missing = [
    ...redactions.map(({ category, count }) => `${api.message(`redaction_${category}`) || category} (${count})`),
    ...left_out.map((name) => api.message("report_left_out", [name])),
  ];
  return [
    el("div", { class: `state ${intact ? "no-signs" : "high"}`, role: "status" }, el("span", { class: "mark", "aria-hidden": "true" }, intact ? "✓" : "✗"), el("h1", {}, api.message(intact ? "cli_report_intact" : "cli_report_changed"))),
    el("p", { class: "page", dir: "ltr" }, plain(url), " · ", created, " · ", plain(software)),
    lines(faults.map(({ what, path, fault = "" }) => `${what} ${path}: ${fault}`), "faults"),
    el("h2", {}, api.message("ui_report_signature")),
    lines(proofs.length === 0 ? [api.message("cli_not_signed")] : proofs.map((proof) => (proof.kind === "ed25519" ? api.message("cli_signed", [proof.key_sha256]) : api.message("cli_confirmed", [proof.key_sha256, proof.origin]))), "proofs"),
    el("p", {}, api.message("report_proves"), " ", api.message("report_proves_not")),
    el("h2", {}, api.message("www_verify_again")),
    el("p", { id: "replay", "data-outcome": replay.outcome }, api.message(judged, replay.outcome === "not-possible" ? [replay.reason] : [])),
    lines(again, "differences"),
    el("h2", {}, api.message("report_part_limits")),
    lines(missing.length === 0 ? [api.message("report_nothing_left_out")] : missing, "limits"),
    el("p", {}, api.message("report_contest")),
  ];
}

const lines = (texts: string[], id: string): HTMLElement => el("ul", { id }, ...texts.map((text) => el("li", {}, plain(text))));
