// Gets the pictures that the engine wants, least visible way first:
//   a. a file of the page's own site that the browser already has: the standard forbids this mode to ask the server;
//   b. a picture that the page may read itself: drawn to a canvas and encoded without loss;
//   c. another site's file that the browser already has. A server that varies its answer by `Origin` or `Accept`, or forbids
//      storing, is then asked once more (measured in Chromium 148; Firefox 140 always asks). So this is a setting, off at first;
//   d. a picture that the person pointed at, caught from the screen.
// What cannot be had stays in `skipped`.

import type { Look, Way } from "../messages/look.ts";
import { MESSAGE_BYTES, PICTURE_BYTES, PICTURES } from "../messages/limits.ts";
import type { CheckPhoto, Found } from "../messages/photo.ts";
import { sizeOf, type EncodedPicture, type Snapshot } from "../messages/snapshot.ts";
import * as dom from "./dom.ts";
import { whenIdle } from "./slices.ts";

/** Longest side of a picture read through a canvas: four times the network's input and small enough to draw at once. */
const CANVAS_SIDE_PX = 896;
/** Longest side of the panel's thumbnail. */
const THUMB_SIDE_PX = 96;
/** For a file from the browser's own store. */
const FETCH_MS = 5_000;

export interface Read {
  pictures: EncodedPicture[];
  looks: Look[];
}

/** A picture that the person pointed at, with its bytes where it had to be caught from the screen. */
export type PointedAt = Omit<CheckPhoto, "type">;

/**
 * Pictures for the addresses, within the limits of one message: the one that the person pointed at comes first, then those in
 * sight, then the rest in the engine's order. Each waits until the page has nothing else to do.
 */
export async function readPictures(page: Document, wanted: readonly string[], snapshot: Snapshot, askAgain: boolean, pointedAt?: PointedAt): Promise<Read> {
  const shown = picturesOf(page);
  const there = [...(pointedAt ? [pointedAt.src] : []), ...wanted].flatMap((src) => shown.get(src) ?? []);
  const first = there.filter((image) => image.currentSrc === pointedAt?.src || isInSight(image));
  const read: Read = { pictures: [], looks: [] };
  let room = MESSAGE_BYTES - sizeOf(snapshot, []);
  for (const image of [...new Set([...first, ...there])].slice(0, PICTURES)) {
    await whenIdle();
    const src = image.currentSrc;
    const found = (await readPicture(page, image, askAgain)) ?? caught(src, pointedAt);
    if (!found || found.bytes.byteLength > PICTURE_BYTES || found.bytes.byteLength + 2 * src.length > room) continue;
    room -= found.bytes.byteLength + 2 * src.length;
    const thumb = thumbOf(page, image);
    read.pictures.push({ src, bytes: found.bytes });
    read.looks.push({ src, way: found.way, ...(thumb ? { thumb } : {}) });
  }
  return read;
}

/** Pictures that the page shows, the first of each address. */
function picturesOf(page: Document): Map<string, HTMLImageElement> {
  const shown = new Map<string, HTMLImageElement>();
  for (const image of dom.imagesOf(page)) if (image.complete && image.naturalWidth > 0 && !shown.has(image.currentSrc)) shown.set(image.currentSrc, image);
  return shown;
}

async function readPicture(page: Document, image: HTMLImageElement, askAgain: boolean): Promise<{ bytes: Uint8Array<ArrayBuffer>; way: Way } | undefined> {
  const stored = await fromStore(image.currentSrc, false);
  if (stored) return { bytes: stored, way: "store" };
  const drawn = await fromCanvas(page, image);
  if (drawn) return { bytes: drawn, way: "canvas" };
  const asked = askAgain ? await fromStore(image.currentSrc, true) : undefined;
  return asked && { bytes: asked, way: "asked" };
}

function caught(src: string, pointedAt: PointedAt | undefined): { bytes: Uint8Array<ArrayBuffer>; way: Way } | undefined {
  return pointedAt?.bytes && pointedAt.src === src ? { bytes: pointedAt.bytes, way: "screen" } : undefined;
}

/** Where a picture of the page can be had: by the page itself, or only from the screen. */
export async function findPhoto(page: Document, src: string, askAgain: boolean): Promise<Found> {
  const image = picturesOf(page).get(src);
  if (!image) return { at: "nowhere" };
  if (await readPicture(page, image, askAgain)) return { at: "page" };
  const { left, top, right, bottom } = dom.boxOf(image);
  const [left_px, top_px] = [Math.max(0, Math.ceil(left)), Math.max(0, Math.ceil(top))];
  const [width_px, height_px] = [Math.min(innerWidth, Math.floor(right)) - left_px, Math.min(innerHeight, Math.floor(bottom)) - top_px];
  return width_px > 0 && height_px > 0 ? { at: "screen", sight: { left_px, top_px, width_px, height_px, viewport_px: innerWidth } } : { at: "nowhere" };
}

function isInSight(image: HTMLImageElement): boolean {
  const { top, bottom, width } = dom.boxOf(image);
  return width > 0 && bottom > 0 && top < innerHeight;
}

/** A small JPEG, where the page may read the picture itself. */
function thumbOf(page: Document, image: HTMLImageElement): string | undefined {
  try {
    const thumb = drawn(page, image, THUMB_SIDE_PX)?.toDataURL("image/jpeg", 0.7);
    return thumb?.startsWith("data:image/jpeg;base64,") && thumb.length < 16_384 ? thumb : undefined;
  } catch {
    return undefined;
  }
}

/** The picture on a canvas, at most `side_px` long. */
function drawn(page: Document, image: HTMLImageElement, side_px: number): HTMLCanvasElement | undefined {
  const scale = Math.min(1, side_px / Math.max(image.naturalWidth, image.naturalHeight));
  const canvas = page.createElement("canvas");
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
  const context = canvas.getContext("2d");
  if (!context) return undefined;
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}

async function fromCanvas(page: Document, image: HTMLImageElement): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const canvas = drawn(page, image, CANVAS_SIDE_PX);
    const blob = await new Promise<Blob | null>((resolve) => (canvas ? canvas.toBlob(resolve, "image/png") : resolve(null)));
    return blob ? new Uint8Array(await blob.arrayBuffer()) : undefined;
  } catch {
    // Another site's picture, which the page itself may not read either.
    return undefined;
  }
}

/** Firefox runs `fetch` of a content script as the extension; `content.fetch` runs as the page, to which the stored file belongs. */
const pageFetch: typeof fetch = (globalThis as { content?: { fetch: typeof fetch } }).content?.fetch ?? fetch;

async function fromStore(src: string, askAgain: boolean): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (!URL.canParse(src)) return undefined;
  const { origin, protocol } = new URL(src);
  const own = origin === location.origin;
  if (!own && !(askAgain && protocol === "https:")) return undefined;
  const how: RequestInit = own
    ? { cache: "only-if-cached", mode: "same-origin", credentials: "same-origin" }
    : { cache: "force-cache", mode: "cors", credentials: "omit", referrerPolicy: "no-referrer" };
  try {
    const response = await pageFetch(src, { ...how, redirect: "error", signal: AbortSignal.timeout(FETCH_MS) });
    return response.ok ? await bounded(response) : undefined;
  } catch {
    return undefined;
  }
}

/** The body, read only as far as the limit. */
async function bounded(response: Response): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > PICTURE_BYTES) return undefined;
    chunks.push(chunk as Uint8Array<ArrayBuffer>);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}
