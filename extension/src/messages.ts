// Every message that passes between the extension's parts, with the guard that its receiver applies.
//
//   page ──Check, Ping, OpenPanel, Met, Rested──▶ background ──HostJob──▶ host ──BoxLoad, BoxJob──▶ box ──▶ engine worker
//   page ◀──Told, Recheck, FindPhoto, CheckPhoto── background ◀──CheckTab, CheckSample── popup, panel, welcome page
//   page ◀──ShowPlace── panel
//   page ◀──GivePictures── report ──BoxLoad, BoxReport──▶ box ──▶ engine worker
//
// There is no message to or from a web page's own scripts, and none from another extension.

import { isAssessment, type Assessment } from "./messages/assessment.ts";
import { isLooks, type Look } from "./messages/look.ts";
import { either, integer, isBoolean, listOf, object, oneOf, optional, text, bytes, type Guard } from "./messages/guard.ts";
import { ADDRESS_UNITS, STRING_UNITS } from "./messages/limits.ts";
import { isAsk, isGiven, type Ask, type Given } from "./messages/report.ts";
import { fits, isPictures, isSnapshot, type Picture, type Snapshot } from "./messages/snapshot.ts";

/** Why a page could not be checked. Each has a message `state_reason_<code with _ for ->`. */
export const REASONS = [
  "engine-missing", // no WebAssembly here, or the engine file is damaged
  "engine-data", // a pack or model was refused
  "engine-crashed", // twice on this page
  "engine-timeout", // twice over the time limit
  "page-refused", // the engine could not read the snapshot
  "page-too-large", // over the message limit
  "busy", // too many checks wait
  "interrupted", // the background was stopped by the browser
] as const;
export type Reason = (typeof REASONS)[number];
export const isReason: Guard<Reason> = oneOf(...REASONS);

/** Names one check of one document: `<random document part>:<number>`. */
const job = text(64);

/** The page asks for a check. Answered with a {@link Told} (messages/told.ts). Repeating it does no harm. */
export interface Check {
  type: "check";
  job: string;
  snapshot: Snapshot;
  /** Empty for the quick answer. */
  pictures: Picture[];
  /** How each of the pictures was read. */
  looks: Look[];
}
const isCheckShape: Guard<Check> = object<Check>({ type: oneOf("check"), job, snapshot: isSnapshot, pictures: isPictures, looks: isLooks });
const isCheck: Guard<Check> = (value): value is Check => isCheckShape(value) && fits(value.snapshot, value.pictures);

/** The page still waits. Its only use is that Firefox counts it as activity. */
export interface Ping {
  type: "ping";
}
/** The person asked for the panel. */
export interface OpenPanel {
  type: "open-panel";
  /** Part of the panel to show first. */
  part: "signs" | "report";
}
/** The person asked, in popup or panel, to check a tab now. */
export interface CheckTab {
  type: "check-tab";
  tab: number;
}
/** The background asks the page for a fresh check. */
export interface Recheck {
  type: "recheck";
}
/** The person answered the question before buying; it is not asked again for this address. */
export interface Met {
  type: "met";
  url: string;
}
/** Checking rests on this page, because the person paused it. */
export interface Rested {
  type: "rested";
}
/** The welcome page asks for a check of the sample that comes with the extension. Answered with a {@link Result}. */
export interface CheckSample {
  type: "check-sample";
  snapshot: Snapshot;
}
/** The panel asks the page to scroll to a place and outline it. Answered with a {@link Shown}. */
export interface ShowPlace {
  type: "show-place";
  /** CSS paths into the page as it was read, best first. */
  paths: string[];
  /** Words that stand there, for where no path leads to them any more. */
  text?: string;
  /** Address of the picture. */
  image?: string;
}
/** `exact`: outlined. `near`: the place was found, not the words in it. `none`: the page has it no more, or does not show it. */
export type Shown = "exact" | "near" | "none";
export const isShown: Guard<Shown> = oneOf("exact", "near", "none");

export const isRecheck: Guard<Recheck> = object<Recheck>({ type: oneOf("recheck") });
const isPing: Guard<Ping> = object<Ping>({ type: oneOf("ping") });
const isOpenPanel: Guard<OpenPanel> = object<OpenPanel>({ type: oneOf("open-panel"), part: oneOf("signs", "report") });
const isMet: Guard<Met> = object<Met>({ type: oneOf("met"), url: text(ADDRESS_UNITS) });
const isRested: Guard<Rested> = object<Rested>({ type: oneOf("rested") });
const isCheckSample: Guard<CheckSample> = object<CheckSample>({ type: oneOf("check-sample"), snapshot: isSnapshot });
export const isShowPlace: Guard<ShowPlace> = object<ShowPlace>({
  type: oneOf("show-place"),
  paths: listOf(text(STRING_UNITS), 8),
  text: optional(text(STRING_UNITS)),
  image: optional(text(ADDRESS_UNITS)),
});
const isCheckTab: Guard<CheckTab> = object<CheckTab>({ type: oneOf("check-tab"), tab: integer(0, 2 ** 31) });

export type FromPage = Check | Ping | OpenPanel | Met | Rested;
export const isFromPage: Guard<FromPage> = either(isCheck, either(either(isPing, isOpenPanel), either(isMet, isRested)));

export type FromOwnPage = CheckTab | CheckSample;
export const isFromOwnPage: Guard<FromOwnPage> = either(isCheckTab, isCheckSample);

/** The answer to a check. */
export type Result = { ok: true; assessment: Assessment } | { ok: false; reason: Reason };
export const isResult: Guard<Result> = either(
  object<{ ok: true; assessment: Assessment }>({ ok: (value): value is true => value === true, assessment: isAssessment }),
  object<{ ok: false; reason: Reason }>({ ok: (value): value is false => value === false, reason: isReason }),
);

/** Background to host (the offscreen document; in Firefox a plain call). */
export interface HostJob {
  type: "host-job";
  snapshot: Snapshot;
  pictures: Picture[];
}
const isHostJobShape: Guard<HostJob> = object<HostJob>({ type: oneOf("host-job"), snapshot: isSnapshot, pictures: isPictures });
export const isHostJob: Guard<HostJob> = (value): value is HostJob => isHostJobShape(value) && fits(value.snapshot, value.pictures);

/** A file of the package. */
export interface DataFile {
  name: string;
  bytes: Uint8Array<ArrayBuffer>;
}
/** Largest file of the package, far above what is shipped. */
const FILE_BYTES = 64 << 20;
const isDataFile: Guard<DataFile> = object<DataFile>({ name: text(256), bytes: bytes(FILE_BYTES) });

/** Host to box, once after the frame has loaded: everything that the engine worker needs. */
export interface BoxLoad {
  type: "load";
  /** Source of the engine worker: the wasm-bindgen glue and our own few lines, both from the package. */
  script: string;
  wasm: Uint8Array<ArrayBuffer>;
  models: DataFile[];
  packs: DataFile[];
}
/** Host to box: one page. */
export interface BoxJob {
  type: "job";
  id: number;
  snapshot: Snapshot;
  pictures: Picture[];
}
/** A report's page to its box: one step of making a report. */
export interface BoxReport {
  type: "report";
  id: number;
  ask: Ask;
}
export type ToBox = BoxLoad | BoxJob | BoxReport;
const isBoxLoad: Guard<BoxLoad> = object<BoxLoad>({
  type: oneOf("load"),
  script: text(FILE_BYTES),
  wasm: bytes(FILE_BYTES),
  models: listOf(isDataFile, 64),
  packs: listOf(isDataFile, 1_024),
});
const id = integer(0, Number.MAX_SAFE_INTEGER);
const isBoxJob: Guard<BoxJob> = object<BoxJob>({ type: oneOf("job"), id, snapshot: isSnapshot, pictures: isPictures });
const isBoxReport: Guard<BoxReport> = object<BoxReport>({ type: oneOf("report"), id, ask: isAsk });
export const isToBox: Guard<ToBox> = either(isBoxLoad, either(isBoxJob, isBoxReport));

/** Box to host: the engine stands ready. */
export interface BoxReady {
  type: "ready";
}
/** Box to host: the answer for a page. */
export interface BoxDone {
  type: "done";
  id: number;
  assessment: Assessment;
}
/** Box to a report's page: the step is done. */
export interface BoxReported {
  type: "reported";
  id: number;
  given: Given;
}
/** Box to host: something failed; `id` is 0 while loading. */
export interface BoxFailed {
  type: "failed";
  id: number;
  /** The engine's stable error code, or `missing`, or `trap`. */
  code: string;
  /** One line for a person who looks for the cause. */
  detail: string;
  /** Whether the engine is of no further use. */
  fatal: boolean;
}
export type FromBox = BoxReady | BoxDone | BoxReported | BoxFailed;
export const isFromBox: Guard<FromBox> = either(
  object<BoxReady>({ type: oneOf("ready") }),
  either(
    either(
      object<BoxDone>({ type: oneOf("done"), id, assessment: isAssessment }),
      object<BoxReported>({ type: oneOf("reported"), id, given: isGiven }),
    ),
    object<BoxFailed>({ type: oneOf("failed"), id, code: text(64), detail: text(1_000), fatal: isBoolean }),
  ),
);

