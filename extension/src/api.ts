// The only file that touches `chrome` or `browser`. Everything else asks here, so what differs between the two browsers
// stands in one place.

type Tab = chrome.tabs.Tab;
type Sender = chrome.runtime.MessageSender;
type SidebarAction = { open(): Promise<void> };

/** Firefox's own surface, where it has one that Chromium lacks. */
const firefox = (globalThis as { browser?: { sidebarAction?: SidebarAction } }).browser;
const ext: typeof chrome = (globalThis as { browser?: typeof chrome }).browser ?? chrome;

export const hasOffscreen = typeof ext.offscreen !== "undefined";
export const ownId: string = ext.runtime.id;

export const address = (path: string): string => ext.runtime.getURL(path);
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

export async function sendToTab(tab: number, value: object): Promise<boolean> {
  try {
    await ext.tabs.sendMessage(tab, value, { frameId: 0 });
    return true;
  } catch {
    return false;
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

// Tabs, panel, toolbar

export async function activeTab(): Promise<Tab | undefined> {
  const [tab] = await ext.tabs.query({ active: true, currentWindow: true });
  return tab;
}

export function onTabChange(handle: () => void): void {
  ext.tabs.onActivated.addListener(handle);
}

/** A tab begins to load another page, or goes away. */
export function onTabLeft(handle: (tab: number) => void): void {
  ext.tabs.onUpdated.addListener((tab, change) => {
    if (change.status === "loading") handle(tab);
  });
  ext.tabs.onRemoved.addListener((tab) => handle(tab));
}

/** Runs the content script in a tab that the person pointed at. False where the browser does not let us. */
export async function runContentScript(tab: number): Promise<boolean> {
  try {
    await ext.scripting.executeScript({ target: { tabId: tab }, files: ["content.js"] });
    return true;
  } catch {
    return false;
  }
}

/** Opens the explanation beside the page; in a tab of its own where that cannot be done. Call it first thing in a click. */
export async function openPanel(tab: number, part: string): Promise<void> {
  try {
    if (ext.sidePanel) {
      await ext.sidePanel.open({ tabId: tab });
      return;
    }
    if (firefox?.sidebarAction) {
      await firefox.sidebarAction.open();
      return;
    }
  } catch {
    // No gesture reached us (Firefox, from the page), or there is no side panel here: the tab below serves.
  }
  await ext.tabs.create({ url: address(`panel.html?tab=${tab}#${part}`) });
}

export function openOptions(): Promise<void> {
  return ext.runtime.openOptionsPage();
}

export function onCommand(handle: (command: string, tab: Tab | undefined) => void): void {
  ext.commands?.onCommand.addListener(handle);
}

/** The toolbar's answer for a tab; errors mean that the tab has gone. */
export async function setToolbar(tab: number, look: { title: string; text: string; color: string; icon: string }): Promise<void> {
  try {
    await Promise.all([
      ext.action.setTitle({ tabId: tab, title: look.title }),
      ext.action.setBadgeText({ tabId: tab, text: look.text }),
      ext.action.setBadgeBackgroundColor({ tabId: tab, color: look.color }),
      ext.action.setBadgeTextColor({ tabId: tab, color: "#ffffff" }),
      ext.action.setIcon({ tabId: tab, path: { 16: address(`assets/${look.icon}-16.png`), 32: address(`assets/${look.icon}-32.png`) } }),
    ]);
  } catch {
    // Nothing to tell in a tab that is no more.
  }
}

// Storage: `session` is memory only and goes with the browser session; `local` holds the settings.

export type Area = "session" | "local";

export async function read(area: Area, key: string | null): Promise<Record<string, unknown>> {
  return ext.storage[area].get(key);
}
export async function write(area: Area, values: Record<string, unknown>): Promise<void> {
  await ext.storage[area].set(values);
}
export async function forget(area: Area, keys: string[]): Promise<void> {
  await ext.storage[area].remove(keys);
}
export async function forgetAll(): Promise<void> {
  await Promise.all([ext.storage.session.clear(), ext.storage.local.clear()]);
}
export function onStored(area: Area, handle: (keys: string[]) => void): void {
  ext.storage.onChanged.addListener((changes, where) => {
    if (where === area) handle(Object.keys(changes));
  });
}

// Permissions for a site that the person adds

export async function mayReadAlways(origin: string): Promise<boolean> {
  return ext.permissions.contains({ origins: [`${origin}/*`] });
}

/** Asks; must stand first in a click. On yes the content script runs there from now on. */
export async function askToReadAlways(origin: string): Promise<boolean> {
  const granted = await ext.permissions.request({ origins: [`${origin}/*`] });
  if (granted) await registerFor(origin);
  return granted;
}

async function registerFor(origin: string): Promise<void> {
  const id = `site:${origin}`;
  const known = await ext.scripting.getRegisteredContentScripts({ ids: [id] });
  if (known.length === 0) {
    await ext.scripting.registerContentScripts([{ id, js: ["content.js"], matches: [`${origin}/*`], runAt: "document_idle" }]);
  }
}

// The offscreen document (Chromium)

let opening: Promise<void> | undefined;

/** Makes sure that the offscreen document stands. There is one a profile. */
export async function ensureOffscreen(path: string): Promise<void> {
  const open = await ext.runtime.getContexts({ contextTypes: [ext.runtime.ContextType.OFFSCREEN_DOCUMENT] });
  if (open.length > 0) return;
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
