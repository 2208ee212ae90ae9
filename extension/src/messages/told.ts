// What the background tells a page about it: the answer to its check, and once more when the person's settings change it.

import { isState, type State } from "./assessment.ts";
import { isCardMarks, isDecision, type CardMark, type Decision } from "./decision.ts";
import { listOf, object, oneOf, optional, text, type Guard } from "./guard.ts";
import { ADDRESS_UNITS } from "./limits.ts";
import { isResult, type Result } from "../messages.ts";

export interface Told {
  type: "told";
  url: string;
  state: State;
  decision?: Decision;
  marks: CardMark[];
  result: Result;
  pictures: "none" | "read" | "failed";
  /** What buttons to buy are called; empty where the person need not be asked before buying. */
  buy_words: string[];
}

export const isTold: Guard<Told> = object<Told>({
  type: oneOf("told"),
  url: text(ADDRESS_UNITS),
  state: isState,
  decision: optional(isDecision),
  marks: isCardMarks,
  result: isResult,
  pictures: oneOf("none", "read", "failed"),
  buy_words: listOf(text(100), 2_000),
});

/** A check that never came back. */
export function untold(url: string, reason: Extract<Result, { ok: false }>["reason"]): Told {
  return { type: "told", url, state: "could-not-check", marks: [], result: { ok: false, reason }, pictures: "none", buy_words: [] };
}
