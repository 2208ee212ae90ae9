// What the person has decided, and how it changed the engine's answer. Own entries always win, and it is always said that they did.

import { integer, listOf, object, oneOf, optional, text, type Guard } from "./guard.ts";
import { isState, type State } from "./assessment.ts";

/** Most specific first: an entry for a seller counts before one for the shop that the seller stands in. */
export const SUBJECTS = ["seller", "shop", "brand"] as const;
export type Subject = (typeof SUBJECTS)[number];

export const STANCES = ["trust", "distrust"] as const;
export type Stance = (typeof STANCES)[number];

/** Longest name kept, UTF-16 units. */
const NAME_UNITS = 200;

/** One line of the person's own list. */
export interface OwnEntry {
  subject: Subject;
  /** As the page writes it; a shop's registrable domain. */
  name: string;
  /** The registrable domain on which a seller's name counts; empty for shops and brands. */
  site: string;
  stance: Stance;
  /** When it was added, milliseconds since 1970. */
  at_ms: number;
}
export const isOwnEntry: Guard<OwnEntry> = object<OwnEntry>({
  subject: oneOf(...SUBJECTS),
  name: text(NAME_UNITS),
  site: text(253),
  stance: oneOf(...STANCES),
  at_ms: integer(0, Number.MAX_SAFE_INTEGER),
});

/** From few warnings to many. */
export const SENSITIVITIES = ["few", "usual", "many"] as const;
export type Sensitivity = (typeof SENSITIVITIES)[number];

/** Why the state told differs from the engine's. */
export interface Decision {
  by: "own-list" | "sensitivity";
  /** What the engine's answer is without it. */
  engine_state: State;
  /** The entry that decided, where one did. */
  entry?: OwnEntry;
}
export const isDecision: Guard<Decision> = object<Decision>({
  by: oneOf("own-list", "sensitivity"),
  engine_state: isState,
  entry: optional(isOwnEntry),
});

/** Cards whose state is told: the card's index in the Listing. */
export interface CardMark {
  card: number;
  state: State;
  own?: OwnEntry;
}
const isCardMark: Guard<CardMark> = object<CardMark>({ card: integer(0, 100_000), state: isState, own: optional(isOwnEntry) });
export const isCardMarks = listOf(isCardMark, 5_000);
