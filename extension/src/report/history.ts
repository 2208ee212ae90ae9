// The person's own notes on reports: what, when, where sent, what came back. Kept in the browser, bounded, erased in the options.

import * as api from "../api.ts";
import { isState, type State } from "../messages/assessment.ts";
import { integer, listOf, object, text, type Guard } from "../messages/guard.ts";
import { ADDRESS_UNITS, REPORTS_KEPT, STRING_UNITS } from "../messages/limits.ts";

export interface Entry {
  /** SHA-256 of the package, hex. */
  id: string;
  at_ms: number;
  url: string;
  title: string;
  seller: string;
  state: State;
  /** Names of channels and when. */
  sent: { channel: string; at_ms: number }[];
  /** What the person writes. */
  note: string;
}

const KEY = "reports";
const time = integer(0, Number.MAX_SAFE_INTEGER);
const isEntries: Guard<Entry[]> = listOf(
  object<Entry>({
    id: text(64),
    at_ms: time,
    url: text(ADDRESS_UNITS),
    title: text(STRING_UNITS),
    seller: text(STRING_UNITS),
    state: isState,
    sent: listOf(object<Entry["sent"][number]>({ channel: text(256), at_ms: time }), 64),
    note: text(STRING_UNITS),
  }),
  REPORTS_KEPT,
);

/** The newest first. */
export async function readHistory(): Promise<Entry[]> {
  const value = (await api.read("local", KEY))[KEY];
  return isEntries(value) ? value : [];
}

/** False where the browser has no room. The oldest entries make way. */
async function write(entries: readonly Entry[]): Promise<boolean> {
  try {
    await api.write("local", { [KEY]: entries.slice(0, REPORTS_KEPT) });
    return true;
  } catch {
    return false;
  }
}

export async function add(entry: Entry): Promise<boolean> {
  return write([entry, ...(await readHistory())]);
}

export async function change(id: string, how: (entry: Entry) => Entry): Promise<boolean> {
  return write((await readHistory()).map((entry) => (entry.id === id ? how(entry) : entry)));
}

export async function remove(id: string): Promise<void> {
  await write((await readHistory()).filter((entry) => entry.id !== id));
}

/** The same listing reported before. */
export const sameListing = (entries: readonly Entry[], url: string): Entry | undefined => entries.find((entry) => entry.url === url);

/** Entries with every word of `sought` somewhere, by shop and seller, those with most reports first. */
export function grouped(entries: readonly Entry[], sought: string): { name: string; entries: Entry[] }[] {
  const words = sought.toLocaleLowerCase().split(/\s+/u).filter((word) => word !== "");
  const groups = new Map<string, Entry[]>();
  for (const entry of entries) {
    const text = [entry.title, entry.url, entry.seller, entry.note, ...entry.sent.map(({ channel }) => channel)].join(" ").toLocaleLowerCase();
    if (!words.every((word) => text.includes(word))) continue;
    const shop = URL.canParse(entry.url) ? new URL(entry.url).hostname : entry.url;
    const name = entry.seller === "" ? shop : `${entry.seller} · ${shop}`;
    groups.set(name, [...(groups.get(name) ?? []), entry]);
  }
  return [...groups].map(([name, entries]) => ({ name, entries })).sort((a, b) => b.entries.length - a.entries.length);
}
