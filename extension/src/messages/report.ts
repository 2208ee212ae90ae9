// What a report needs of the engine, and what it gives: the shapes of src/wasm/report.d.ts. The box has read hostile content, so what
// it gives is guarded like any other message.

import { isState, type State } from "./assessment.ts";
import { bytes, either, integer, isBoolean, isPlainData, isRecord, listOf, object, oneOf, optional, text, type Guard } from "./guard.ts";
import { ADDRESS_UNITS, PICTURES, STRING_UNITS } from "./limits.ts";
import { isPictures, isSnapshot, type Picture, type Snapshot } from "./snapshot.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** Largest package (src/limits.rs, `REPORT_BYTES`). */
const PACKAGE_BYTES = 160 << 20;
/** A locale file, far above what is shipped. */
const WORDS_BYTES = 1 << 20;
/** A letter with its quotes. */
const LETTER_UNITS = 256 << 10;

export interface ReportFile {
  path: string;
  bytes: Bytes;
}
export interface Redaction {
  category: string;
  place: string;
  count: number;
}
/** What goes in, and which words more are taken out. */
export interface Choice {
  snapshot: boolean;
  listing: boolean;
  assessment: boolean;
  screenshot: boolean;
  photos_left_out: number[];
  reveal: string[];
  own_words: string[];
}
export interface CaptureEvent {
  at: string;
  what: string;
  detail?: string;
}
/** A passkey's answer, bytes in base64. */
export interface Passkey {
  algorithm: "ES256" | "EdDSA";
  public_key: string;
  authenticator_data: string;
  client_data_json: string;
  signature: string;
}
export interface Signatures {
  ed25519?: { key: Bytes; signature: Bytes };
  passkey?: Passkey;
}
export const CASES = ["suspected", "bought", "ip"] as const;
export interface Person {
  country: string;
  has_account: boolean;
  case: (typeof CASES)[number];
}
export interface Sender {
  name: string;
  email: string;
  order_number: string;
  note: string;
}
/** The parts of a channel that are shown. */
export interface Door {
  channel: { id: string; name: string; url: string; languages: string[]; answer: string; xarf: boolean };
  closed?: string;
}
export interface Letter {
  subject: string;
  body: string;
  mailto: string;
  eml: string;
  missing: string[];
}

/** What the engine is asked. */
export type Ask =
  | { what: "draft"; words: Bytes; snapshot: Snapshot; photos: Picture[]; screenshot?: Bytes; events: CaptureEvent[]; software: string; created: string; live_state: State; choice: Choice }
  | { what: "seal"; files: ReportFile[]; signatures: Signatures }
  | { what: "doors"; url: string; listing: Record<string, unknown>; person: Person }
  | { what: "letter"; words: Bytes; channel: string; package: Bytes; sender: Sender }
  | { what: "xarf"; package: Bytes; sender: Sender }
  | { what: "table"; packages: Bytes[] };

/** What it answers. `photos` are the addresses of the photos that became files, in their order. */
export type Given =
  | { what: "draft"; files: ReportFile[]; to_sign: Bytes; manifest_sha256: Bytes; redactions: Redaction[]; photos: string[] }
  | { what: "seal"; package: Bytes }
  | { what: "doors"; doors: Door[] }
  | { what: "letter"; letter: Letter }
  | { what: "xarf"; json: string }
  | { what: "table"; csv: string };
export type GivenFor<W extends Ask["what"]> = Extract<Given, { what: W }>;

const name = text(256);
const line = text(STRING_UNITS);
const isFile = object<ReportFile>({ path: name, bytes: bytes(PACKAGE_BYTES) });
const isChoice = object<Choice>({
  snapshot: isBoolean,
  listing: isBoolean,
  assessment: isBoolean,
  screenshot: isBoolean,
  photos_left_out: listOf(integer(0, PICTURES), PICTURES),
  reveal: listOf(name, 16),
  own_words: listOf(line, 64),
});
const isEvent = object<CaptureEvent>({ at: name, what: name, detail: optional(line) });
const isPasskey = object<Passkey>({ algorithm: oneOf("ES256", "EdDSA"), public_key: line, authenticator_data: line, client_data_json: line, signature: line });
const isPerson = object<Person>({ country: text(2), has_account: isBoolean, case: oneOf(...CASES) });
const isSender = object<Sender>({ name: line, email: line, order_number: line, note: text(LETTER_UNITS) });
const isListing: Guard<Record<string, unknown>> = (value): value is Record<string, unknown> => isRecord(value) && isPlainData(value, 16, 100_000);
const isPackage = bytes(PACKAGE_BYTES);
type Asked<W extends Ask["what"]> = Extract<Ask, { what: W }>;
const isDraftAsk = object<Asked<"draft">>({
  what: oneOf("draft"), words: bytes(WORDS_BYTES), snapshot: isSnapshot, photos: isPictures, screenshot: optional(isPackage), events: listOf(isEvent, 64),
  software: name, created: name, live_state: isState, choice: isChoice,
});
const isSealAsk = object<Asked<"seal">>({
  what: oneOf("seal"),
  files: listOf(isFile, 64),
  signatures: object<Signatures>({ ed25519: optional(object<NonNullable<Signatures["ed25519"]>>({ key: bytes(32), signature: bytes(64) })), passkey: optional(isPasskey) }),
});
const isLetterAsk = object<Asked<"letter">>({ what: oneOf("letter"), words: bytes(WORDS_BYTES), channel: name, package: isPackage, sender: isSender });
export const isAsk: Guard<Ask> = either(
  either(either(isDraftAsk, isSealAsk), object<Asked<"doors">>({ what: oneOf("doors"), url: text(ADDRESS_UNITS), listing: isListing, person: isPerson })),
  either(isLetterAsk, either(
    object<Asked<"xarf">>({ what: oneOf("xarf"), package: isPackage, sender: isSender }),
    object<Asked<"table">>({ what: oneOf("table"), packages: listOf(isPackage, 1_024) }),
  )),
);

/** A form's address: nothing but a web page is ever opened. */
const isForm: Guard<string> = (value): value is string => text(ADDRESS_UNITS)(value) && value.startsWith("https://");
const isDoor = object<Door>({
  channel: object<Door["channel"]>({ id: name, name: line, url: isForm, languages: listOf(name, 64), answer: name, xarf: isBoolean }),
  closed: optional(name),
});
const isMailto: Guard<string> = (value): value is string => text(STRING_UNITS)(value) && (value === "" || value.startsWith("mailto:"));
const isLetter = object<Letter>({ subject: line, body: text(LETTER_UNITS), mailto: isMailto, eml: text(2 * LETTER_UNITS), missing: listOf(name, 8) });
const isRedaction = object<Redaction>({ category: name, place: name, count: integer(0, 2 ** 32) });
export const isGiven: Guard<Given> = either(
  either(
    object<GivenFor<"draft">>({
      what: oneOf("draft"), files: listOf(isFile, 64), to_sign: bytes(STRING_UNITS), manifest_sha256: bytes(32), redactions: listOf(isRedaction, 64), photos: listOf(text(ADDRESS_UNITS), PICTURES),
    }),
    object<GivenFor<"seal">>({ what: oneOf("seal"), package: isPackage }),
  ),
  either(
    either(object<GivenFor<"doors">>({ what: oneOf("doors"), doors: listOf(isDoor, 1_024) }), object<GivenFor<"letter">>({ what: oneOf("letter"), letter: isLetter })),
    either(object<GivenFor<"xarf">>({ what: oneOf("xarf"), json: text(16 << 20) }), object<GivenFor<"table">>({ what: oneOf("table"), csv: text(16 << 20) })),
  ),
);

/** The report page asks the shop's page for the photos that were looked at. Answered with pictures. */
export interface GivePictures {
  type: "give-pictures";
  srcs: string[];
}
export const isGivePictures: Guard<GivePictures> = object<GivePictures>({ type: oneOf("give-pictures"), srcs: listOf(text(ADDRESS_UNITS), PICTURES) });
