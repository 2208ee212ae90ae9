// "Check this photo": a person pointed at one picture of a page. The background asks the page for it, catches it from the screen
// only where the page cannot read it, and asks for a check that it takes part in.

import { bytes, integer, object, oneOf, optional, text, type Guard } from "./guard.ts";
import { ADDRESS_UNITS, PICTURE_BYTES } from "./limits.ts";

/** Background to page: can this picture be read there? Answered with a {@link Found}. */
export interface FindPhoto {
  type: "find-photo";
  src: string;
}
export const isFindPhoto: Guard<FindPhoto> = object<FindPhoto>({ type: oneOf("find-photo"), src: text(ADDRESS_UNITS) });

/** The part of a picture that is in sight, in CSS pixels of the viewport. */
export interface Sight {
  left_px: number;
  top_px: number;
  width_px: number;
  height_px: number;
  /** Width of the whole viewport: what is caught of it may have more pixels. */
  viewport_px: number;
}
const side = integer(0, 1 << 16);
const isSight: Guard<Sight> = object<Sight>({ left_px: side, top_px: side, width_px: side, height_px: side, viewport_px: integer(1, 1 << 16) });

/** `page`: it can be read there. `screen`: only as it is seen, at `sight`. `nowhere`: the page does not show it. */
export interface Found {
  at: "page" | "screen" | "nowhere";
  sight?: Sight;
}
export const isFound: Guard<Found> = object<Found>({ at: oneOf("page", "screen", "nowhere"), sight: optional(isSight) });

/** Background to page: check anew, this picture first. */
export interface CheckPhoto {
  type: "check-photo";
  src: string;
  /** As it was caught from the screen. */
  bytes?: Uint8Array<ArrayBuffer>;
}
export const isCheckPhoto: Guard<CheckPhoto> = object<CheckPhoto>({ type: oneOf("check-photo"), src: text(ADDRESS_UNITS), bytes: optional(bytes(PICTURE_BYTES)) });
