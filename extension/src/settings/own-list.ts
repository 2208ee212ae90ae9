// The person's own list of sellers, shops and brands: stored in this browser only, exported and imported as a JSON file.

import * as api from "../api.ts";
import type { OwnEntry, Stance } from "../messages/decision.ts";
import { isEntries, isSame, OWN_ENTRIES } from "./entries.ts";

export const OWN_LIST_KEY = "own-list";

export async function readOwnList(): Promise<OwnEntry[]> {
  const value = (await api.read("local", OWN_LIST_KEY))[OWN_LIST_KEY];
  return isEntries(value) ? value : [];
}

/** Adds an entry, turns it round, or with no stance takes it out. */
export async function setStance(about: Pick<OwnEntry, "subject" | "name" | "site">, stance: Stance | undefined): Promise<void> {
  const others = (await readOwnList()).filter((entry) => !isSame(entry, about));
  const added: OwnEntry[] = stance ? [{ ...about, stance, at_ms: Date.now() }] : [];
  await writeOwnList([...others, ...added]);
}

export async function writeOwnList(entries: readonly OwnEntry[]): Promise<void> {
  await api.write("local", { [OWN_LIST_KEY]: entries.slice(-OWN_ENTRIES) });
}
