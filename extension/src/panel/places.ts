// From the place of a quote or a fact to what the page can be asked to show.

import type { Quote } from "../messages/assessment.ts";
import { isRecord } from "../messages/guard.ts";
import { ADDRESS_UNITS, STRING_UNITS } from "../messages/limits.ts";
import type { ShowPlace } from "../messages.ts";

/** A place in data inside the page (`script#/offers/price`), which nobody can see. */
const IN_DATA = /#\//;

/** The paths in the page of a place: a CSS path as it is, a JSON pointer into the Listing by the trace of the fact. */
function pathsOf(where: string, listing: Record<string, unknown>): string[] {
  if (!where.startsWith("/")) return IN_DATA.test(where) || where === "" ? [] : [where];
  const trace = isRecord(listing["trace"]) ? listing["trace"] : {};
  const paths: string[] = [];
  // What is not traced itself may stand in something that is.
  for (let pointer = where; pointer !== ""; pointer = pointer.slice(0, pointer.lastIndexOf("/"))) {
    const origin = Object.hasOwn(trace, pointer) ? trace[pointer] : undefined;
    if (isRecord(origin) && typeof origin["where"] === "string") paths.push(origin["where"]);
  }
  const card = /^\/cards\/(\d+)/.exec(where)?.[1];
  const listed: unknown = Array.isArray(listing["cards"]) && card !== undefined ? listing["cards"][Number(card)] : undefined;
  if (isRecord(listed) && typeof listed["where"] === "string") paths.push(listed["where"]);
  return paths.filter((path) => path !== "" && !IN_DATA.test(path)).slice(0, 8);
}

export function placeOf({ where, text, image }: Quote, listing: Record<string, unknown>): ShowPlace {
  return {
    type: "show-place",
    paths: pathsOf(where, listing),
    ...(text === undefined ? {} : { text: text.slice(0, STRING_UNITS) }),
    ...(image === undefined ? {} : { image: image.slice(0, ADDRESS_UNITS) }),
  };
}

/** The address of the picture that a quote is of or, as words in it, from. */
export function pictureOf({ where, image }: Quote, listing: Record<string, unknown>): string | undefined {
  if (image !== undefined) return image;
  const at = /^\/images\/(\d+)(?:#|$)/.exec(where)?.[1];
  const pictures: unknown[] = at !== undefined && Array.isArray(listing["images"]) ? listing["images"] : [];
  const picture = pictures[Number(at)];
  return isRecord(picture) && typeof picture["src"] === "string" ? picture["src"] : undefined;
}

/** Where a fact was read, for a person: the CSS path, or the pointer into the page's data. */
export function originOf(pointer: string, listing: Record<string, unknown>): string {
  const trace = isRecord(listing["trace"]) ? listing["trace"] : {};
  const origin = Object.hasOwn(trace, pointer) ? trace[pointer] : undefined;
  return isRecord(origin) && typeof origin["where"] === "string" ? origin["where"] : "";
}
