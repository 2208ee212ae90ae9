// The only door to `chrome` and `browser`. Everything else asks here, so what differs between the two browsers stands in one
// place.

import { address, ext } from "./api/ext.ts";
import type { Guard } from "./messages/guard.ts";

export * from "./api/menu.ts";
export * from "./api/permissions.ts";
export * from "./api/storage.ts";
export * from "./api/tabs.ts";
export { address };

type Sender = chrome.runtime.MessageSender;

export const hasOffscreen = typeof ext.offscreen !== "undefined";
export const ownId: string = ext.runtime.id;

export const version = (): string => ext.runtime.getManifest().version;
export const message = (key: string, args: string[] = []): string => ext.i18n.getMessage(key, args);
/** Tag and direction of the locale that is shown; the browser falls back to English where we do not speak its own. */
export const language = (): string => message("ui_language");
export const direction = (): string => message("ui_direction");

// Messages

export type Answer = (value: unknown) => void;

/** Sends and waits for the answer; `undefined` when nobody answered. */
export async function send(value: object): Promise<unknown> {
  try {
    return await ext.runtime.sendMessage(value);
  } catch {
    // The other side went away: the caller treats silence as "interrupted".
    return undefined;
  }
}

/** Tries after each wait until an answer comes that is one; `undefined` when none was. */
export async function tryAfter<T>(waits_ms: readonly number[], attempt: () => Promise<unknown>, isAnswer: Guard<T>): Promise<T | undefined> {
  for (const wait_ms of waits_ms) {
    await new Promise((resolve) => setTimeout(resolve, wait_ms));
    const answer = await attempt();
    if (isAnswer(answer)) return answer;
  }
  return undefined;
}

export async function sendToTab(tab: number, value: object): Promise<boolean> {
  try {
    await ext.tabs.sendMessage(tab, value, { frameId: 0 });
    return true;
  } catch {
    return false;
  }
}

/** The content script's answer; `undefined` when there is none. */
export async function askTab(tab: number, value: object): Promise<unknown> {
  try {
    return await ext.tabs.sendMessage(tab, value, { frameId: 0 });
  } catch {
    return undefined;
  }
}

/** `handle` returns a promise of the answer, or nothing where the message is not for it. */
export function onMessage(handle: (value: unknown, sender: Sender) => Promise<unknown> | undefined): void {
  ext.runtime.onMessage.addListener((value: unknown, sender: Sender, answer: Answer) => {
    const pending = handle(value, sender);
    if (pending === undefined) return false;
    pending.then(answer, () => answer(undefined));
    return true;
  });
}

/** Whether the message comes from one of our own pages or workers rather than from a web page's content script. */
export function isOwnPage(sender: Sender): boolean {
  return sender.id === ownId && typeof sender.url === "string" && sender.url.startsWith(address(""));
}

/** Whether the message comes from our content script in the top frame of a tab. */
export function fromTopFrame(sender: Sender): { tab: number; document: string; url: string } | undefined {
  if (sender.id !== ownId || sender.tab?.id === undefined || sender.frameId !== 0 || typeof sender.url !== "string") return undefined;
  if (isOwnPage(sender)) return undefined;
  // A page that is only being prepared must not speak for the one in front.
  if (sender.documentLifecycle !== undefined && sender.documentLifecycle !== "active") return undefined;
  return { tab: sender.tab.id, document: sender.documentId ?? "", url: sender.url };
}

// The offscreen document (Chromium)

let opening: Promise<void> | undefined;

/** Makes sure that the offscreen document stands. There is one a profile. */
export async function ensureOffscreen(path: string): Promise<void> {
  const open = await ext.runtime.getContexts({ contextTypes: [ext.runtime.ContextType.OFFSCREEN_DOCUMENT] });
  // While it opens it is listed already, but nobody listens in it yet.
  if (open.length > 0 && opening === undefined) return;
  opening ??= ext.offscreen
    .createDocument({
      url: path,
      reasons: [ext.offscreen.Reason.WORKERS, ext.offscreen.Reason.IFRAME_SCRIPTING],
      justification: "Holds the sandboxed frame in which pages are read.",
    })
    .finally(() => {
      opening = undefined;
    });
  await opening;
}
