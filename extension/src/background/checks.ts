// One check on its way through the background: to the host and back, kept only if the tab still shows the same page.

import type { Assessment } from "../messages/assessment.ts";
import { stateOf, type PageRecord } from "../messages/record.ts";
import type { Picture, Snapshot } from "../messages/snapshot.ts";
import type { Check, Result } from "../messages.ts";
import { begin, isNewest, keep, recordOf } from "./store.ts";
import { showOnToolbar } from "./toolbar.ts";

export type Assess = (snapshot: Snapshot, pictures: Picture[]) => Promise<Result>;

/** Two addresses name the same document's site; a page may change the rest of its address without loading anew. */
function sameSite(a: string, b: string): boolean {
  return URL.canParse(a) && URL.canParse(b) && new URL(a).origin === new URL(b).origin;
}

export async function check(tab: number, senderUrl: string, message: Check, assess: Assess): Promise<Result> {
  const { job, snapshot, pictures } = message;
  // A page names its own address; it may not speak for another site's.
  if (!sameSite(senderUrl, snapshot.url)) return { ok: false, reason: "page-refused" };
  await begin(tab, job);
  const result = await assess(snapshot, pictures);
  if (await isNewest(tab, job)) {
    const record = recordFrom(message, result, await quickAnswer(tab, snapshot.url, pictures));
    await keep(tab, record);
    await showOnToolbar(tab, record.state);
  }
  return result;
}

/** The answer without pictures that came before the one with them. */
async function quickAnswer(tab: number, url: string, pictures: readonly Picture[]): Promise<Assessment | undefined> {
  const earlier = pictures.length > 0 ? await recordOf(tab) : undefined;
  return earlier?.url === url && earlier.result.ok ? earlier.result.assessment : undefined;
}

function recordFrom({ job, snapshot, pictures }: Check, result: Result, quick: Assessment | undefined): PageRecord {
  const failed = !result.ok && quick !== undefined;
  const kept: Result = failed ? { ok: true, assessment: quick } : result;
  const looked: PageRecord["pictures"] = failed ? "failed" : pictures.length > 0 && result.ok ? "read" : "none";
  const plain = pictures.length > 0 ? quick : result.ok ? result.assessment : undefined;
  return {
    job,
    url: snapshot.url,
    at_ms: Date.now(),
    state: stateOf(kept, looked),
    result: kept,
    pictures: looked,
    snapshot,
    ...(plain ? { digest_without_pictures: plain.digest } : {}),
  };
}
