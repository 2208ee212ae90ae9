
/** One file of an evidence package. */
export interface ReportFile {
  path: string;
  bytes: Uint8Array;
}

/** Everything that was captured; `created` and `at` are ISO 8601, UTC. */
export interface ReportMaterial {
  snapshot: Snapshot;
  photos: { src: string; bytes: Uint8Array }[];
  /** The visible part of the page, PNG or JPEG. */
  screenshot?: Uint8Array;
  events: { at: string; what: string; detail?: string }[];
  software: string;
  created: string;
  /** The answer that the person saw. */
  live_state?: State;
}

/** What is let in, and which words more are taken out. */
export interface ReportChoice {
  snapshot: boolean;
  listing: boolean;
  assessment: boolean;
  screenshot: boolean;
  photos_left_out: number[];
  /** Kinds of redaction that are switched off. */
  reveal: string[];
  own_words: string[];
}

/** What was taken out of one part of the page: the kind and how many, never the value. */
export interface Redaction {
  category: string;
  place: string;
  count: number;
}

/** A package before it is signed: `to_sign` is what an Ed25519 key signs, `manifest_sha256` a passkey's challenge. */
export interface ReportDraft {
  files: ReportFile[];
  to_sign: Uint8Array;
  manifest_sha256: Uint8Array;
  redactions: Redaction[];
  assessment: Assessment;
}

/** A passkey's answer, all bytes in base64; `public_key` is a SubjectPublicKeyInfo. */
export interface ReportPasskey {
  algorithm: 'ES256' | 'EdDSA';
  public_key: string;
  authenticator_data: string;
  client_data_json: string;
  signature: string;
}

/** Raw public key (32 bytes) and signature (64 bytes) of an Ed25519 key, and a passkey's answer. */
export interface ReportSignatures {
  ed25519?: { key: Uint8Array; signature: Uint8Array };
  passkey?: ReportPasskey;
}

/** What came of checking a package. */
export interface Verification {
  intact: boolean;
  proofs: ({ kind: 'ed25519'; key_sha256: string } | { kind: 'passkey'; key_sha256: string; algorithm: string; origin: string })[];
  checks: { what: string; path: string; fault?: string }[];
  replay:
    | { outcome: 'same' }
    | { outcome: 'not-asked' }
    | { outcome: 'differs'; differences: string[]; versions: string[] }
    | { outcome: 'not-possible'; reason: string };
  redactions: Redaction[];
  left_out: string[];
  url: string;
  created: string;
  software: string;
}

/** One package in the columns of a desk. */
export interface ReportSubject {
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
  /** 64-bit difference hashes, 16 hex digits. */
  photos: { path: string; phash: string }[];
  screenshot?: string;
  created: string;
}

/** Who reports: `country` is ISO 3166-1 alpha-2 or empty. */
export interface ReportPerson {
  country: string;
  has_account: boolean;
  case: 'suspected' | 'bought' | 'ip';
}

/** Where a report can go; `closed` says why it does not go there from this person. */
export interface ReportDoor {
  channel: {
    id: string;
    name: string;
    kind: string;
    sites: string[];
    brands: string[];
    countries: string[];
    cases: ReportPerson['case'][];
    may_file: string;
    url: string;
    email?: string;
    needs: string[];
    dsa_notice: boolean;
    xarf: boolean;
    languages: string[];
    answer: string;
    checked: string;
    source: string;
  };
  closed?: string;
}

/** Who writes; each may be empty. */
export interface ReportSender {
  name?: string;
  email?: string;
  order_number?: string;
  note?: string;
}

/** A text ready to be copied; `missing` is what the channel asks for and the person has not given. */
export interface ReportLetter {
  subject: string;
  body: string;
  mailto: string;
  eml: string;
  missing: string[];
}
