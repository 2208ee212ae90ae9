// What a person has set: stored in this browser only.

import * as api from "../api.ts";
import { isBoolean, listOf, object, text, type Guard } from "../messages/guard.ts";

export interface Settings {
  /** Toolbar only; nothing is drawn into pages. */
  quiet: boolean;
  /** Pictures of other sites may be asked of their server once more. Off unless a person turns it on. */
  ask_again: boolean;
  /** Host names on which nothing is checked. */
  paused: string[];
}

const KEY = "settings";
/** Host names kept; one is at most 253 characters (RFC 1035). */
const PAUSED = 1_000;
const isSettings: Guard<Settings> = object<Settings>({ quiet: isBoolean, ask_again: isBoolean, paused: listOf(text(253), PAUSED) });

export async function readSettings(): Promise<Settings> {
  const value = (await api.read("local", KEY))[KEY];
  return isSettings(value) ? value : { quiet: false, ask_again: false, paused: [] };
}

export async function change(part: Partial<Pick<Settings, "quiet" | "ask_again">>): Promise<void> {
  await api.write("local", { [KEY]: { ...(await readSettings()), ...part } });
}

export async function setPaused(host: string, paused: boolean): Promise<void> {
  const settings = await readSettings();
  const others = settings.paused.filter((name) => name !== host);
  await api.write("local", { [KEY]: { ...settings, paused: paused ? [...others, host].slice(-PAUSED) : others } });
}

export function onSettings(handle: () => void): void {
  api.onStored("local", (keys) => {
    if (keys.includes(KEY)) handle();
  });
}
