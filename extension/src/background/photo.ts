// "Check this photo" from its way through the menu to a check. The browser lets the screen be caught only in the tab in which
// the person has just used the menu.

import * as api from "../api.ts";
import { isFound, type CheckPhoto, type FindPhoto, type Found, type Sight } from "../messages/photo.ts";

export async function checkPhoto(tab: number, window: number, src: string): Promise<void> {
  const found = (await find(tab, src)) ?? ((await api.runContentScript(tab)) ? await find(tab, src) : undefined);
  if (!found || found.at === "nowhere") return;
  const caught = found.at === "screen" && found.sight ? await fromScreen(window, found.sight) : undefined;
  const message: CheckPhoto = { type: "check-photo", src, ...(caught ? { bytes: caught } : {}) };
  await api.sendToTab(tab, message);
}

async function find(tab: number, src: string): Promise<Found | undefined> {
  const message: FindPhoto = { type: "find-photo", src };
  const answer = await api.askTab(tab, message);
  return isFound(answer) ? answer : undefined;
}

/** The picture as it is seen, as a PNG; nothing where the browser refuses. */
async function fromScreen(window: number, sight: Sight): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const shot = await api.catchScreen(window);
  if (!shot) return undefined;
  const screen = await createImageBitmap(shot);
  const scale = screen.width / sight.viewport_px;
  const [left, top, width, height] = [sight.left_px, sight.top_px, sight.width_px, sight.height_px].map((side_px) => Math.round(side_px * scale));
  if (!width || !height || left === undefined || top === undefined) return undefined;
  const canvas = new OffscreenCanvas(width, height);
  canvas.getContext("2d")?.drawImage(screen, left, top, width, height, 0, 0, width, height);
  screen.close();
  return new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer());
}
