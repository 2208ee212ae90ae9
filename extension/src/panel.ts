// The panel: side panel, sidebar or a tab. It shows the record of one tab and follows its changes.

import * as api from "./api.ts";
import { isPageRecord, keyOf, shotKey, type PageRecord } from "./messages/record.ts";
import { isShown, type CheckTab } from "./messages.ts";
import type { Desk } from "./panel/desk.ts";
import { empty, render } from "./panel/render.ts";
import { OWN_LIST_KEY, readOwnList } from "./settings/own-list.ts";
import { change, onSettings, readSettings } from "./settings/settings.ts";
import { translatePage } from "./ui/page.ts";

/** In a tab of its own the panel is told whose page it is about; beside a page it follows the tab in front. */
const named = new URLSearchParams(location.search).get("tab");
const fixed = named === null ? undefined : Number.parseInt(named, 10);
let shown = "";

async function show(): Promise<void> {
  const tab = fixed ?? (await api.activeTab())?.id;
  if (tab === undefined) return;
  const value = (await api.read("session", keyOf(tab)))[keyOf(tab)];
  const record = isPageRecord(value) ? value : undefined;
  const list = await readOwnList();
  const { ask_again } = await readSettings();
  const version = JSON.stringify(record ? [tab, record.job, record.at_ms, record.state, record.decision, list, ask_again] : tab);
  // A person may be reading: what has not changed is not drawn again.
  if (version === shown) return;
  shown = version;
  const checkNow = (): void => {
    const message: CheckTab = { type: "check-tab", tab };
    void api.send(message).then((done) => done === true || note());
  };
  const old = document.querySelector("main");
  const open = new Set([...(old?.querySelectorAll("details[open]") ?? [])].map(nameOf));
  const main = record ? render(record, list, desk(tab, record, ask_again), checkNow) : empty(checkNow);
  for (const details of main.querySelectorAll("details")) details.open = open.has(nameOf(details));
  old?.replaceWith(main);
  if (location.hash === "#report") document.querySelector("#report")?.scrollIntoView();
}

/** What a person opened stays open when the answer is drawn anew. */
const nameOf = (details: Element): string => `${details.closest("[data-rule]")?.getAttribute("data-rule") ?? ""} ${details.querySelector("summary")?.textContent ?? ""}`;

function desk(tab: number, { looks }: PageRecord, askAgain: boolean): Desk {
  return {
    looks,
    show: async (place) => {
      const answer = await api.askTab(tab, place);
      if (fixed !== undefined && (answer === "exact" || answer === "near")) await api.showTab(tab);
      return isShown(answer) ? answer : "none";
    },
    report: () => void report(tab),
    // The page follows the setting and is checked again.
    ...(askAgain ? {} : { allowPictures: () => void change({ ask_again: true }) }),
  };
}

/** The report has a page of its own. What the tab shows is caught first: later this page would be in sight instead. */
async function report(tab: number): Promise<void> {
  const shop = await api.tabOf(tab);
  const shot = shop?.active ? await api.screenAddress(shop.windowId) : undefined;
  // One that does not fit into the browser's memory area is left out.
  if (shot) await api.write("session", { [shotKey(tab)]: shot }).catch(() => undefined);
  await api.openTab(`report.html?tab=${tab}`);
}

/** Where the browser does not let us look, the toolbar button does: pressing it is the permission. */
function note(): void {
  const line = document.querySelector("#note");
  if (line) line.textContent = api.message("ui_check_by_toolbar");
}

translatePage();
api.onStored("session", () => void show());
api.onStored("local", (keys) => keys.includes(OWN_LIST_KEY) && void show());
onSettings(() => void show());
api.onTabChange(() => void show());
void show();
