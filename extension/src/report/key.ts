// The installation's signing key: Ed25519, made once, kept by the browser in a form that nobody can read out.

import { done, opened } from "./store.ts";

const NAME = "report";

/** Public key and signature over `message`; nothing where this browser has no Ed25519 or keeps nothing. */
export async function sign(message: Uint8Array<ArrayBuffer>): Promise<{ key: Uint8Array<ArrayBuffer>; signature: Uint8Array<ArrayBuffer> } | undefined> {
  try {
    const { publicKey, privateKey } = await keyPair();
    const [key, signature] = await Promise.all([crypto.subtle.exportKey("raw", publicKey), crypto.subtle.sign("Ed25519", privateKey, message)]);
    return { key: new Uint8Array(key), signature: new Uint8Array(signature) };
  } catch {
    return undefined;
  }
}

async function keyPair(): Promise<CryptoKeyPair> {
  const known: unknown = await done((await opened("keys", "readonly")).get(NAME));
  if (isPair(known)) return known;
  const made = (await crypto.subtle.generateKey("Ed25519", false, ["sign", "verify"])) as CryptoKeyPair;
  await done((await opened("keys", "readwrite")).put(made, NAME));
  return made;
}

function isPair(value: unknown): value is CryptoKeyPair {
  return typeof value === "object" && value !== null && "privateKey" in value && value.privateKey instanceof CryptoKey && "publicKey" in value && value.publicKey instanceof CryptoKey;
}
