// One check on its way through the background: to the host and back, decided over by the person's own settings, and kept only
// if the tab still shows the same page.

import type { Assessment } from "../messages/assessment.ts";
import type { PageRecord } from "../messages/record.ts";
import type { Picture, Snapshot } from "../messages/snapshot.ts";
import { untold, type Told } from "../messages/told.ts";
import type { Check, Result } from "../messages.ts";
import { readOwnList } from "../settings/own-list.ts";
import { readSettings } from "../settings/settings.ts";
import { wordsToMeet } from "./buying.ts";
import { decide } from "./decide.ts";
import { begin, isNewest, keep, recordOf } from "./store.ts";
import { showOnToolbar } from "./toolbar.ts";

export type Assess = (snapshot: Snapshot, pictures: Picture[]) => Promise<Result>;

/** Two addresses name the same document's site; a page may change the rest of its address without loading anew. */
function sameSite(a: string, b: string): boolean {
  return URL.canParse(a) && URL.canParse(b) && new URL(a).origin === new URL(b).origin;
}

export async function check(tab: number, senderUrl: string, message: Check, assess: Assess): Promise<Told> {
  const { job, snapshot, pictures } = message;
  // A page names its own address; it may not speak for another site's.
  if (!sameSite(senderUrl, snapshot.url)) return untold(snapshot.url, "page-refused");
  await begin(tab, job);
  const result = await assess(snapshot, pictures);
  const record = await decided(recordFrom(message, result, await quickAnswer(tab, snapshot.url, pictures)));
  if (await isNewest(tab, job)) {
    await keep(tab, record);
    await showOnToolbar(tab, record);
  }
  return toldOf(record);
}

/** The record as the person's own list and settings have it now. */
export async function decided(record: Omit<PageRecord, "state" | "decision" | "marks">): Promise<PageRecord> {
  const { decision: _, ...plain }: Partial<PageRecord> & typeof record = record;
  return { ...plain, ...decide(record, await readOwnList(), (await readSettings()).sensitivity) };
}

export async function toldOf({ url, state, decision, marks, result, pictures }: PageRecord): Promise<Told> {
  const buy_words = await wordsToMeet(state, url, await readSettings());
  return { type: "told", url, state, ...(decision ? { decision } : {}), marks, result, pictures, buy_words };
}

/** The answer without pictures that came before the one with them. */
async function quickAnswer(tab: number, url: string, pictures: readonly Picture[]): Promise<Assessment | undefined> {
  const earlier = pictures.length > 0 ? await recordOf(tab) : undefined;
  return earlier?.url === url && earlier.result.ok ? earlier.result.assessment : undefined;
}

function recordFrom({ job, snapshot, pictures, looks }: Check, result: Result, quick: Assessment | undefined): Omit<PageRecord, "state" | "decision" | "marks"> {
  const failed = !result.ok && quick !== undefined;
  const kept: Result = failed ? { ok: true, assessment: quick } : result;
  const looked: PageRecord["pictures"] = failed ? "failed" : pictures.length > 0 && result.ok ? "read" : "none";
  const plain = pictures.length > 0 ? quick : result.ok ? result.assessment : undefined;
  return {
    job,
    url: snapshot.url,
    at_ms: Date.now(),
    result: kept,
    pictures: looked,
    looks: looked === "read" ? looks : [],
    snapshot,
    ...(plain ? { digest_without_pictures: plain.digest } : {}),
  };
}
