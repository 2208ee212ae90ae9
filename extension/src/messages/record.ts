// What the background keeps about a tab's page, in memory only (`storage.session`), and what popup and panel show.

import { isState, type State } from "./assessment.ts";
import { isCardMarks, isDecision, type CardMark, type Decision } from "./decision.ts";
import { isLooks, type Look } from "./look.ts";
import { integer, isRecord, oneOf, optional, object, text, type Guard } from "./guard.ts";
import { ADDRESS_UNITS } from "./limits.ts";
import { isSnapshot, type Snapshot } from "./snapshot.ts";
import { isResult, type Reason, type Result } from "../messages.ts";

export interface PageRecord {
  /** The check that it answers. */
  job: string;
  url: string;
  /** When, as milliseconds since 1970; orders the records and stands in the report. */
  at_ms: number;
  /** What the person is told: the engine's answer, or their own decision over it. */
  state: State;
  decision?: Decision;
  /** The cards that carry a mark. */
  marks: CardMark[];
  result: Result;
  /** Whether pictures took part, could not be had, or failed the check. */
  pictures: "none" | "read" | "failed";
  /** The pictures that took part. */
  looks: Look[];
  /** Digest of the same snapshot's answer without pictures: the same in every browser, however it decodes a picture. */
  digest_without_pictures?: string;
  /** The page as it was checked; left out where it does not fit into the browser's memory area. */
  snapshot?: Snapshot;
}

const isRecordShape = object<PageRecord>({
  job: text(64),
  url: text(ADDRESS_UNITS),
  at_ms: integer(0, Number.MAX_SAFE_INTEGER),
  state: isState,
  decision: optional(isDecision),
  marks: isCardMarks,
  result: isResult,
  pictures: oneOf("none", "read", "failed"),
  looks: isLooks,
  digest_without_pictures: optional(text(64)),
  snapshot: optional(isSnapshot),
});
export const isPageRecord: Guard<PageRecord> = (value): value is PageRecord => isRecord(value) && isRecordShape(value);

export const keyOf = (tab: number): string => `tab:${tab}`;
/** Where the picture of a tab waits for the report that it was taken for. */
export const shotKey = (tab: number): string => `shot:${tab}`;

/**
 * The engine's state for a person. When the pictures brought the check down, signs already found stay said, but "no signs" would
 * claim more than was looked at.
 */
export function stateOf(result: Result, pictures: PageRecord["pictures"]): State {
  if (!result.ok) return "could-not-check";
  const { state } = result.assessment;
  return pictures === "failed" && state === "no-signs" ? "could-not-check" : state;
}

export function reasonOf(record: PageRecord): Reason | undefined {
  if (!record.result.ok) return record.result.reason;
  return record.pictures === "failed" ? "engine-crashed" : undefined;
}

