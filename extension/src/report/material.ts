// Everything that a report is made from: the record of the tab, the photos as the page gives them once more, the picture of the screen.

import * as api from "../api.ts";
import type { Assessment } from "../messages/assessment.ts";
import type { Look } from "../messages/look.ts";
import { isPageRecord, keyOf, shotKey, type PageRecord } from "../messages/record.ts";
import type { Ask, CaptureEvent, Choice, GivePictures } from "../messages/report.ts";
import { isPictures, type Picture, type Snapshot } from "../messages/snapshot.ts";
import { localeOf } from "./languages.ts";
import { wordsOf } from "./words.ts";

export interface Material {
  snapshot: Snapshot;
  assessment: Assessment;
  looks: readonly Look[];
  photos: Picture[];
  /** A PNG as a `data:` address. */
  screenshot?: string;
  events: CaptureEvent[];
}

const isShot = (value: unknown): value is string => typeof value === "string" && value.startsWith("data:image/png;base64,");
const utc = (at_ms: number): string => `${new Date(at_ms).toISOString().slice(0, 19)}Z`;

/** Nothing where the tab has moved on, or its page was too large to keep. */
export async function gather(tab: number): Promise<Material | undefined> {
  const stored = await api.read("session", null);
  const record: unknown = stored[keyOf(tab)];
  if (!isPageRecord(record) || !record.result.ok || !record.snapshot) return undefined;
  const screenshot: unknown = stored[shotKey(tab)];
  await api.forget("session", [shotKey(tab)]);
  const ask: GivePictures = { type: "give-pictures", srcs: record.looks.map(({ src }) => src) };
  const given = ask.srcs.length > 0 ? await api.askTab(tab, ask) : [];
  const photos = isPictures(given) ? given : [];
  return {
    snapshot: record.snapshot,
    assessment: record.result.assessment,
    looks: record.looks,
    photos,
    ...(isShot(screenshot) ? { screenshot } : {}),
    events: eventsOf(record, photos.length, isShot(screenshot)),
  };
}

function eventsOf(record: PageRecord, photos: number, shot: boolean): CaptureEvent[] {
  const now = utc(Date.now());
  return [
    { at: utc(record.at_ms), what: "page-read" },
    ...(photos > 0 ? [{ at: now, what: "pictures-read", detail: String(photos) }] : []),
    ...(shot ? [{ at: now, what: "screenshot-taken" }] : []),
  ];
}

/** The question for a package of this material. */
export async function draftAsk(material: Material, choice: Choice): Promise<Extract<Ask, { what: "draft" }>> {
  const created = utc(Date.now());
  return {
    what: "draft",
    words: await wordsOf(localeOf([api.language()])),
    snapshot: material.snapshot,
    photos: material.photos,
    ...(material.screenshot ? { screenshot: api.bytesOfAddress(material.screenshot) } : {}),
    events: [...material.events, { at: created, what: "package-made" }],
    software: `touchstone-extension ${api.version()}`,
    created,
    live_state: material.assessment.state,
    choice,
  };
}
