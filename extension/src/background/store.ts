// The records of the tabs, in memory only. The oldest make room when the browser's memory area gets full.

import * as api from "../api.ts";
import { isPageRecord, keyOf, shotKey, type PageRecord } from "../messages/record.ts";

/** Bytes of page copies kept in all. Both browsers allow 10 MiB of `storage.session`; the rest is for the answers. */
const SNAPSHOTS_BYTES = 6 << 20;

const jobKey = (tab: number): string => `job:${tab}`;

/** Notes which check is the tab's newest. */
export async function begin(tab: number, job: string): Promise<void> {
  await api.write("session", { [jobKey(tab)]: job });
}

/** Whether nothing newer has begun in the tab, and it has not moved on. */
export async function isNewest(tab: number, job: string): Promise<boolean> {
  return (await api.read("session", jobKey(tab)))[jobKey(tab)] === job;
}

export async function recordOf(tab: number): Promise<PageRecord | undefined> {
  const value = (await api.read("session", keyOf(tab)))[keyOf(tab)];
  return isPageRecord(value) ? value : undefined;
}

/** Keeps the record of a tab that is still there. */
export async function keep(tab: number, record: PageRecord): Promise<void> {
  await makeRoom(tab, sizeOf(record));
  try {
    await api.write("session", { [keyOf(tab)]: record });
  } catch {
    const { snapshot: _, ...small } = record;
    await api.write("session", { [keyOf(tab)]: small });
  }
  // A tab that was left while this was written would keep its record for ever.
  if (!(jobKey(tab) in (await api.read("session", jobKey(tab))))) await leave(tab);
}

/** The records of all tabs. */
export async function allRecords(): Promise<[tab: number, record: PageRecord][]> {
  return Object.entries(await api.read("session", null)).flatMap(([key, value]): [number, PageRecord][] =>
    key.startsWith("tab:") && isPageRecord(value) ? [[Number.parseInt(key.slice(4), 10), value]] : []);
}

export async function leave(tab: number): Promise<void> {
  await api.forget("session", [keyOf(tab), jobKey(tab), shotKey(tab)]);
}

function sizeOf(record: PageRecord): number {
  return record.snapshot ? new TextEncoder().encode(record.snapshot.html).byteLength : 0;
}

async function makeRoom(tab: number, needed: number): Promise<void> {
  const others = (await allRecords())
    .filter(([other]) => other !== tab)
    .map(([other, record]) => ({ key: keyOf(other), at_ms: record.at_ms, size: sizeOf(record) }))
    .sort((a, b) => b.at_ms - a.at_ms);
  let used = needed;
  const over = others.filter(({ size }) => (used += size) > SNAPSHOTS_BYTES);
  if (over.length > 0) await api.forget("session", over.map(({ key }) => key));
}
