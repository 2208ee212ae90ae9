// `session` is memory only and goes with the browser session; `local` holds the settings.

import { ext } from "./ext.ts";

export type Area = "session" | "local";

export async function read(area: Area, key: string | null): Promise<Record<string, unknown>> {
  return ext.storage[area].get(key);
}
export async function write(area: Area, values: Record<string, unknown>): Promise<void> {
  await ext.storage[area].set(values);
}
export async function forget(area: Area, keys: string[]): Promise<void> {
  await ext.storage[area].remove(keys);
}
export async function forgetAll(): Promise<void> {
  await Promise.all([ext.storage.session.clear(), ext.storage.local.clear()]);
}
export function onStored(area: Area, handle: (keys: string[]) => void): void {
  ext.storage.onChanged.addListener((changes, where) => {
    if (where === area) handle(Object.keys(changes));
  });
}

/** Bytes that the settings take; what is kept in memory only is not counted. */
export async function storedBytes(): Promise<number> {
  const values = await ext.storage.local.get(null);
  return new TextEncoder().encode(JSON.stringify(values)).byteLength;
}
