// The person's own list as data: comparing, merging, and its file. No browser is needed for any of it.

import { isOwnEntry, type OwnEntry } from "../messages/decision.ts";
import { isRecord, listOf } from "../messages/guard.ts";

/** Entries kept: far more than a person writes, few enough to compare with every page. */
export const OWN_ENTRIES = 2_000;
/** Largest file that is imported. */
export const IMPORT_BYTES = 1 << 20;

export const isEntries = listOf(isOwnEntry, OWN_ENTRIES);

/** A name to compare: case, width and spacing do not matter. */
function folded(name: string): string {
  return name.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();
}

export function isSame(a: Pick<OwnEntry, "subject" | "name" | "site">, b: Pick<OwnEntry, "subject" | "name" | "site">): boolean {
  return a.subject === b.subject && a.site === b.site && folded(a.name) === folded(b.name);
}

/** A list in which no two entries are about the same, the later one kept, cut to the newest. */
export function merged(entries: readonly OwnEntry[], added: readonly OwnEntry[]): OwnEntry[] {
  const others = entries.filter((entry) => !added.some((one) => isSame(one, entry)));
  return [...others, ...added].slice(-OWN_ENTRIES);
}

/** The file's text. */
export function exported(entries: readonly OwnEntry[]): string {
  return `${JSON.stringify({ schema: 1, own_list: entries }, null, 1)}\n`;
}

/** The entries of a file; nothing where it is none of ours. */
export function imported(text: string): OwnEntry[] | undefined {
  let value: unknown;
  try {
    value = text.length <= IMPORT_BYTES ? JSON.parse(text) : undefined;
  } catch {
    return undefined;
  }
  return isRecord(value) && value["schema"] === 1 && isEntries(value["own_list"]) ? value["own_list"] : undefined;
}
