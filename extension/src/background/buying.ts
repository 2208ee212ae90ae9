// The question before buying: what buttons to buy are called, and for which addresses it has been answered.

import * as api from "../api.ts";
import { isRecord, listOf, text } from "../messages/guard.ts";
import type { State } from "../messages/assessment.ts";
import { ADDRESS_UNITS } from "../messages/limits.ts";
import type { Settings } from "../settings/settings.ts";

const MET_KEY = "met";
/** Addresses remembered until the browser closes. */
const MET = 200;
const isAddresses = listOf(text(ADDRESS_UNITS), MET);
const isNames = listOf(text(256), 1_024);

let words: Promise<string[]> | undefined;

/** Words of the label packs for `add-to-cart`, in all languages. */
function buyWords(): Promise<string[]> {
  words ??= readWords().catch(() => {
    words = undefined;
    return [];
  });
  return words;
}

async function readWords(): Promise<string[]> {
  const read = async (path: string): Promise<unknown> => (await fetch(api.address(path))).json();
  const index = await read("data.json");
  const names = isRecord(index) && isNames(index["packs"]) ? index["packs"].filter((name) => name.startsWith("sites/labels-")) : [];
  const packs = await Promise.all(names.map((name) => read(`models/packs/${name}`)));
  return packs.flatMap((pack) => {
    const entries: unknown[] = isRecord(pack) && Array.isArray(pack["entries"]) ? pack["entries"] : [];
    return entries.flatMap((entry) => (isRecord(entry) && entry["label"] === "add-to-cart" && Array.isArray(entry["words"]) ? entry["words"].filter((word) => typeof word === "string") : []));
  });
}

async function met(): Promise<string[]> {
  const value = (await api.read("session", MET_KEY))[MET_KEY];
  return isAddresses(value) ? value : [];
}

/** A listing's address: what stands behind `#` does not change it. */
const listingOf = (url: string): string => url.split("#")[0] ?? url;

/** Only where several signs speak against a listing, the person wants to be asked and has not been. */
export async function wordsToMeet(state: State, url: string, { ask_before_buying }: Settings): Promise<string[]> {
  if (state !== "high" || !ask_before_buying || (await met()).includes(listingOf(url))) return [];
  return buyWords();
}

export async function remember(url: string): Promise<void> {
  const others = (await met()).filter((known) => known !== listingOf(url));
  await api.write("session", { [MET_KEY]: [...others, listingOf(url)].slice(-MET) });
}
