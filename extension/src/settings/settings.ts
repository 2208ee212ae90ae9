// What a person has set: stored in this browser only. A field that is missing or damaged has its first value, so a newer
// version never loses what an older one stored.

import * as api from "../api.ts";
import { SENSITIVITIES, type Sensitivity } from "../messages/decision.ts";
import { integer, isBoolean, isRecord, listOf, oneOf, text, type Guard } from "../messages/guard.ts";

export interface Settings {
  /** Toolbar only; nothing is drawn into pages. */
  quiet: boolean;
  /** Pictures of other sites may be asked of their server once more. Off unless a person turns it on. */
  ask_again: boolean;
  /** Host names on which nothing is checked. */
  paused: string[];
  /** Nothing is checked anywhere until then, milliseconds since 1970; {@link FOREVER_MS} until it is switched on again. */
  paused_until_ms: number;
  sensitivity: Sensitivity;
  /** Ask once before buying where the answer is `high`. */
  ask_before_buying: boolean;
  /** A word or sign of the person's own in everything drawn into pages: a shop cannot know it. */
  mark: string;
}

export const FOREVER_MS = Number.MAX_SAFE_INTEGER;
export const HOUR_MS = 3_600_000;
/** Longest own mark, UTF-16 units. */
export const MARK_UNITS = 16;

const KEY = "settings";
/** Host names kept; one is at most 253 characters (RFC 1035). */
const PAUSED = 1_000;

const FIRST: Settings = { quiet: false, ask_again: false, paused: [], paused_until_ms: 0, sensitivity: "usual", ask_before_buying: true, mark: "" };
const GUARDS: { [K in keyof Settings]: Guard<Settings[K]> } = {
  quiet: isBoolean,
  ask_again: isBoolean,
  paused: listOf(text(253), PAUSED),
  paused_until_ms: integer(0, FOREVER_MS),
  sensitivity: oneOf(...SENSITIVITIES),
  ask_before_buying: isBoolean,
  mark: text(MARK_UNITS),
};

export function settingsFrom(value: unknown): Settings {
  const stored = isRecord(value) ? value : {};
  const fields = Object.entries(GUARDS).map(([key, guard]) => [key, (guard as Guard<unknown>)(stored[key]) ? stored[key] : FIRST[key as keyof Settings]]);
  return Object.fromEntries(fields) as Settings;
}

export async function readSettings(): Promise<Settings> {
  return settingsFrom((await api.read("local", KEY))[KEY]);
}

export async function change(part: Partial<Settings>): Promise<void> {
  await api.write("local", { [KEY]: { ...(await readSettings()), ...part } });
}

export async function setPaused(host: string, paused: boolean): Promise<void> {
  const others = (await readSettings()).paused.filter((name) => name !== host);
  await change({ paused: paused ? [...others, host].slice(-PAUSED) : others });
}

/** Whether nothing is to be checked on this host now. */
export function isPaused(settings: Settings, host: string, now_ms: number): boolean {
  return settings.paused_until_ms > now_ms || settings.paused.includes(host);
}

export function onSettings(handle: () => void): void {
  api.onStored("local", (keys) => {
    if (keys.includes(KEY)) handle();
  });
}
