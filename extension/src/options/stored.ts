// What is stored, shown as it is, and erased with one button.

import * as api from "../api.ts";
import { forgetEverything } from "../report/store.ts";
import { byId } from "../ui/page.ts";

/** Longest text shown, UTF-16 units. */
const SHOWN_UNITS = 20_000;

export async function showStored(erased: () => Promise<void>): Promise<void> {
  api.onStored("local", () => void draw());
  byId("erase", HTMLButtonElement).addEventListener("click", () => {
    void Promise.all([api.forgetAll(), forgetEverything()]).then(async () => {
      byId("done", HTMLElement).textContent = api.message("ui_option_erased");
      await erased();
    });
  });
  await draw();
}

async function draw(): Promise<void> {
  byId("stored-bytes", HTMLElement).textContent = api.message("ui_option_stored_bytes", [String(await api.storedBytes())]);
  byId("stored", HTMLElement).textContent = JSON.stringify(await api.read("local", null), null, 1).slice(0, SHOWN_UNITS);
}
