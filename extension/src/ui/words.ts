// States, families and weights in words.

import * as api from "../api.ts";
import type { Decision, OwnEntry } from "../messages/decision.ts";
import type { Family, Finding, Skipped, State } from "../messages/assessment.ts";
import type { Reason } from "../messages.ts";

const key = (prefix: string, code: string): string => `${prefix}_${code.replaceAll("-", "_")}`;

/** The message, or the code itself where a newer engine knows one that this locale lacks. */
function known(prefix: string, code: string, args: string[] = []): string {
  return api.message(key(prefix, code), args) || code;
}

export const sentenceOf = (state: State): string => known("state", state);
export const shortOf = (state: State): string => known("state_short", state);
export const meaningOf = (state: State): string => known("state_meaning", state);
export const familyOf = (family: Family): string => known("family", family);
export const skippedOf = ({ reason }: Skipped): string => known("skipped", reason);
export const reasonOf = (reason: Reason): string => known("state_reason", reason);
/** The sign in one sentence. Each argument comes from a page: it is stripped, and set apart so that its direction stays its own. */
export const signOf = ({ message: { key: name, args } }: Finding): string => api.message(name, args.map(apart)) || name;

/** The person's own entry as a sentence. */
export const entryOf = ({ subject, stance, name }: OwnEntry): string => api.message(`ui_own_${stance}_${subject}`, [plain(name)]);

/** The state as a person is told: their own entry speaks where it decided. */
export function toldSentence({ state, decision }: { state: State; decision?: Decision }): string {
  return decision?.entry ? entryOf(decision.entry) : sentenceOf(state);
}

export function toldMeaning({ state, decision }: { state: State; decision?: Decision }): string {
  if (!decision) return meaningOf(state);
  return api.message(decision.by === "own-list" ? "ui_own_meaning" : "ui_sensitivity_meaning", [sentenceOf(decision.engine_state)]);
}

/** What a shopper can do about a sign; empty where the rule has no advice of its own. */
export const adviceOf = ({ message: { key: name, args } }: Finding): string => api.message(`${name}_advice`, args);

/** How much a sign weighs, in one word. */
export const strengthOf = ({ grade }: Finding): string => known("ui_strength", grade);

/** How much a sign weighs and how that is known: "a strong sign: 12 times as frequent on …", or "a judged sign". */
export function weightOf({ weight_centibans, grade, basis, frequencies }: Finding): string {
  const times = frequencies?.times ?? Math.round(10 ** (Math.abs(weight_centibans) / 100));
  const measured = weight_centibans > 0 ? "weight_measured" : "weight_measured_for";
  return known(basis === "measured" ? measured : "weight_judged", grade, [String(times)]);
}

/** First-strong isolate and its end (UAX #9): what stands between does not turn the words around it, nor they it. */
const apart = (text: string): string => `\u2068${plain(text)}\u2069`;

/** Removes characters that turn the direction of text or hide in it, so that a quote shows what stands there. */
export function plain(text: string): string {
  return text.replace(/[\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/gu, "").replace(/\s+/gu, " ").trim();
}
