// The person's own list and sensitivity over the engine's answer. Pure: the same facts and settings give the same state.

import type { Assessment, State } from "../messages/assessment.ts";
import { SUBJECTS, type CardMark, type Decision, type OwnEntry, type Sensitivity } from "../messages/decision.ts";
import { stateOf, type PageRecord } from "../messages/record.ts";
import { aboutPage, aboutSeller, textAt, type About } from "../settings/about.ts";
import { isSame } from "../settings/entries.ts";

/**
 * With many warnings, what the signs must weigh together to be told, in centibans. Harold Jeffreys, Theory of Probability
 * (1961), appendix B: a likelihood ratio of 10^0.5 is the least worth a mention.
 */
const MENTION_CENTIBANS = 50;

/** The entry that counts: the most specific one. */
export function entryFor(about: About, list: readonly OwnEntry[]): OwnEntry | undefined {
  for (const subject of SUBJECTS) {
    const one = about[subject];
    const entry = one && list.find((own) => isSame(own, one));
    if (entry) return entry;
  }
  return undefined;
}

export interface Told {
  state: State;
  decision?: Decision;
  marks: CardMark[];
}

export function decide({ url, result, pictures }: Pick<PageRecord, "url" | "result" | "pictures">, list: readonly OwnEntry[], sensitivity: Sensitivity): Told {
  const engine = stateOf(result, pictures);
  const assessment = result.ok ? result.assessment : undefined;
  const host = URL.canParse(url) ? new URL(url).hostname : "";
  const about = aboutPage(assessment?.listing ?? {}, host);
  const marks = assessment ? marksOf(assessment, about, list) : [];
  const entry = entryFor(about, list);
  const own = entry && byOwnList(engine, entry);
  if (own) return { state: own, decision: { by: "own-list", engine_state: engine, entry }, marks };
  const distrusted = marks.find((mark) => mark.own?.stance === "distrust")?.own;
  // A card's answer is the card's; on the page it is worth a look, as in src/engine.rs.
  if (engine === "no-signs" && distrusted) return { state: "caution", decision: { by: "own-list", engine_state: engine, entry: distrusted }, marks };
  const state = bySensitivity(engine, assessment, sensitivity);
  return state === engine ? { state, marks } : { state, decision: { by: "sensitivity", engine_state: engine }, marks };
}

/** What an entry makes of the engine's answer; nothing where it has no say. */
function byOwnList(engine: State, { stance }: OwnEntry): State | undefined {
  if (engine === "not-shopping") return undefined;
  if (stance === "distrust") return "high";
  // Trust is no answer to a check that failed.
  return engine === "could-not-check" ? undefined : "no-signs";
}

/** Several signs are told at every step. */
function bySensitivity(engine: State, assessment: Assessment | undefined, sensitivity: Sensitivity): State {
  if (engine === "caution" && sensitivity === "few") return "no-signs";
  const mentionable = assessment?.families.some(({ weight_centibans }) => weight_centibans >= MENTION_CENTIBANS);
  if (engine === "no-signs" && sensitivity === "many" && mentionable) return "caution";
  return engine;
}

function marksOf({ cards, listing }: Assessment, page: About, list: readonly OwnEntry[]): CardMark[] {
  const listed: unknown[] = Array.isArray(listing["cards"]) ? listing["cards"] : [];
  const states = new Map((cards ?? []).map(({ card, state }) => [card, state]));
  return listed.flatMap((facts, card): CardMark[] => {
    const state = states.get(card);
    const own = entryFor(aboutSeller(textAt(facts, ["seller"]), page.shop?.name ?? ""), list);
    if (own) return [{ card, state: own.stance === "distrust" ? "high" : "no-signs", own }];
    return state === "high" || state === "caution" ? [{ card, state }] : [];
  });
}
