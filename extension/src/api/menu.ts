// The menu on a page's pictures, and the screen that a press on it lets us see.

import { ext } from "./ext.ts";

const PHOTO = "check-photo";

/** Puts an entry into the menu of every picture; the browser keeps it from then on. */
export function offerForPictures(title: string): void {
  ext.runtime.onInstalled.addListener(() => {
    ext.contextMenus.removeAll(() => {
      ext.contextMenus.create({ id: PHOTO, title, contexts: ["image"], documentUrlPatterns: ["https://*/*", "http://*/*"] });
    });
  });
}

/** A person chose the entry on a picture of a page's top frame. */
export function onPhoto(handle: (tab: number, window: number, src: string) => void): void {
  ext.contextMenus.onClicked.addListener((info, tab) => {
    if (info.menuItemId === PHOTO && !info.frameId && info.srcUrl !== undefined && tab?.id !== undefined) handle(tab.id, tab.windowId, info.srcUrl);
  });
}

/** What a window shows now, as the `data:` address of a PNG; nothing where the browser does not let us. */
export async function screenAddress(window: number): Promise<string | undefined> {
  try {
    return await ext.tabs.captureVisibleTab(window, { format: "png" });
  } catch {
    return undefined;
  }
}

/** The bytes of a `data:` address in base64. */
export function bytesOfAddress(address: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(address.slice(address.indexOf(",") + 1)), (unit) => unit.charCodeAt(0));
}

/** The same as a file. */
export async function catchScreen(window: number): Promise<Blob | undefined> {
  const shot = await screenAddress(window);
  return shot === undefined ? undefined : new Blob([bytesOfAddress(shot)], { type: "image/png" });
}
