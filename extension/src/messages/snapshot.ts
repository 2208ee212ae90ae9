// The page as the engine is given it: the shapes of src/snapshot.rs.

import { bytes, either, integer, isBoolean, listOf, object, oneOf, optional, text, type Guard } from "./guard.ts";
import {
  ADDRESS_UNITS, MESSAGE_BYTES, PICTURE_BYTES, PICTURE_PIXELS, PICTURE_SIDE_PX, PICTURES, SNAPSHOT_BYTES, SNAPSHOT_IMAGES, STRING_UNITS,
} from "./limits.ts";

export interface SnapshotImage {
  /** Absolute address, the browser's `currentSrc`. */
  src: string;
  alt: string;
  /** The picture's own pixels, 0 where unknown. */
  width_px: number;
  height_px: number;
  /** Whether a person can see it. */
  shown: boolean;
}

export interface Snapshot {
  schema: 1;
  url: string;
  html: string;
  images: SnapshotImage[];
  /** BCP 47 tag, if the document states one. */
  language?: string;
}

/** A file's bytes as the page got them. */
export interface EncodedPicture {
  src: string;
  bytes: Uint8Array<ArrayBuffer>;
}

/** Decoded pixels: RGBA, eight bits, row-major, not premultiplied. */
export interface PixelPicture {
  src: string;
  width_px: number;
  height_px: number;
  rgba: Uint8Array<ArrayBuffer>;
}

export type Picture = EncodedPicture | PixelPicture;

const side = integer(0, 1 << 24);

export const isSnapshot: Guard<Snapshot> = object<Snapshot>({
  schema: oneOf(1),
  url: text(ADDRESS_UNITS),
  html: text(SNAPSHOT_BYTES),
  images: listOf(
    object<SnapshotImage>({ src: text(ADDRESS_UNITS), alt: text(STRING_UNITS), width_px: side, height_px: side, shown: isBoolean }),
    SNAPSHOT_IMAGES,
  ),
  language: optional(text(64)),
});

const isEncoded: Guard<EncodedPicture> = object<EncodedPicture>({ src: text(ADDRESS_UNITS), bytes: bytes(PICTURE_BYTES) });
const isPixelShape: Guard<PixelPicture> = object<PixelPicture>({
  src: text(ADDRESS_UNITS),
  width_px: integer(1, PICTURE_SIDE_PX),
  height_px: integer(1, PICTURE_SIDE_PX),
  rgba: bytes(PICTURE_PIXELS * 4),
});
const isPixels: Guard<PixelPicture> = (value): value is PixelPicture =>
  isPixelShape(value) && value.width_px * value.height_px <= PICTURE_PIXELS && value.rgba.byteLength === value.width_px * value.height_px * 4;

export const isPictures: Guard<Picture[]> = listOf(either(isEncoded, isPixels), PICTURES);

/** Bytes that a check's content takes on its way, a string's unit counted as two. */
export function sizeOf(snapshot: Snapshot, pictures: readonly Picture[]): number {
  const images = snapshot.images.reduce((sum, image) => sum + 2 * (image.src.length + image.alt.length) + 32, 0);
  const files = pictures.reduce((sum, picture) => sum + ("bytes" in picture ? picture.bytes : picture.rgba).byteLength, 0);
  return 2 * (snapshot.html.length + snapshot.url.length) + images + files;
}

/** Whether a check fits into one message. */
export function fits(snapshot: Snapshot, pictures: readonly Picture[]): boolean {
  return sizeOf(snapshot, pictures) <= MESSAGE_BYTES;
}
