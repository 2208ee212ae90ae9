// The background: routes messages, validates who sends them, keeps the last answer of each tab. It expects to be stopped by
// the browser at any time, so it holds nothing that cannot be made again.

import * as api from "./api.ts";
import { remember } from "./background/buying.ts";
import { check, type Assess } from "./background/checks.ts";
import { checkPhoto } from "./background/photo.ts";
import { followSettings } from "./background/retell.ts";
import { leave } from "./background/store.ts";
import { showRestOnToolbar } from "./background/toolbar.ts";
import { Host } from "./host/host.ts";
import { isFromOwnPage, isFromPage, isResult, type HostJob } from "./messages.ts";

/** Waits before each try to reach the offscreen document: one that an earlier background began to open may not listen yet. */
const HOST_WAITS_MS = [0, 250, 1_000];

/** Chromium: in the offscreen document. The answer is guarded again: it came through the box. */
const assessOffscreen: Assess = async (snapshot, pictures) => {
  const job: HostJob = { type: "host-job", snapshot, pictures };
  const attempt = (): Promise<unknown> => api.ensureOffscreen("host.html").then(() => api.send(job));
  return (await api.tryAfter(HOST_WAITS_MS, attempt, isResult)) ?? { ok: false, reason: "interrupted" };
};

/** Firefox: here, in the background page. */
function assessHere(): Assess {
  const host = new Host(document.body);
  return (snapshot, pictures) => host.assess(snapshot, pictures);
}

const assess: Assess = api.hasOffscreen ? assessOffscreen : assessHere();

api.onMessage((value, sender) => {
  if (api.isOwnPage(sender)) {
    if (!isFromOwnPage(value)) return undefined;
    return value.type === "check-tab" ? checkTab(value.tab) : assess(value.snapshot, []);
  }
  const from = api.fromTopFrame(sender);
  if (!from || !isFromPage(value)) return undefined;
  switch (value.type) {
    case "check":
      return check(from.tab, from.url, value, assess);
    case "open-panel":
      return api.openPanel(from.tab, value.part);
    case "met":
      return remember(value.url);
    case "rested":
      return leave(from.tab).then(() => showRestOnToolbar(from.tab));
    case "ping":
      return Promise.resolve({ type: "pong" });
  }
});

/** A person asked for this tab: run the content script there, which checks again where it already runs. */
async function checkTab(tab: number): Promise<boolean> {
  return (await api.sendToTab(tab, { type: "recheck" })) || api.runContentScript(tab);
}

followSettings();
api.onTabLeft((tab) => void leave(tab));
api.onInstalled(() => void api.openTab("welcome.html"));
api.offerForPictures(api.message("ui_photo_check"));
api.onPhoto((tab, window, src) => {
  // First thing in the click: later the browser would not let the panel open.
  void api.openPanel(tab, "signs");
  void checkPhoto(tab, window, src);
});
api.onPermissions(() => void api.registerForAll());

api.onCommand((command, tab) => {
  if (tab?.id === undefined) return;
  if (command === "open-panel") void api.openPanel(tab.id, "signs");
  if (command === "check-page") void checkTab(tab.id);
});
