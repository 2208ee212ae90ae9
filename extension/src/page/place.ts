// "Show me": scrolls to the place of a sign and outlines it for a while. The paths are those of the page as it was read, from
// which it may have moved on; then the words themselves are looked for, and what cannot be found is said.

import type { ShowPlace, Shown } from "../messages.ts";
import { el } from "../ui/dom.ts";
import * as dom from "./dom.ts";
import { fill, isOwn, ownTree } from "./own.ts";
import css from "./place.css";

/** How long the outline stays. */
const OUTLINE_MS = 5_000;
/** Words looked for, UTF-16 units; a longer quote is found by its beginning. */
const WORDS_UNITS = 60;

const layer = ownTree(css);
let timer: ReturnType<typeof setTimeout> | undefined;
let frame = 0;

export function showPlace({ paths, text, image }: ShowPlace): Shown {
  const root = dom.rootOf(document);
  const words = squeeze(text ?? "").slice(0, WORDS_UNITS);
  const named = paths.map((path) => dom.find(root, path)).filter((element) => element !== undefined && isSeen(element));
  const holding = named.find((element) => element && holds(element, words));
  const exact = pictureAt(image) ?? (words ? (innermost(holding, words) ?? searched(root, words)) : named[0]);
  const place = exact ?? named[0];
  if (!place) return "none";
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  dom.scrollTo(place, { block: "center", inline: "nearest", behavior: calm ? "auto" : "smooth" });
  outline(place);
  return exact ? "exact" : "near";
}

function isSeen(element: Element): boolean {
  const { width, height } = dom.boxOf(element);
  return width > 0 && height > 0 && dom.isVisible(element);
}

function pictureAt(src: string | undefined): Element | undefined {
  if (src === undefined) return undefined;
  for (const image of dom.imagesOf(document)) if ((image.currentSrc === src || image.src === src) && isSeen(image)) return image;
  return undefined;
}

const squeeze = (text: string): string => text.replaceAll(/[\s\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]+/gu, "").toLowerCase();
const holds = (element: Element, words: string): boolean => squeeze(dom.contentOf(element) ?? "").includes(words);

/** The smallest element inside that still holds all the words. */
function innermost(element: Element | undefined, words: string): Element | undefined {
  let smallest = element;
  for (let inside = smallest; inside; ) {
    smallest = inside;
    inside = childHolding(inside, words);
  }
  return smallest;
}

function childHolding(element: Element, words: string): Element | undefined {
  for (let child = dom.firstChildOf(element); child !== null; child = dom.nextOf(child)) {
    if (dom.nodeTypeOf(child) === Node.ELEMENT_NODE && !isOwn(child) && isSeen(child as Element) && holds(child as Element, words)) return child as Element;
  }
  return undefined;
}

function searched(root: Element, words: string): Element | undefined {
  const found = innermost(holds(root, words) ? root : undefined, words);
  return found === root ? undefined : found;
}

function outline(place: Element): void {
  const box = el("div", { class: "place", "aria-hidden": "true" });
  fill(layer.root, [box]);
  dom.rootOf(document).append(layer.host);
  clearTimeout(timer);
  cancelAnimationFrame(frame);
  const follow = (): void => {
    const { left, top, width, height } = dom.boxOf(place);
    box.style.transform = `translate(${Math.round(left - 6)}px, ${Math.round(top - 6)}px)`;
    box.style.inlineSize = `${Math.round(width + 12)}px`;
    box.style.blockSize = `${Math.round(height + 12)}px`;
    frame = requestAnimationFrame(follow);
  };
  follow();
  timer = setTimeout(() => {
    cancelAnimationFrame(frame);
    layer.host.remove();
  }, OUTLINE_MS);
}
