// Permissions for sites that the person adds

import { ext } from "./ext.ts";

/** Every shop there is. */
const EVERYWHERE = "https://*/*";
const ADDED_SCRIPT = "added-sites";
const patternOf = (origin: string): string => `${origin}/*`;

export async function mayReadAlways(origin: string): Promise<boolean> {
  return ext.permissions.contains({ origins: [patternOf(origin)] });
}
export async function mayReadEverywhere(): Promise<boolean> {
  return ext.permissions.contains({ origins: [EVERYWHERE] });
}

/** Asks; must stand first in a click. On yes the content script runs there from now on. */
export async function askToReadAlways(origin: string): Promise<boolean> {
  return ext.permissions.request({ origins: [patternOf(origin)] });
}
export async function askToReadEverywhere(): Promise<boolean> {
  return ext.permissions.request({ origins: [EVERYWHERE] });
}
export async function stopReadingEverywhere(): Promise<void> {
  await ext.permissions.remove({ origins: [EVERYWHERE] });
}

export function onPermissions(handle: () => void): void {
  ext.permissions.onAdded.addListener(handle);
  ext.permissions.onRemoved.addListener(handle);
}

/** Runs the content script from now on where the person has allowed it, beyond the marketplaces of the manifest. */
export async function registerForAll(): Promise<void> {
  const { origins = [] } = await ext.permissions.getAll();
  const named = new Set(ext.runtime.getManifest().host_permissions ?? []);
  const matches = origins.filter((origin) => !named.has(origin));
  const known = await ext.scripting.getRegisteredContentScripts({ ids: [ADDED_SCRIPT] });
  if (known.length > 0) await ext.scripting.unregisterContentScripts({ ids: [ADDED_SCRIPT] });
  if (matches.length > 0) await ext.scripting.registerContentScripts([{ id: ADDED_SCRIPT, js: ["content.js"], matches, runAt: "document_idle" }]);
}
