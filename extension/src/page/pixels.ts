// Gets the pictures that the engine wants, least visible way first:
//   a. a file of the page's own site that the browser already has: the standard forbids this mode to ask the server;
//   b. a picture that the page may read itself: drawn to a canvas and encoded without loss;
//   c. another site's file that the browser already has. A server that varies its answer by `Origin` or `Accept`, or forbids
//      storing, is then asked once more (measured in Chromium 148; Firefox 140 always asks). So this is a setting, off at first.
// What cannot be had stays in `skipped`.

import { MESSAGE_BYTES, PICTURE_BYTES, PICTURES } from "../messages/limits.ts";
import { sizeOf, type EncodedPicture, type Snapshot } from "../messages/snapshot.ts";
import * as dom from "./dom.ts";

/** Longest side of a picture read through a canvas: four times the network's input and small enough to draw at once. */
const CANVAS_SIDE_PX = 896;
/** For a file from the browser's own store. */
const FETCH_MS = 5_000;

/** Pictures for the addresses, in their order, within the limits of one message. */
export async function readPictures(page: Document, wanted: readonly string[], snapshot: Snapshot, askAgain: boolean): Promise<EncodedPicture[]> {
  const shown = new Map<string, HTMLImageElement>();
  for (const image of dom.imagesOf(page)) if (image.complete && image.naturalWidth > 0 && !shown.has(image.currentSrc)) shown.set(image.currentSrc, image);
  const pictures: EncodedPicture[] = [];
  let room = MESSAGE_BYTES - sizeOf(snapshot, []);
  for (const src of wanted) {
    const image = shown.get(src);
    if (!image || pictures.length >= PICTURES) continue;
    const bytes = (await fromStore(src, false)) ?? (await fromCanvas(page, image)) ?? (askAgain ? await fromStore(src, true) : undefined);
    if (!bytes || bytes.byteLength > PICTURE_BYTES || bytes.byteLength + 2 * src.length > room) continue;
    room -= bytes.byteLength + 2 * src.length;
    pictures.push({ src, bytes });
  }
  return pictures;
}

async function fromCanvas(page: Document, image: HTMLImageElement): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const scale = Math.min(1, CANVAS_SIDE_PX / Math.max(image.naturalWidth, image.naturalHeight));
  const canvas = page.createElement("canvas");
  canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
  canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
  try {
    const context = canvas.getContext("2d");
    if (!context) return undefined;
    context.imageSmoothingQuality = "high";
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
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
