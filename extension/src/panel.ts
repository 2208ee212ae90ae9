// The panel: side panel, sidebar or a tab. It shows the record of one tab and follows its changes.

import * as api from "./api.ts";
import { isPageRecord, keyOf } from "./messages/record.ts";
import type { CheckTab } from "./messages.ts";
import { empty, render } from "./panel/render.ts";
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
  const version = record ? `${tab} ${record.job} ${record.at_ms}` : `${tab}`;
  // A person may be reading: what has not changed is not drawn again.
  if (version === shown) return;
  shown = version;
  const checkNow = (): void => {
    const message: CheckTab = { type: "check-tab", tab };
    void api.send(message).then((done) => done === true || note());
  };
  document.querySelector("main")?.replaceWith(record ? render(record, checkNow) : empty(checkNow));
  if (location.hash === "#report") document.querySelector("#report")?.scrollIntoView();
}

/** Where the browser does not let us look, the toolbar button does: pressing it is the permission. */
function note(): void {
  const line = document.querySelector("#note");
  if (line) line.textContent = api.message("ui_check_by_toolbar");
}

translatePage();
api.onStored("session", () => void show());
api.onTabChange(() => void show());
void show();
