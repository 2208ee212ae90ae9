// What packages have in common.

import type { Subject, Verification } from "./package.ts";

export interface Row {
  file: File;
  verification?: Verification;
  subject?: Subject;
  /** Why it could not be read. */
  failed?: string;
}
export const WAYS = ["shop", "seller", "brand", "photo", "contact"] as const;
export type Way = (typeof WAYS)[number];
export interface Group {
  name: string;
  rows: Row[];
}

/** Bits of 64 that two hashes of the same photo may differ in: what another size and another JPEG leave. Judged, not measured. */
const SAME_PHOTO_BITS = 6;

/** Groups by what rows have in common, the largest first; a row stands in each of its groups. What could not be read comes last. */
export function groups(rows: readonly Row[], way: Way, unnamed: string): Group[] {
  const read = rows.filter((row) => row.subject !== undefined);
  const named = way === "photo" ? byPhoto(read) : byName(read, way, unnamed);
  const failed = rows.filter((row) => row.subject === undefined);
  return [...named.sort((a, b) => b.rows.length - a.rows.length), ...(failed.length > 0 ? [{ name: "✗", rows: failed }] : [])];
}

function byName(rows: readonly Row[], way: Exclude<Way, "photo">, unnamed: string): Group[] {
  const named = rows.flatMap((row) => {
    const names = namesOf(row.subject, way);
    return (names.length > 0 ? names : [unnamed]).map((name) => ({ name, row }));
  });
  return [...Map.groupBy(named, ({ name }) => name)].map(([name, of]) => ({ name, rows: of.map(({ row }) => row) }));
}

function namesOf(subject: Subject | undefined, way: Exclude<Way, "photo">): string[] {
  if (!subject) return [];
  const { shop, seller, brand, contacts } = subject;
  const name = { shop, seller: seller === "" ? "" : `${seller} · ${shop}`, brand }[way === "contact" ? "shop" : way];
  return way === "contact" ? contacts : name === "" ? [] : [name];
}

/** Packages with the same photo, and with photos that are the same as those, and so on. */
function byPhoto(rows: readonly Row[]): Group[] {
  const photos = rows.flatMap((row, at) => (row.subject?.photos ?? []).flatMap(({ phash }) => (phash.length === 16 ? [{ at, high: Number.parseInt(phash.slice(0, 8), 16), low: Number.parseInt(phash.slice(8), 16) }] : [])));
  const parent = rows.map((_, at) => at);
  const root = (at: number): number => {
    let top = at;
    while (parent[top] !== undefined && parent[top] !== top) top = parent[top] ?? top;
    return top;
  };
  photos.forEach((photo, index) => {
    for (let before = 0; before < index; before += 1) {
      const other = photos[before];
      if (other && bits(photo.high ^ other.high) + bits(photo.low ^ other.low) <= SAME_PHOTO_BITS) parent[root(other.at)] = root(photo.at);
    }
  });
  return [...Map.groupBy(rows.keys(), root).values()].map((at) => at.flatMap((index) => rows[index] ?? [])).map((of) => ({ name: of[0]?.subject?.title ?? "", rows: of }));
}

function bits(number: number): number {
  let left = number - ((number >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
