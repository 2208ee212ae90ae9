// The content script: reads the page, asks for a check, shows the answer. It decides nothing and keeps nothing.

import * as api from "./api.ts";
import { isCheckPhoto, isFindPhoto } from "./messages/photo.ts";
import { isGivePictures } from "./messages/report.ts";
import { isTold } from "./messages/told.ts";
import { isRecheck, isShowPlace, type Rested } from "./messages.ts";
import { Checker } from "./page/checker.ts";
import * as dom from "./page/dom.ts";
import { isOwn } from "./page/own.ts";
import { findPhoto } from "./page/pixels.ts";
import { showPlace } from "./page/place.ts";
import { Watch } from "./page/watch.ts";
import { HOUR_MS, isPaused, onSettings, readSettings } from "./settings/settings.ts";

async function start(): Promise<void> {
  const checker = new Checker();
  let paused = false;
  let rest: ReturnType<typeof setTimeout> | undefined;
  const check = (anew: boolean, asked = false): void => {
    if (!paused) void checker.check(anew, asked);
  };
  /** Takes the settings over. True where the page must be read for them. */
  const settle = async (): Promise<boolean> => {
    const settings = await readSettings();
    const before = [checker.askAgain, paused].join();
    checker.quiet = settings.quiet;
    checker.mark = settings.mark;
    checker.askAgain = settings.ask_again;
    paused = isPaused(settings, location.hostname, Date.now());
    clearTimeout(rest);
    if (paused) {
      const message: Rested = { type: "rested" };
      checker.hide();
      void api.send(message);
      const left_ms = settings.paused_until_ms - Date.now();
      if (left_ms > 0 && left_ms <= HOUR_MS) rest = setTimeout(() => void settle().then(() => check(true)), left_ms);
    } else {
      checker.redraw();
    }
    return before !== [checker.askAgain, paused].join();
  };
  const settled = settle();
  // Before anything is waited for: who ran this script may ask at once.
  api.onMessage((value, sender) => {
    if (!api.isOwnPage(sender)) return undefined;
    if (isRecheck(value)) return settle().then(() => check(true, true));
    if (isTold(value)) return settled.then(() => (paused ? undefined : checker.show(value)));
    if (isShowPlace(value)) return Promise.resolve(showPlace(value));
    if (isFindPhoto(value)) return settled.then(() => (paused ? { at: "nowhere" } : findPhoto(document, value.src, checker.askAgain)));
    if (isGivePictures(value)) return settled.then(() => checker.pictures(value.srcs));
    if (isCheckPhoto(value)) return settled.then(() => void (paused || checker.checkPhoto(value)));
    return undefined;
  });
  await settled;
  check(true);
  onSettings(() => void settle().then((changed) => changed && check(true)));
  const returned = (): void => {
    checker.giveUp();
    check(true);
  };
  new Watch({ moved: () => check(true), changed: () => check(false), returned, isOwn }).start(dom.rootOf(document));
}

/** Set in this world only, which the page cannot see: the script may be run twice in one document. */
const world = globalThis as { touchstone?: true };
if (!world.touchstone && document.contentType.includes("html")) {
  world.touchstone = true;
  // Chromium prepares pages that a person may never open; those wait.
  if ((document as { prerendering?: boolean }).prerendering) document.addEventListener("prerenderingchange", () => void start(), { once: true });
  else void start();
}
