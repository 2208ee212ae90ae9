// What of a page goes into a snapshot, decided on names and values alone.

import { STRING_UNITS } from "../messages/limits.ts";

/** Elements that are left out with all that is in them: code, looks, other documents, and what a person typed. */
const DROPPED = new Set([
  "style", "noscript", "template", "iframe", "frame", "object", "embed", "canvas", "audio", "video", "source", "track", "textarea",
  "path", "g", "defs", "symbol", "use", "mask", "clippath", "filter", "lineargradient", "radialgradient", "pattern", "circle", "rect",
  "ellipse", "line", "polyline", "polygon", "animate", "animatetransform", "image", "foreignobject",
]);

/** Elements that have no end tag (HTML standard, 13.1.2). */
export const VOID = new Set(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]);

/** State that shop software leaves in the page as plain JSON. */
const STATE_IDS = new Set(["__NEXT_DATA__", "__NUXT_DATA__"]);
const LINKS = /^(canonical|alternate|icon|shortcut icon|author|license)$/i;
/** Names of values that belong to the person's session, not to the listing. */
const SECRET = /token|csrf|xsrf|auth|session|nonce|secret|passw/i;
const DROPPED_ATTRIBUTES = /^(on.*|style|srcset|sizes|nonce|integrity|ping|d|points|transform|imagesrcset|data-ts-.*)$/;
/** Attributes that may be long without being data for scripts. */
const LONG_ATTRIBUTES = new Set(["content", "href", "src", "alt", "title"]);

type Read = (name: string) => string | null;

export function keepsElement(name: string, attribute: Read): boolean {
  if (name === "script") return keepsScript(attribute);
  if (name === "link") return LINKS.test(attribute("rel") ?? "") || attribute("itemprop") !== null;
  return !DROPPED.has(name);
}

/** Scripts are left out, other than data: JSON-LD and the known state blobs. */
function keepsScript(attribute: Read): boolean {
  const type = (attribute("type") ?? "").split(";")[0]?.trim().toLowerCase();
  return type === "application/ld+json" || (type === "application/json" && STATE_IDS.has(attribute("id") ?? ""));
}

/** The value to write, or nothing where the attribute is left out. */
export function keptAttribute(element: string, name: string, value: string, attribute: Read): string | undefined {
  if (DROPPED_ATTRIBUTES.test(name)) return undefined;
  const holdsValue = (element === "input" && name === "value") || (element === "meta" && name === "content");
  if (holdsValue && (SECRET.test(attribute("name") ?? "") || attribute("type")?.toLowerCase() === "password")) return undefined;
  if (name === "src" && value.startsWith("data:")) return "data:,";
  if (value.length > STRING_UNITS) return LONG_ATTRIBUTES.has(name) ? value.slice(0, STRING_UNITS) : undefined;
  return value;
}

export function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

export function escapeAttribute(value: string): string {
  return value.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

/** JSON inside a script element stays as it is, unless it would end the element. */
export function scriptText(text: string): string {
  return text.replaceAll(/<(?=\/script|!--)/gi, "\\u003c");
}

const encoder = new TextEncoder();

/** Bytes of UTF-8. */
export function utf8Length(text: string): number {
  return encoder.encode(text).byteLength;
}

/** The page's address without what names a person: user name and password. */
export function ownAddress(href: string): string {
  if (!URL.canParse(href)) return "";
  const url = new URL(href);
  url.username = "";
  url.password = "";
  return url.href;
}
