// The popup: the state of the page in front, and what one can do about it.

import * as api from "./api.ts";
import { isPageRecord, keyOf } from "./messages/record.ts";
import type { CheckTab } from "./messages.ts";
import { readSettings, setPaused } from "./settings/settings.ts";
import { glyph } from "./ui/glyph.ts";
import { byId, translatePage } from "./ui/page.ts";
import { meaningOf, sentenceOf } from "./ui/words.ts";

const stateLine = byId("state", HTMLElement);
const open = byId("open", HTMLButtonElement);
const check = byId("check", HTMLButtonElement);
const paused = byId("paused", HTMLInputElement);
const always = byId("always", HTMLButtonElement);
const note = byId("note", HTMLElement);

async function showState(tab: number): Promise<void> {
  const value = (await api.read("session", keyOf(tab)))[keyOf(tab)];
  const record = isPageRecord(value) ? value : undefined;
  const title = document.createElement("h1");
  title.textContent = record ? sentenceOf(record.state) : api.message("ui_panel_empty");
  const meaning = document.createElement("p");
  meaning.textContent = record ? meaningOf(record.state) : api.message("ui_panel_empty_more");
  const words = document.createElement("div");
  words.append(title, meaning);
  stateLine.className = `state ${record?.state ?? "not-shopping"}`;
  stateLine.replaceChildren(glyph(record?.state ?? "not-shopping", 32), words);
}

async function showSite(address: string): Promise<void> {
  const { host, origin, hostname } = new URL(address);
  byId("site", HTMLElement).textContent = host;
  byId("site-part", HTMLElement).hidden = false;
  paused.checked = (await readSettings()).paused.includes(hostname);
  paused.addEventListener("change", () => void setPaused(hostname, paused.checked));
  always.hidden = !address.startsWith("https:") || (await api.mayReadAlways(origin));
  always.addEventListener("click", () => {
    void api.askToReadAlways(origin).then((granted) => {
      always.hidden = granted;
    });
  });
}

async function start(): Promise<void> {
  translatePage();
  byId("options", HTMLButtonElement).addEventListener("click", () => void api.openOptions());
  const tab = await api.activeTab();
  const id = tab?.id;
  if (id === undefined) return;
  open.addEventListener("click", () => void api.openPanel(id, "signs").then(() => window.close()));
  check.addEventListener("click", () => {
    const message: CheckTab = { type: "check-tab", tab: id };
    void api.send(message).then((done) => {
      note.textContent = done === true ? "" : api.message("ui_check_not_here");
    });
  });
  api.onStored("session", (keys) => {
    if (keys.includes(keyOf(id))) void showState(id);
  });
  await showState(id);
  if (tab?.url?.startsWith("http")) await showSite(tab.url);
}

void start();
