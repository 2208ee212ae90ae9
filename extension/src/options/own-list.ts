// The own list on the options page: each entry with a button that takes it out, import and export as a file.

import * as api from "../api.ts";
import { exported, imported, IMPORT_BYTES, merged } from "../settings/entries.ts";
import { OWN_LIST_KEY, readOwnList, setStance, writeOwnList } from "../settings/own-list.ts";
import { button, el } from "../ui/dom.ts";
import { byId } from "../ui/page.ts";
import { entryOf } from "../ui/words.ts";

export async function showOwnList(): Promise<void> {
  byId("own-export", HTMLButtonElement).addEventListener("click", () => void save());
  const file = byId("own-file", HTMLInputElement);
  byId("own-import", HTMLButtonElement).addEventListener("click", () => file.click());
  file.addEventListener("change", () => void take(file));
  api.onStored("local", (keys) => keys.includes(OWN_LIST_KEY) && void draw());
  await draw();
}

async function draw(): Promise<void> {
  const entries = await readOwnList();
  byId("no-own", HTMLElement).hidden = entries.length > 0;
  byId("own-export", HTMLButtonElement).hidden = entries.length === 0;
  byId("own-entries", HTMLUListElement).replaceChildren(
    ...entries.toReversed().map((entry) => {
      const site = entry.site === "" ? undefined : el("small", { dir: "ltr" }, entry.site);
      return el("li", {}, el("span", {}, entryOf(entry), site), button(api.message("ui_own_remove"), "", () => void setStance(entry, undefined)));
    }),
  );
}

async function save(): Promise<void> {
  const file = new Blob([exported(await readOwnList())], { type: "application/json" });
  const link = el("a", { href: URL.createObjectURL(file), download: "touchstone-own-list.json" });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

/** Adds a file's entries; what the file says about the same seller, shop or brand counts. */
async function take(input: HTMLInputElement): Promise<void> {
  const file = input.files?.[0];
  if (!file) return;
  const added = file.size <= IMPORT_BYTES ? imported(await file.text()) : undefined;
  input.value = "";
  if (added) await writeOwnList(merged(await readOwnList(), added));
  byId("own-done", HTMLElement).textContent = added ? api.message("ui_own_imported", [String(added.length)]) : api.message("ui_own_refused");
}
