// The facts of a Listing that a shopper may compare with the page, as label and text. The Listing comes as plain data; what
// has another shape than expected is left out.

import * as api from "../api.ts";
import { isRecord } from "../messages/guard.ts";
import { plain } from "../ui/words.ts";

export interface Fact {
  label: string;
  value: string;
  /** JSON pointer into the Listing. */
  pointer: string;
}

/** Message keys `ui_fact_<name>` and the JSON path of each fact, in the order shown. */
const FACTS: readonly [name: string, path: string][] = [
  ["title", "title"], ["brand", "brand"], ["price", "price"], ["list_price", "list_price"], ["condition", "condition"],
  ["availability", "availability"], ["category", "category"], ["gtin", "gtin"], ["mpn", "mpn"], ["sku", "sku"],
  ["rating", "rating"], ["review_count", "review_count"], ["ships_from", "ships_from"], ["seller", "seller/name"],
  ["seller_rating", "seller/rating_percent"], ["seller_count", "seller/rating_count"], ["seller_since", "seller/since"],
  ["trader", "seller/trader/name"], ["trader_address", "seller/trader/address"], ["domain", "shop/domain"],
  ["payment", "shop/payment"], ["language", "language"],
];
/** Longest fact shown, UTF-16 units. */
const VALUE_UNITS = 240;

function at(listing: unknown, path: string): unknown {
  return path.split("/").reduce<unknown>((value, key) => (isRecord(value) && Object.hasOwn(value, key) ? value[key] : undefined), listing);
}

function textOf(value: unknown): string {
  if (typeof value === "string") return plain(value);
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return value.filter((item) => typeof item === "string").map(plain).join(", ");
  // Money: a decimal amount and perhaps a currency.
  if (isRecord(value) && typeof value["amount"] === "string") return [value["amount"], value["currency"]].filter((part) => typeof part === "string").join(" ");
  return "";
}

export function factsOf(listing: unknown): Fact[] {
  return FACTS.flatMap(([name, path]) => {
    const value = textOf(at(listing, path)).slice(0, VALUE_UNITS);
    return value === "" ? [] : [{ label: api.message(`ui_fact_${name}`), value, pointer: `/${path}` }];
  });
}
