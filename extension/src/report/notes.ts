// The person's reports so far, searchable, by seller and shop.

import * as api from "../api.ts";
import { button, el } from "../ui/dom.ts";
import { plain, shortOf } from "../ui/words.ts";
import type { AskEngine } from "./doors.ts";
import { save } from "./file.ts";
import { change, grouped, readHistory, remove, type Entry } from "./history.ts";
import { forgetPackage, keptPackage } from "./store.ts";

/** Most reports in one file (src/limits.rs, `REPORT_FILES`), less the table. */
const IN_ONE_FILE = 63;

export const dayOf = (at_ms: number): string => new Intl.DateTimeFormat(api.language(), { dateStyle: "medium" }).format(at_ms);

/** Draws itself anew when the notes change. */
export function notesSection(ask: AskEngine): HTMLElement {
  const search = el("input", { type: "search", id: "search", "aria-label": api.message("ui_history_search"), placeholder: api.message("ui_history_search") });
  const list = el("div", { id: "history-list" });
  const said = el("p", { role: "status" });
  const draw = async (): Promise<void> => {
    const entries = await readHistory();
    const groups = grouped(entries, search.value);
    list.replaceChildren(...groups.map(({ name, entries }) => el(
      "section",
      { class: "group" },
      el("h3", {}, `${plain(name)} (${entries.length})`),
      ...entries.map(rowOf),
      button(api.message("ui_history_all", [String(entries.length)]), "", () => void together(entries, ask).then((done) => (said.textContent = done ? "" : api.message("ui_history_not_kept")))),
    )));
    if (groups.length === 0) list.replaceChildren(el("p", {}, api.message("ui_history_none")));
  };
  search.addEventListener("input", () => void draw());
  api.onStored("local", (keys) => keys.includes("reports") && !list.contains(document.activeElement) && void draw());
  void draw();
  return el("section", { id: "history" }, el("h2", {}, api.message("ui_history_title")), el("p", {}, api.message("ui_history_meaning")), search, said, list);
}

function rowOf(entry: Entry): HTMLElement {
  const note = el("input", { type: "text", "aria-label": api.message("ui_history_answer"), placeholder: api.message("ui_history_answer") });
  note.value = entry.note;
  note.addEventListener("change", () => void change(entry.id, (known) => ({ ...known, note: note.value })));
  const row = el(
    "article",
    {},
    el("strong", {}, plain(entry.title) || entry.url),
    el("p", { class: "hint" }, [dayOf(entry.at_ms), shortOf(entry.state), ...entry.sent.map(({ channel, at_ms }) => `${api.message("ui_history_sent", [plain(channel)])} (${dayOf(at_ms)})`)].join(" · ")),
    note,
    button(api.message("ui_history_erase"), "link", () => void Promise.all([remove(entry.id), forgetPackage(entry.id)]).then(() => row.remove())),
  );
  return row;
}

/** The packages of a group with a table of them, as one file. False where one of them was not kept. */
async function together(entries: readonly Entry[], ask: AskEngine): Promise<boolean> {
  const chosen = entries.slice(0, IN_ONE_FILE);
  const packages = (await Promise.all(chosen.map(({ id }) => keptPackage(id)))).filter((bytes) => bytes !== undefined);
  if (packages.length === 0) return false;
  try {
    const { csv } = await ask({ what: "table", packages });
    const files = packages.map((bytes, at) => ({ path: `reports/${String(at + 1).padStart(2, "0")}.zip`, bytes }));
    const table = { path: "reports.csv", bytes: new TextEncoder().encode(csv) };
    const { package: all } = await ask({ what: "seal", files: [table, ...files], signatures: {} });
    save(`touchstone-reports-${packages.length}.zip`, all, "application/zip");
  } catch {
    return false;
  }
  return packages.length === entries.length;
}
