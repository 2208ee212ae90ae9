// What is known of a package: the shapes of src/wasm/report.d.ts that the pages for receivers show.

import type { State } from "../../extension/src/messages/assessment.ts";
import type { Redaction } from "../../extension/src/messages/report.ts";

export interface Verification {
  intact: boolean;
  proofs: ({ kind: "ed25519"; key_sha256: string } | { kind: "passkey"; key_sha256: string; algorithm: string; origin: string })[];
  checks: { what: string; path: string; fault?: string }[];
  replay: { outcome: "same" | "not-asked" } | { outcome: "differs"; differences: string[]; versions: string[] } | { outcome: "not-possible"; reason: string };
  redactions: Redaction[];
  left_out: string[];
  url: string;
  created: string;
  software: string;
}
export interface Subject {
  url: string;
  shop: string;
  title: string;
  brand: string;
  price: string;
  seller: string;
  trader: string;
  contacts: string[];
  state?: State;
  signs: string[];
  photos: { path: string; phash: string }[];
  screenshot?: string;
  created: string;
}
/** A picture of a package, with the type that its first bytes say. */
export interface PackagePicture {
  path: string;
  blob: Blob;
}

/** What a page asks its worker: to judge a package again, to read it for the desk, for its pictures, for a table, for XARF. */
export type Question =
  | { what: "verify"; bytes: Uint8Array }
  | { what: "read"; bytes: Uint8Array }
  | { what: "pictures"; bytes: Uint8Array }
  | { what: "table"; subjects: Subject[] }
  | { what: "xarf"; bytes: Uint8Array; email: string };
export interface Answers {
  verify: Verification;
  read: { verification: Verification; subject: Subject };
  pictures: PackagePicture[];
  table: string;
  xarf: Record<string, unknown>;
}
export type Reply = { id: number; given: Answers[keyof Answers] } | { id: number; failed: string };
