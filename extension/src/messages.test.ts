import assert from "node:assert/strict";
import { test } from "node:test";
import type { Assessment } from "./messages/assessment.ts";
import { isAssessment } from "./messages/assessment.ts";
import { isPlainData } from "./messages/guard.ts";
import { PICTURE_BYTES, PICTURES, SNAPSHOT_BYTES, SNAPSHOT_IMAGES } from "./messages/limits.ts";
import { isLooks } from "./messages/look.ts";
import { isPageRecord, stateOf, type PageRecord } from "./messages/record.ts";
import { isPictures, isSnapshot } from "./messages/snapshot.ts";
import { isTold, untold } from "./messages/told.ts";
import { isFromBox, isFromOwnPage, isFromPage, isHostJob, isRecheck, isResult, isShowPlace, isToBox } from "./messages.ts";

const snapshot = { schema: 1, url: "https://shop.example/", html: "<p>", images: [{ src: "https://shop.example/a.jpg", alt: "", width_px: 1, height_px: 1, shown: true }] };
const assessment: Assessment = {
  schema: 1, state: "no-signs", posterior_permille: 20, weight_centibans: 0, families: [], findings: [], listing: { kind: "product" }, skipped: [],
  engine: { version: "0.1.0", model: [], packs: [] }, digest: "00",
};
const finding = { rule: "a-rule", family: "price", weight_centibans: 60, grade: "clear", basis: "judged", message: { key: "rule_a_rule", args: ["1"] }, quotes: [{ text: "x", where: "/price" }], source: "s" };
const check = { type: "check", job: "a:1", snapshot, pictures: [], looks: [] };

test("each message is taken in its own shape", () => {
  assert.ok(isFromPage(check));
  assert.ok(isFromPage({ type: "ping" }));
  assert.ok(isFromPage({ type: "open-panel", part: "report" }));
  assert.ok(isFromPage({ type: "met", url: "https://shop.example/" }));
  assert.ok(isFromPage({ type: "rested" }));
  assert.ok(isFromOwnPage({ type: "check-tab", tab: 3 }));
  assert.ok(isFromOwnPage({ type: "check-sample", snapshot }));
  assert.ok(isShowPlace({ type: "show-place", paths: ["#a > p"], text: "words" }));
  assert.ok(isTold(untold("https://shop.example/", "busy")));
  assert.ok(isRecheck({ type: "recheck" }));
  assert.ok(isHostJob({ type: "host-job", snapshot, pictures: [] }));
  assert.ok(isResult({ ok: true, assessment }));
  assert.ok(isResult({ ok: false, reason: "engine-timeout" }));
  assert.ok(isToBox({ type: "job", id: 1, snapshot, pictures: [{ src: "a", bytes: new Uint8Array(4) }] }));
  assert.ok(isFromBox({ type: "ready" }));
  assert.ok(isFromBox({ type: "done", id: 1, assessment: { ...assessment, findings: [finding] } }));
  assert.ok(isResult({ ok: true, assessment: { ...assessment, would_change: [{ rules: ["a-rule"], state: "no-signs" }] } }));
  assert.ok(isFromBox({ type: "failed", id: 0, code: "pack-invalid", detail: "", fatal: true }));
});

test("a message with a key too many, too few or of another type is refused", () => {
  assert.ok(!isFromPage({ ...check, tab: 7 }));
  assert.ok(!isFromPage({ ...check, job: 1 }));
  assert.ok(!isFromPage({ type: "check", job: "a:1", snapshot }));
  assert.ok(!isFromPage({ type: "open-panel", part: "https://evil.example" }));
  assert.ok(!isFromPage({ type: "check-tab", tab: 3 }));
  assert.ok(!isFromPage({ type: "check-sample", snapshot }));
  assert.ok(!isFromOwnPage({ type: "check-tab", tab: -1 }));
  assert.ok(!isFromOwnPage({ type: "check-tab", tab: 1.5 }));
  assert.ok(!isSnapshot({ ...snapshot, language: null }));
  assert.ok(!isSnapshot({ ...snapshot, schema: 2 }));
  assert.ok(!isResult({ ok: false, reason: "because" }));
  for (const value of [undefined, null, 1, "check", [], [check], () => check]) assert.ok(!isFromPage(value));
});

test("a key that only the prototype has does not count", () => {
  assert.ok(!isRecheck(Object.create({ type: "recheck" })));
  assert.ok(!isFromPage(JSON.parse('{"type":"ping","__proto__":{"a":1}}')));
});

test("what is over a bound is refused", () => {
  assert.ok(!isSnapshot({ ...snapshot, html: "x".repeat(SNAPSHOT_BYTES + 1) }));
  assert.ok(!isSnapshot({ ...snapshot, images: Array(SNAPSHOT_IMAGES + 1).fill(snapshot.images[0]) }));
  assert.ok(!isPictures([{ src: "a", bytes: new Uint8Array(PICTURE_BYTES + 1) }]));
  assert.ok(!isPictures(Array(PICTURES + 1).fill({ src: "a", bytes: new Uint8Array(1) })));
  const picture = { src: "a", bytes: new Uint8Array(PICTURE_BYTES) };
  assert.ok(isPictures([picture, picture]));
  assert.ok(!isFromPage({ ...check, pictures: [picture, picture] }), "two such pictures and a page exceed a message");
});

test("pixels must be as many as their size says", () => {
  assert.ok(isPictures([{ src: "a", width_px: 2, height_px: 1, rgba: new Uint8Array(8) }]));
  assert.ok(!isPictures([{ src: "a", width_px: 2, height_px: 2, rgba: new Uint8Array(8) }]));
  assert.ok(!isPictures([{ src: "a", width_px: 8_192, height_px: 8_192, rgba: new Uint8Array(8) }]));
});

test("an assessment with a state, family or number of its own invention is refused", () => {
  assert.ok(isAssessment(assessment));
  assert.ok(!isAssessment({ ...assessment, state: "genuine" }));
  assert.ok(!isAssessment({ ...assessment, posterior_permille: 1_001 }));
  assert.ok(!isAssessment({ ...assessment, weight_centibans: Number.NaN }));
  assert.ok(!isAssessment({ ...assessment, findings: [{ ...finding, family: "mood" }] }));
  assert.ok(!isAssessment({ ...assessment, findings: [{ ...finding, quotes: [{ where: 1 }] }] }));
  assert.ok(!isAssessment({ ...assessment, listing: { price: () => 1 } }));
});

test("plain data is bounded in depth and number", () => {
  let deep: unknown = 1;
  for (let level = 0; level < 40; level += 1) deep = [deep];
  assert.ok(!isPlainData(deep, 16, 1_000));
  assert.ok(!isPlainData(Array(1_001).fill(0), 16, 1_000));
  assert.ok(!isPlainData([Number.POSITIVE_INFINITY], 16, 10));
  assert.ok(isPlainData({ a: [1, "b", null, true] }, 16, 10));
});

test("a record says what a person is told", () => {
  const record: PageRecord = { job: "a:1", url: "https://shop.example/", at_ms: 1, state: "no-signs", result: { ok: true, assessment }, pictures: "none", marks: [], looks: [] };
  assert.ok(isPageRecord(record));
  assert.ok(!isPageRecord({ ...record, state: undefined }));
  assert.equal(stateOf({ ok: false, reason: "busy" }, "none"), "could-not-check");
  assert.equal(stateOf({ ok: true, assessment }, "read"), "no-signs");
  assert.equal(stateOf({ ok: true, assessment }, "failed"), "could-not-check", "no signs would claim more than was looked at");
  assert.equal(stateOf({ ok: true, assessment: { ...assessment, state: "high" } }, "failed"), "high", "signs already found stay said");
});

test("a thumbnail is a small JPEG and nothing else", () => {
  const look = (thumb: string): unknown => [{ src: "https://shop.example/a.jpg", way: "canvas", thumb }];
  assert.ok(isLooks(look("data:image/jpeg;base64,AAAA")));
  for (const thumb of ["https://shop.example/a.jpg", "data:image/svg+xml;base64,AAAA", "data:image/jpeg;base64,AA AA", `data:image/jpeg;base64,${"A".repeat(20_000)}`]) assert.ok(!isLooks(look(thumb)), thumb.slice(0, 40));
});
