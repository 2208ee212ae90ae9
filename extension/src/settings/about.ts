// Who and what a page is about, as far as the person may have an opinion on it.

import type { OwnEntry, Subject } from "../messages/decision.ts";
import { isRecord } from "../messages/guard.ts";

/** Longest name, as in messages/decision.ts. */
const NAME_UNITS = 200;

export type Named = Pick<OwnEntry, "subject" | "name" | "site">;
export type About = Partial<Record<Subject, Named>>;

/** `host` stands in where the facts name no domain. A seller's name counts on this site only: anyone may take it on another. */
export function aboutPage(listing: Record<string, unknown>, host: string): About {
  const site = textAt(listing, ["shop", "domain"]) || host;
  const brand = textAt(listing, ["brand"]);
  return {
    ...aboutSeller(textAt(listing, ["seller", "name"]), site),
    ...(site ? { shop: { subject: "shop", name: site, site: "" } } : {}),
    ...(brand ? { brand: { subject: "brand", name: brand, site: "" } } : {}),
  };
}

export function aboutSeller(name: string, site: string): About {
  return name && site ? { seller: { subject: "seller", name, site } } : {};
}

export function textAt(value: unknown, path: readonly string[]): string {
  const found = path.reduce<unknown>((at, key) => (isRecord(at) && Object.hasOwn(at, key) ? at[key] : undefined), value);
  return typeof found === "string" ? found.trim().slice(0, NAME_UNITS) : "";
}
