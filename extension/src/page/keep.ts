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

/** State that shop software leaves in the page as plain JSON: the blobs that src/page/state/find.rs reads, and no others. */
const STATE_ID = /^(__NEXT_DATA__$|ProductJson)/;
const STATE_ATTRIBUTE = "data-product-json";
/** Variables of page scripts that hold such JSON, what scripts tell the shop's statistics of the product, and how far into a script both are looked for. */
const STATE_VARIABLE =
  /(?:window\.__(?:(?:INITIAL_STATE|PRELOADED_STATE|NUXT|STATE)__|data)|var meta)\s*=\s*[{[]|ecommerce["']?\s*:\s*[{[]|view_item["']?\s*,\s*[{[]/;
const STATE_WITHIN_UNITS = 16_384;
const SCRIPT_TYPES = /^(|text\/javascript|application\/javascript|module)$/;
/** The variations of a WooCommerce product, and how long they may be (src/limits.rs). */
const STATE_FORM_ATTRIBUTE = "data-product_variations";
const STATE_UNITS = 1 << 20;
/** Longer addresses of parts are left out. */
const PART_UNITS = 512;
const LINKS = /^(canonical|alternate|icon|shortcut icon|author|license)$/i;
/** Names of values that belong to the person's session, not to the listing. */
const SECRET = /token|csrf|xsrf|auth|session|nonce|secret|passw/i;
const DROPPED_ATTRIBUTES = /^(on.*|srcset|sizes|nonce|integrity|ping|d|points|transform|imagesrcset|data-ts-.*)$/;
/** Inline styles by which the engine tells hidden and struck text (src/page/view/style.rs), and no others: name, and what its value holds. */
const TELLING_STYLES: readonly (readonly [RegExp, RegExp])[] = [
  [/^display$/, /^none/],
  [/^(visibility|content-visibility)$/, /^(hidden|collapse)/],
  [/^(font-size|opacity|height|max-height|width|max-width)$/, /^0(\.0+)?([a-z%]|\s|!|$)/],
  [/^transform$/, /^scale\(0/],
  [/^(left|right|top|margin-left|text-indent)$/, /^-9{3}/],
  [/^(clip|clip-path)$/, /^(rect|inset)\(/],
  [/^overflow(-[xy])?$/, /^(hidden|clip)/],
  [/^(color|background|background-color|background-clip|-webkit-background-clip)$/, /^[^(]{1,40}$|^rgba?\([^)]{1,40}\)/],
  [/^(text-decoration|text-decoration-line)$/, /line-through/],
];
/** Attributes that may be long without being data for scripts. */
const LONG_ATTRIBUTES = new Set(["content", "href", "src", "alt", "title"]);

/** Relations of links to the page's own parts: looks, code, and where they come from. */
const PARTS = /(^| )(stylesheet|preload|modulepreload|preconnect|dns-prefetch)( |$)/i;

type Read = (name: string) => string | null;

/**
 * Where a part of the page comes from (a script, a style sheet): shop software is known by it. Only this address is kept, in a link
 * of a relation that no browser follows, and without its query. Nothing for other elements.
 */
export function partAddress(name: string, attribute: Read): string | undefined {
  const isPart = name === "script" || (name === "link" && attribute("itemprop") === null && PARTS.test(attribute("rel") ?? ""));
  const address = isPart ? attribute(name === "script" ? "src" : "href")?.trim().split(/[?#]/, 1)[0] : undefined;
  return address && !address.startsWith("data:") && address.length <= PART_UNITS ? address : undefined;
}

/** `content` is the element's own text, asked for only where it decides. */
export function keepsElement(name: string, attribute: Read, content: () => string = () => ""): boolean {
  if (name === "script") return keepsScript(attribute, content);
  if (name === "link") return LINKS.test(attribute("rel") ?? "") || attribute("itemprop") !== null;
  return !DROPPED.has(name);
}

/** Scripts are left out, other than data: JSON-LD and the known state blobs. */
function keepsScript(attribute: Read, content: () => string): boolean {
  const type = (attribute("type") ?? "").split(";")[0]?.trim().toLowerCase();
  if (type === "application/ld+json") return true;
  if (type !== "application/json") return SCRIPT_TYPES.test(type ?? "") && attribute("src") === null && stateAt(content()) >= 0;
  return STATE_ID.test(attribute("id") ?? "") || attribute(STATE_ATTRIBUTE) !== null;
}

/** Where a script assigns state; -1 where it does not. */
function stateAt(text: string): number {
  return text.slice(0, STATE_WITHIN_UNITS).search(STATE_VARIABLE);
}

/** What of a kept script is written: data whole, of code only what stands from its state on. */
export function keptScript(type: string, text: string): string {
  const isCode = SCRIPT_TYPES.test(type.split(";")[0]?.trim().toLowerCase() ?? "");
  return scriptText(isCode ? text.slice(Math.max(0, stateAt(text))) : text);
}

/** The value to write, or nothing where the attribute is left out. */
export function keptAttribute(element: string, name: string, value: string, attribute: Read): string | undefined {
  if (DROPPED_ATTRIBUTES.test(name)) return undefined;
  const holdsValue = (element === "input" && name === "value") || (element === "meta" && name === "content");
  if (holdsValue && (SECRET.test(attribute("name") ?? "") || attribute("type")?.toLowerCase() === "password")) return undefined;
  if (name === "style") return tellingStyle(value);
  if (name === "src" && value.startsWith("data:")) return "data:,";
  if (element === "form" && name === STATE_FORM_ATTRIBUTE && value.length <= STATE_UNITS) return value;
  if (value.length > STRING_UNITS) return LONG_ATTRIBUTES.has(name) ? value.slice(0, STRING_UNITS) : undefined;
  return value;
}

/** The declarations of an inline style that tell whether its text is seen; nothing where none does. */
function tellingStyle(style: string): string | undefined {
  const told = style.slice(0, STRING_UNITS).split(";").flatMap((declaration) => {
    const [name, value] = declaration.toLowerCase().split(":", 2).map((part) => part.trim());
    return name && value && TELLING_STYLES.some(([names, values]) => names.test(name) && values.test(value)) ? [`${name}:${value}`] : [];
  });
  return told.length > 0 ? told.join(";") : undefined;
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
