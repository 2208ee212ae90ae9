// What outlives the page of a report: the signing key and the packages that were saved, in the extension's own database.

const DATABASE = "touchstone";
const STORES = ["keys", "packages"] as const;

export async function opened(store: (typeof STORES)[number], mode: IDBTransactionMode): Promise<IDBObjectStore> {
  const request = indexedDB.open(DATABASE, 1);
  request.addEventListener("upgradeneeded", () => STORES.forEach((name) => request.result.createObjectStore(name)));
  const database = await done(request);
  const transaction = database.transaction(store, mode);
  for (const end of ["complete", "abort", "error"]) transaction.addEventListener(end, () => database.close());
  return transaction.objectStore(store);
}

export function done<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error ?? new Error("no store")));
  });
}

/** Keeps a package. False where the browser has no room for it. */
export async function keepPackage(id: string, bytes: Uint8Array<ArrayBuffer>): Promise<boolean> {
  try {
    const { quota = 0, usage = 0 } = await navigator.storage.estimate();
    // Half of what the browser gives stays free for everything else.
    if (usage + bytes.byteLength > quota / 2) return false;
    await done((await opened("packages", "readwrite")).put(bytes, id));
    return true;
  } catch {
    return false;
  }
}

export async function keptPackage(id: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
  try {
    const kept: unknown = await done((await opened("packages", "readonly")).get(id));
    return kept instanceof Uint8Array ? new Uint8Array(kept) : undefined;
  } catch {
    return undefined;
  }
}

export async function forgetPackage(id: string): Promise<void> {
  await done((await opened("packages", "readwrite")).delete(id));
}

/** Forgets the key and every package. */
export async function forgetEverything(): Promise<void> {
  await done(indexedDB.deleteDatabase(DATABASE));
}
