// How each picture was read, and a thumbnail of it for the panel, which must not ask a shop's server for the picture.

import { listOf, object, oneOf, optional, text, type Guard } from "./guard.ts";
import { ADDRESS_UNITS, PICTURES } from "./limits.ts";

/** Least visible first: the browser's own store, a canvas, what is on the screen, the server once more. */
export const WAYS = ["store", "canvas", "screen", "asked"] as const;
export type Way = (typeof WAYS)[number];

/** A thumbnail of 96 pixels a side takes 3 to 6 KB as a JPEG. */
const THUMB_UNITS = 16 << 10;
const isThumbText = text(THUMB_UNITS);
const isThumb: Guard<string> = (value): value is string => isThumbText(value) && /^data:image\/jpeg;base64,[A-Za-z0-9+/=]+$/.test(value);

export interface Look {
  src: string;
  way: Way;
  /** A JPEG as a `data:` address, drawn by the page's canvas. */
  thumb?: string;
}
const isLook: Guard<Look> = object<Look>({ src: text(ADDRESS_UNITS), way: oneOf(...WAYS), thumb: optional(isThumb) });
export const isLooks = listOf(isLook, PICTURES);
