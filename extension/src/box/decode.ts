// Pictures in formats that the engine does not read (AVIF, SVG and whatever a browser learns next) are decoded here by the
// browser. PNG, JPEG, GIF, WebP and BMP go to the engine as they are, because its own decoders give the same pixels everywhere.

import { PICTURE_PIXELS, PICTURE_SIDE_PX } from "../messages/limits.ts";
import type { Picture } from "../messages/snapshot.ts";

/** First bytes of the formats that the engine reads; a dot stands for any byte. */
const ENGINE_FORMATS = ["\u0089PNG", "\u00ff\u00d8\u00ff", "GIF8", "RIFF....WEBP", "BM"];

export function engineReads(bytes: Uint8Array): boolean {
  return ENGINE_FORMATS.some((magic) =>
    [...magic].every((character, at) => character === "." || bytes[at] === character.charCodeAt(0)));
}

/** A picture that cannot be decoded stays as it is: the engine then names the reason in `skipped`. */
export async function decodeWhatTheEngineCannot(pictures: readonly Picture[]): Promise<Picture[]> {
  const readable: Picture[] = [];
  // One after another: two large pictures at once could exceed the box's memory.
  for (const picture of pictures) readable.push("bytes" in picture && !engineReads(picture.bytes) ? ((await pixelsOf(picture.src, picture.bytes)) ?? picture) : picture);
  return readable;
}

async function pixelsOf(src: string, bytes: Uint8Array<ArrayBuffer>): Promise<Picture | undefined> {
  try {
    const bitmap = await createImageBitmap(new Blob([bytes]));
    const { width, height } = bitmap;
    if (width * height > PICTURE_PIXELS || Math.max(width, height) > PICTURE_SIDE_PX) return undefined;
    const context = new OffscreenCanvas(width, height).getContext("2d", { willReadFrequently: true });
    context?.drawImage(bitmap, 0, 0);
    bitmap.close();
    const pixels = context?.getImageData(0, 0, width, height).data;
    return pixels && { src, width_px: width, height_px: height, rgba: new Uint8Array(pixels.buffer) };
  } catch {
    return undefined;
  }
}
