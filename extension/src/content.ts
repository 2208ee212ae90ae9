// The content script: reads the page, asks for a check, shows the answer. It decides nothing and keeps nothing.

import * as api from "./api.ts";
import { isRecheck } from "./messages.ts";
import { Checker } from "./page/checker.ts";
import * as dom from "./page/dom.ts";
import { isOwn } from "./page/own.ts";
import { Watch } from "./page/watch.ts";
import { onSettings, readSettings } from "./settings/settings.ts";

async function start(): Promise<void> {
  const checker = new Checker();
  let paused = false;
  const check = (anew: boolean): void => {
    if (!paused) void checker.check(anew);
  };
  /** Takes the settings over. True where they now mean something else for this page. */
  const settle = async (): Promise<boolean> => {
    const settings = await readSettings();
    const before = [checker.quiet, checker.askAgain, paused].join();
    checker.quiet = settings.quiet;
    checker.askAgain = settings.ask_again;
    paused = settings.paused.includes(location.hostname);
    if (paused || settings.quiet) checker.hide();
    return before !== [checker.quiet, checker.askAgain, paused].join();
  };
  await settle();
  check(true);
  onSettings(() => void settle().then((changed) => changed && check(true)));
  const returned = (): void => {
    checker.giveUp();
    check(true);
  };
  new Watch({ moved: () => check(true), changed: () => check(false), returned, isOwn }).start(dom.rootOf(document));
  api.onMessage((value, sender) => {
    if (!api.isOwnPage(sender) || !isRecheck(value)) return undefined;
    return settle().then(() => check(true));
  });
}

/** Set in this world only, which the page cannot see: the script may be run twice in one document. */
const world = globalThis as { touchstone?: true };
if (!world.touchstone && document.contentType.includes("html")) {
  world.touchstone = true;
  // Chromium prepares pages that a person may never open; those wait.
  if ((document as { prerendering?: boolean }).prerendering) document.addEventListener("prerenderingchange", () => void start(), { once: true });
  else void start();
}
