// The popup: the state of the page in front, and what one can do about it. Every pause is one press away from here.

import * as api from "./api.ts";
import { isPageRecord, keyOf } from "./messages/record.ts";
import type { CheckTab } from "./messages.ts";
import { change, FOREVER_MS, HOUR_MS, isPaused, onSettings, readSettings, setPaused } from "./settings/settings.ts";
import { el } from "./ui/dom.ts";
import { glyph } from "./ui/glyph.ts";
import { byId, translatePage } from "./ui/page.ts";
import { toldMeaning, toldSentence } from "./ui/words.ts";

const stateLine = byId("state", HTMLElement);
const pauses = byId("pauses", HTMLElement);
const resume = byId("resume", HTMLButtonElement);
const always = byId("always", HTMLButtonElement);
const note = byId("note", HTMLElement);

async function showState(tab: number | undefined, host: string): Promise<void> {
  const settings = await readSettings();
  const paused = isPaused(settings, host, Date.now());
  pauses.hidden = paused;
  resume.hidden = !paused;
  byId("check", HTMLButtonElement).hidden = paused;
  const value = tab === undefined ? undefined : (await api.read("session", keyOf(tab)))[keyOf(tab)];
  const record = isPageRecord(value) && !paused ? value : undefined;
  const title = paused ? api.message("ui_paused") : record ? toldSentence(record) : api.message("ui_panel_empty");
  const meaning = paused ? pausedWords(settings.paused_until_ms, host) : record ? toldMeaning(record) : api.message("ui_panel_empty_more");
  stateLine.className = `state ${record?.state ?? "not-shopping"}`;
  stateLine.replaceChildren(glyph(record?.state ?? "not-shopping", 32), el("div", {}, el("h1", {}, title), el("p", {}, meaning)));
}

function pausedWords(until_ms: number, host: string): string {
  if (until_ms >= FOREVER_MS) return api.message("ui_paused_everywhere");
  if (until_ms <= Date.now()) return api.message("ui_paused_site", [host]);
  return api.message("ui_paused_until", [new Date(until_ms).toLocaleTimeString(api.language(), { hour: "2-digit", minute: "2-digit" })]);
}

async function showSite(address: string): Promise<void> {
  const { host, origin, hostname } = new URL(address);
  byId("site", HTMLElement).textContent = host;
  byId("site-part", HTMLElement).hidden = false;
  const site = byId("pause-site", HTMLButtonElement);
  site.hidden = false;
  site.addEventListener("click", () => void setPaused(hostname, true));
  always.hidden = !address.startsWith("https:") || (await api.mayReadAlways(origin));
  byId("always-more", HTMLElement).hidden = always.hidden;
  always.addEventListener("click", () => {
    void api.askToReadAlways(origin).then((granted) => {
      always.hidden = granted;
      byId("always-more", HTMLElement).hidden = granted;
    });
  });
}

async function start(): Promise<void> {
  translatePage();
  // A test opens this page in a tab and names the one that it is about.
  const named = new URLSearchParams(location.search).get("tab");
  const tab = named === null ? await api.activeTab() : await api.tabOf(Number(named));
  const id = tab?.id;
  const host = tab?.url?.startsWith("http") ? new URL(tab.url).hostname : "";
  byId("options", HTMLButtonElement).addEventListener("click", () => void api.openOptions());
  byId("pause-hour", HTMLButtonElement).addEventListener("click", () => void change({ paused_until_ms: Date.now() + HOUR_MS }));
  byId("pause-all", HTMLButtonElement).addEventListener("click", () => void change({ paused_until_ms: FOREVER_MS }));
  resume.addEventListener("click", () => void setPaused(host, false).then(() => change({ paused_until_ms: 0 })));
  onSettings(() => void showState(id, host));
  await showState(id, host);
  if (id === undefined) return;
  byId("open", HTMLButtonElement).addEventListener("click", () => void api.openPanel(id, "signs").then(() => window.close()));
  byId("check", HTMLButtonElement).addEventListener("click", () => {
    const message: CheckTab = { type: "check-tab", tab: id };
    void api.send(message).then((done) => {
      note.textContent = done === true ? "" : api.message("ui_check_not_here");
    });
  });
  api.onStored("session", (keys) => {
    if (keys.includes(keyOf(id))) void showState(id, host);
  });
  if (host !== "" && tab?.url) await showSite(tab.url);
}

void start();
