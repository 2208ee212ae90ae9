// Small guards from which the guards of all messages are built. A guard never throws and looks at no more of a value than
// its bounds allow.

export type Guard<T> = (value: unknown) => value is T;
export type Guarded<G> = G extends Guard<infer T> ? T : never;

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** A string of at most `max` UTF-16 units. */
export function text(max: number): Guard<string> {
  return (value): value is string => typeof value === "string" && value.length <= max;
}

/** A safe integer in `min..=max`. */
export function integer(min: number, max: number): Guard<number> {
  return (value): value is number => Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max;
}

export const isBoolean: Guard<boolean> = (value): value is boolean => typeof value === "boolean";

/** Exactly one of the given values. */
export function oneOf<const T extends string | number>(...allowed: readonly T[]): Guard<T> {
  return (value): value is T => (allowed as readonly unknown[]).includes(value);
}

export function listOf<T>(guard: Guard<T>, max: number): Guard<T[]> {
  return (value): value is T[] => Array.isArray(value) && value.length <= max && value.every(guard);
}

/** The value or nothing: the key may be absent, never null. */
export interface OptionalGuard<T> {
  optional: Guard<T>;
}

export function optional<T>(guard: Guard<T>): OptionalGuard<T> {
  return { optional: guard };
}

type Shape<T> = { [K in keyof T]-?: undefined extends T[K] ? OptionalGuard<Exclude<T[K], undefined>> : Guard<T[K]> };

/** An object with exactly these keys: one key too many fails, so that nothing unexamined travels along. */
export function object<T extends object>(shape: Shape<T>): Guard<T> {
  const fields = Object.entries(shape) as [string, Guard<unknown> | OptionalGuard<unknown>][];
  const known = new Set(fields.map(([key]) => key));
  return (value): value is T => {
    if (!isRecord(value) || !Object.keys(value).every((key) => known.has(key))) return false;
    return fields.every(([key, guard]) => {
      const field = Object.hasOwn(value, key) ? value[key] : undefined;
      if (typeof guard === "function") return guard(field);
      return field === undefined || guard.optional(field);
    });
  };
}

export function either<A, B>(a: Guard<A>, b: Guard<B>): Guard<A | B> {
  return (value): value is A | B => a(value) || b(value);
}

/** Bytes of at most `max` length. Another realm's array is taken too: messages cross realms. */
export function bytes(max: number): Guard<Uint8Array<ArrayBuffer>> {
  return (value): value is Uint8Array<ArrayBuffer> =>
    ArrayBuffer.isView(value) && Object.prototype.toString.call(value) === "[object Uint8Array]" && value.byteLength <= max;
}

/** Plain JSON data, at most `depth` deep and `nodes` values in all. */
export function isPlainData(value: unknown, depth: number, nodes: number): boolean {
  let left = nodes;
  const walk = (item: unknown, levels: number): boolean => {
    left -= 1;
    if (left < 0 || levels < 0) return false;
    if (item === null || typeof item === "string" || typeof item === "boolean") return true;
    if (typeof item === "number") return Number.isFinite(item);
    if (Array.isArray(item)) return item.every((entry) => walk(entry, levels - 1));
    return isRecord(item) && Object.values(item).every((entry) => walk(entry, levels - 1));
  };
  return walk(value, depth);
}
