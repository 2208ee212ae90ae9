// The desk of those who receive reports: many packages, checked in this tab, grouped by what they have in common.

import { save } from "../../extension/src/report/file.ts";
import { el } from "../../extension/src/ui/dom.ts";
import { byId, translatePage } from "../../extension/src/ui/page.ts";
import * as api from "./api.ts";
import { groups, WAYS, type Row, type Way } from "./groups.ts";
import type { Subject } from "./package.ts";
import { Reader, bytesOf, onFiles } from "./reader.ts";
import { groupOf } from "./rows.ts";

/** Workers at once; each holds an engine of its own. */
const READERS = Math.max(1, Math.min(4, navigator.hardwareConcurrency));
/** Rows are drawn again at most this often while packages are read. */
const DRAW_MS = 500;

translatePage();
document.title = `${api.message("ui_name")}: ${api.message("www_desk_title")}`;
const note = byId("note", HTMLElement);
const progress = byId("progress", HTMLProgressElement);
const cancel = byId("cancel", HTMLButtonElement);
const way = byId("way", HTMLSelectElement);
const email = byId("email", HTMLInputElement);
const shown = document.querySelector("main") ?? document.body;
const exports_ = ["csv", "xarf", "print"].map((id) => byId(id, HTMLButtonElement));
way.append(...WAYS.map((name) => el("option", { value: name }, api.message(`www_desk_by_${name}`))));

let readers: Reader[] = [];
const rows: Row[] = [];
/** Counts what was cancelled, so that what still comes back is nobody's. */
let turn = 0;

const subjects = (): Subject[] => rows.flatMap(({ subject }) => (subject ? [subject] : []));

function draw(): void {
  const chosen = WAYS.find((name): name is Way => name === way.value) ?? "shop";
  const open = new Set([...shown.querySelectorAll("details[open]")].map((details) => details.getAttribute("data-name")));
  const pictures = async (row: Row): Promise<Blob[]> => (await reader().ask({ what: "pictures", bytes: await bytesOf(row.file) })).map(({ blob }) => blob);
  shown.replaceChildren(...groups(rows, chosen, api.message("www_desk_unnamed")).map((group) => groupOf(group, open.has(group.name), pictures)));
  for (const button of exports_) button.disabled = subjects().length === 0;
}

function reader(): Reader {
  readers = readers.length > 0 ? readers : Array.from({ length: READERS }, () => new Reader("read"));
  const [first] = readers;
  return first ?? new Reader("read");
}

async function read(files: readonly File[]): Promise<void> {
  if (files.length === 0) return;
  reader();
  turn += 1;
  const mine = turn;
  const waiting = files.map((file): Row => ({ file }));
  let done = 0;
  let drawn = 0;
  progress.max = files.length;
  progress.hidden = cancel.hidden = false;
  const one = async (reader: Reader): Promise<void> => {
    for (let row = waiting.shift(); row && turn === mine; row = waiting.shift()) {
      try {
        Object.assign(row, await reader.ask({ what: "read", bytes: await bytesOf(row.file) }));
      } catch (error) {
        row.failed = error instanceof Error ? error.message : String(error);
      }
      if (turn !== mine) return;
      rows.push(row);
      done += 1;
      progress.value = done;
      note.textContent = api.message("www_desk_progress", [String(done), String(files.length)]);
      if (performance.now() - drawn > DRAW_MS) {
        drawn = performance.now();
        draw();
      }
    }
  };
  await Promise.all(readers.map(one));
  if (turn === mine) finish();
}

function finish(): void {
  progress.hidden = cancel.hidden = true;
  const whole = rows.filter(({ verification }) => verification?.intact).length;
  note.textContent = api.message("www_desk_done", [String(rows.length), String(whole)]);
  draw();
  shown.dataset["done"] = String(rows.length);
}

async function saveXarf(): Promise<void> {
  const reports: unknown[] = [];
  for (const { file, subject } of rows) {
    if (!subject) continue;
    // XARF takes brands that are known and signs that weigh; the rest stay in the table.
    await reader().ask({ what: "xarf", bytes: await bytesOf(file), email: email.value }).then((report) => reports.push(report), () => undefined);
  }
  note.textContent = api.message("www_desk_xarf_done", [String(reports.length), String(rows.length)]);
  if (reports.length > 0) save("touchstone-reports.xarf.json", `${JSON.stringify(reports, null, 1)}\n`, "application/json");
}

onFiles(byId("file", HTMLInputElement), (files) => void read(files));
way.addEventListener("change", draw);
cancel.addEventListener("click", () => {
  turn += 1;
  finish();
});
byId("csv", HTMLButtonElement).addEventListener("click", () => void reader().ask({ what: "table", subjects: subjects() }).then((csv) => save("touchstone-reports.csv", csv, "text/csv")));
byId("xarf", HTMLButtonElement).addEventListener("click", () => void saveXarf());
byId("print", HTMLButtonElement).addEventListener("click", () => {
  for (const details of shown.querySelectorAll("details")) details.open = true;
  print();
});
draw();
