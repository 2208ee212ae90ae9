// Gets the pictures that the engine wants, without a request to anyone:
//   a. a picture that the page may read itself: drawn to a canvas and encoded without loss;
//   b. Chromium: the file that the browser already has.
// Firefox would ask the server again in (b), so there only (a) is tried. What cannot be had stays in `skipped`.

import * as api from "../api.ts";
import { MESSAGE_BYTES, PICTURE_BYTES, PICTURES } from "../messages/limits.ts";
import { sizeOf, type EncodedPicture, type Snapshot } from "../messages/snapshot.ts";
import * as dom from "./dom.ts";

/** Longest side of a picture read through a canvas: four times the network's input and small enough to draw at once. */
const CANVAS_SIDE_PX = 896;
/** For a file from the browser's own store. */
const FETCH_MS = 2_000;

/** Pictures for the addresses, in their order, within the limits of one message. */
export async function readPictures(page: Document, wanted: readonly string[], snapshot: Snapshot): Promise<EncodedPicture[]> {
  const shown = new Map<string, HTMLImageElement>();
  for (const image of dom.imagesOf(page)) if (image.complete && image.naturalWidth > 0 && !shown.has(image.currentSrc)) shown.set(image.currentSrc, image);
  const pictures: EncodedPicture[] = [];
  let room = MESSAGE_BYTES - sizeOf(snapshot, []);
  for (const src of wanted) {
    const image = shown.get(src);
    if (!image || pictures.length >= PICTURES) continue;
    const bytes = (await fromStore(src)) ?? (await fromCanvas(page, image));
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

async function fromStore(src: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  if (api.isFirefox || !URL.canParse(src)) return undefined;
  const own = new URL(src).origin === location.origin;
  if (!own) return undefined;
  try {
    // Never goes to the network: the standard lets this mode answer from the store or fail.
    const response = await fetch(src, { cache: "only-if-cached", mode: "same-origin", credentials: "same-origin", redirect: "error", signal: AbortSignal.timeout(FETCH_MS) });
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
