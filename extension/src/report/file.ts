// Files that the person saves: made here, never fetched.

import { el } from "../ui/dom.ts";

/** Long enough for a browser that asks where to save. */
const KEPT_MS = 60_000;

export function save(name: string, content: BlobPart, type: string): void {
  const link = el("a", { href: URL.createObjectURL(new Blob([content], { type })), download: name });
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), KEPT_MS);
}

/** `touchstone-<host>-<day>`, with only what every file system takes. */
export function nameFor(url: string, at_ms: number): string {
  const host = URL.canParse(url) ? new URL(url).hostname.replaceAll(/[^a-z0-9.-]/g, "") : "page";
  return `touchstone-${host}-${new Date(at_ms).toISOString().slice(0, 10)}`;
}
