// A person confirms a report with a passkey: made for the one report, asked to sign the hash of its manifest.

import type { Passkey } from "../messages/report.ts";

/** COSE names of the algorithms (RFC 9053). */
const ALGORITHMS = new Map([[-7, "ES256"], [-8, "EdDSA"]] as const);
const TIME_MS = 120_000;

export const canConfirm = (): boolean => typeof PublicKeyCredential === "function";

/** Asks for the confirmation. Throws where the person refuses or the browser cannot. */
export async function confirm(manifest_sha256: Uint8Array<ArrayBuffer>, title: string): Promise<Passkey> {
  const made = await navigator.credentials.create({
    publicKey: {
      challenge: crypto.getRandomValues(new Uint8Array(32)),
      rp: { name: "Touchstone" },
      user: { id: crypto.getRandomValues(new Uint8Array(16)), name: title, displayName: title },
      pubKeyCredParams: [...ALGORITHMS.keys()].map((alg) => ({ type: "public-key", alg })),
      authenticatorSelection: { userVerification: "required", residentKey: "discouraged" },
      timeout: TIME_MS,
    },
  });
  const created = responseOf(made);
  if (!(created instanceof AuthenticatorAttestationResponse) || !(made instanceof PublicKeyCredential)) throw new Error("no passkey");
  const key = created.getPublicKey();
  const algorithm = ALGORITHMS.get(created.getPublicKeyAlgorithm() as -7 | -8);
  if (!key || !algorithm) throw new Error("no key");
  const asserted = responseOf(await navigator.credentials.get({
    publicKey: { challenge: manifest_sha256, allowCredentials: [{ type: "public-key", id: made.rawId }], userVerification: "required", timeout: TIME_MS },
  }));
  if (!(asserted instanceof AuthenticatorAssertionResponse)) throw new Error("no confirmation");
  return {
    algorithm,
    public_key: base64(key),
    authenticator_data: base64(asserted.authenticatorData),
    client_data_json: base64(asserted.clientDataJSON),
    signature: base64(asserted.signature),
  };
}

function responseOf(credential: Credential | null): AuthenticatorResponse | undefined {
  return credential instanceof PublicKeyCredential ? credential.response : undefined;
}

function base64(buffer: ArrayBuffer): string {
  return btoa(Array.from(new Uint8Array(buffer), (byte) => String.fromCharCode(byte)).join(""));
}
