// One cheap look before any work: whether anything here could be for sale. A page with a price in any form says yes; the
// engine decides. What says no costs a few milliseconds and is not read.

import * as dom from "./dom.ts";

/** Product data in the page's markup, whatever it shows. */
const MARKUP = [
  "[itemprop=price]", "[itemprop=lowPrice]", "[property='product:price:amount']", "meta[property='og:type'][content*=product i]",
  "[itemtype*='schema.org/Product' i]", "[itemtype*='schema.org/Offer' i]", "[data-product-json]", "[data-product_variations]",
  "form[action*=cart i]", "a[href*='/cart' i]",
].join(",");
const DATA = "script[type='application/ld+json'], script#__NEXT_DATA__, script[id^=ProductJson]";
const DATA_SELLS = /"(?:price|lowPrice|offers|priceCurrency)"/;

/** A sign or code of money beside a digit, or an amount with two decimals, which is enough for a closer look. */
const PRICE = /\p{Sc}\s?\p{Nd}|\p{Nd}\s?(?:\p{Sc}|[元円원]|kr|zł|Kč|Ft|lei|руб|р\.|تومان|ر\.س|د\.إ|ج\.م|[A-Z]{3}\b)|\b(?:[A-Z]{3}|Rs|RM|Rp|kr)\.?\s?\p{Nd}|\p{Nd}[.,٫]\p{Nd}{2}(?!\p{Nd})/u;
/** Text looked at, UTF-16 units, in all and in one node. */
const TEXT_UNITS = 400_000;
const NODE_UNITS = 2_000;
/** Names whose text nobody sees. */
const UNSEEN = new Set(["script", "style", "noscript", "template"]);

export function sellsSomething(page: Document): boolean {
  const root = dom.rootOf(page);
  if (dom.find(root, MARKUP)) return true;
  for (const script of dom.findAll(root, DATA)) if (DATA_SELLS.test(dom.contentOf(script) ?? "")) return true;
  return showsPrice(page, root);
}

/** Sign and amount often stand in elements of their own, so the text is read in one run. */
function showsPrice(page: Document, root: Element): boolean {
  const walker = dom.textWalker(page, root);
  let run = "";
  let left = TEXT_UNITS;
  for (let node = walker.nextNode(); node !== null && left > 0; node = walker.nextNode()) {
    const parent = dom.parentOf(node);
    if (parent && UNSEEN.has(dom.nameOf(parent))) continue;
    const text = (dom.textOf(node) ?? "").slice(0, NODE_UNITS);
    left -= text.length;
    run = `${run.slice(-8)}${text.trim()} `;
    if (PRICE.test(run)) return true;
  }
  return inShadow(root);
}

/** Shops built of components show their prices in shadow trees, which the walk above does not enter: such a page is read. */
function inShadow(root: Element): boolean {
  for (const element of dom.findAll(root, ":defined")) if (dom.nameOf(element).includes("-") && dom.shadowOf(element) !== null) return true;
  return false;
}
