// The engine's answer: the shapes of src/finding.rs. The box has read hostile content, so its answer is guarded like any other.

import { integer, isPlainData, isRecord, listOf, object, oneOf, optional, text, type Guard } from "./guard.ts";
import { ADDRESS_UNITS, STRING_UNITS } from "./limits.ts";

export const STATES = ["high", "caution", "no-signs", "not-shopping", "could-not-check"] as const;
export type State = (typeof STATES)[number];

export const FAMILIES = ["price", "wording", "seller", "shop", "domain", "brand", "image", "review", "list"] as const;
export type Family = (typeof FAMILIES)[number];

export interface Quote {
  text?: string;
  image?: string;
  where: string;
}

/** A weight in words, least first; the bounds stand in src/finding.rs. */
export const GRADES = ["slight", "clear", "strong", "very-strong"] as const;
export type Grade = (typeof GRADES)[number];

/** Shops that show a sign, of those looked at; `times` is how many times as frequent it surely is on one side. */
export interface Frequencies {
  listed: number;
  listed_of: number;
  legitimate: number;
  legitimate_of: number;
  times: number;
}

export interface Finding {
  rule: string;
  family: Family;
  /** 100·log10 of the likelihood ratio; above 0 against the listing, below 0 for it. */
  weight_centibans: number;
  grade: Grade;
  basis: "measured" | "judged";
  /** How often it was seen, where the weight was measured. */
  frequencies?: Frequencies;
  message: { key: string; args: string[] };
  quotes: Quote[];
  source: string;
}

export interface Skipped {
  what: string;
  where: string;
  reason: string;
}

export interface Part {
  name: string;
  version: string;
  sha256: string;
}

export interface CardAssessment {
  card: number;
  state: State;
  posterior_permille: number;
  weight_centibans: number;
  findings: Finding[];
}

/** Signs, of one rule or of a family, without which the answer would be another one. */
export interface Change {
  rules: string[];
  state: State;
}

export interface Assessment {
  schema: 1;
  state: State;
  posterior_permille: number;
  weight_centibans: number;
  families: { family: Family; weight_centibans: number }[];
  findings: Finding[];
  would_change?: Change[];
  cards?: CardAssessment[];
  /** The facts, see src/listing.rs; read through `listing.ts` only. */
  listing: Record<string, unknown>;
  skipped: Skipped[];
  engine: { version: string; model: Part[]; packs: Part[] };
  digest: string;
}

const weight = integer(-100_000, 100_000);
const permille = integer(0, 1_000);
const shops = integer(0, 2 ** 32 - 1);
const name = text(256);
const family = oneOf(...FAMILIES);
export const isState: Guard<State> = oneOf(...STATES);

const isQuote = object<Quote>({ text: optional(text(STRING_UNITS)), image: optional(text(ADDRESS_UNITS)), where: text(STRING_UNITS) });
const isFinding = object<Finding>({
  rule: name,
  family,
  weight_centibans: weight,
  grade: oneOf(...GRADES),
  basis: oneOf("measured", "judged"),
  frequencies: optional(
    object<Frequencies>({ listed: shops, listed_of: shops, legitimate: shops, legitimate_of: shops, times: shops }),
  ),
  message: object<Finding["message"]>({ key: name, args: listOf(text(STRING_UNITS), 9) }),
  quotes: listOf(isQuote, 64),
  source: text(STRING_UNITS),
});
const isPart = object<Part>({ name, version: name, sha256: text(64) });
const isCard = object<CardAssessment>({
  card: integer(0, 100_000),
  state: isState,
  posterior_permille: permille,
  weight_centibans: weight,
  findings: listOf(isFinding, 256),
});
/** Facts are plain data; the engine's own bounds keep them far below these. */
const isFacts: Guard<Record<string, unknown>> = (value): value is Record<string, unknown> =>
  isRecord(value) && isPlainData(value, 16, 100_000);

export const isAssessment: Guard<Assessment> = object<Assessment>({
  schema: oneOf(1),
  state: isState,
  posterior_permille: permille,
  weight_centibans: weight,
  families: listOf(object<Assessment["families"][number]>({ family, weight_centibans: weight }), FAMILIES.length),
  findings: listOf(isFinding, 1_024),
  would_change: optional(listOf(object<Change>({ rules: listOf(name, 256), state: isState }), 512)),
  cards: optional(listOf(isCard, 5_000)),
  listing: isFacts,
  skipped: listOf(object<Skipped>({ what: name, where: text(ADDRESS_UNITS), reason: name }), 10_000),
  engine: object<Assessment["engine"]>({ version: name, model: listOf(isPart, 64), packs: listOf(isPart, 1_024) }),
  digest: text(64),
});
