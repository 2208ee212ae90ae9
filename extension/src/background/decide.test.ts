import assert from "node:assert/strict";
import { test } from "node:test";
import type { Assessment, State } from "../messages/assessment.ts";
import type { OwnEntry } from "../messages/decision.ts";
import type { Result } from "../messages.ts";
import { decide } from "./decide.ts";

const URL_HERE = "https://www.market.example/item";
const LISTING = { kind: "product", brand: "Nike", seller: { name: "Best  Store" }, shop: { domain: "market.example" } };
const answer = (state: State, more: Partial<Assessment> = {}): Result => ({
  ok: true,
  assessment: { schema: 1, state, posterior_permille: 20, weight_centibans: 0, families: [], findings: [], listing: LISTING, skipped: [], engine: { version: "1", model: [], packs: [] }, digest: "0", ...more },
});
const own = (subject: OwnEntry["subject"], name: string, stance: OwnEntry["stance"], site = ""): OwnEntry => ({ subject, name, site, stance, at_ms: 1 });
const told = (result: Result, list: OwnEntry[], sensitivity: "few" | "usual" | "many" = "usual") => decide({ url: URL_HERE, result, pictures: "none" }, list, sensitivity);

test("an own entry wins over the engine in both directions and says so", () => {
  const seller = own("seller", "best store", "distrust", "market.example");
  assert.deepEqual(told(answer("no-signs"), [seller]), { state: "high", decision: { by: "own-list", engine_state: "no-signs", entry: seller }, marks: [] });
  const shop = own("shop", "market.example", "trust");
  assert.deepEqual(told(answer("high"), [shop]), { state: "no-signs", decision: { by: "own-list", engine_state: "high", entry: shop }, marks: [] });
  assert.equal(told(answer("no-signs"), [own("brand", "NIKE", "distrust")]).state, "high");
});

test("the most specific entry counts", () => {
  const list = [own("shop", "market.example", "trust"), own("seller", "Best Store", "distrust", "market.example"), own("brand", "Nike", "trust")];
  assert.equal(told(answer("caution"), list).decision?.entry?.subject, "seller");
});

test("a seller's name counts only on its site", () => {
  assert.deepEqual(told(answer("caution"), [own("seller", "Best Store", "trust", "other.example")]), { state: "caution", marks: [] });
});

test("trust is no answer to a failed check, and no entry makes a shop of an article", () => {
  const failed: Result = { ok: false, reason: "engine-crashed" };
  assert.equal(told(failed, [own("shop", "www.market.example", "trust")]).state, "could-not-check");
  assert.equal(told(failed, [own("shop", "www.market.example", "distrust")]).state, "high");
  assert.equal(told(answer("not-shopping"), [own("shop", "market.example", "distrust")]).state, "not-shopping");
});

test("sensitivity changes what is mentioned, never several signs", () => {
  assert.deepEqual(told(answer("caution"), [], "few"), { state: "no-signs", decision: { by: "sensitivity", engine_state: "caution" }, marks: [] });
  const clear = answer("no-signs", { families: [{ family: "seller", weight_centibans: 50 }] });
  assert.equal(told(clear, [], "many").state, "caution");
  assert.equal(told(clear, [], "usual").state, "no-signs");
  assert.equal(told(answer("no-signs", { families: [{ family: "seller", weight_centibans: 49 }] }), [], "many").state, "no-signs");
  for (const step of ["few", "usual", "many"] as const) assert.equal(told(answer("high"), [], step).state, "high");
});

test("cards are marked by their own seller, and a distrusted one makes the page worth a look", () => {
  const cards = [{ title: "a", seller: "Best Store" }, { title: "b", seller: "Other" }, { title: "c" }];
  const page = answer("no-signs", { listing: { kind: "cards", shop: { domain: "market.example" }, cards }, cards: [{ card: 1, state: "caution", posterior_permille: 1, weight_centibans: 1, findings: [] }] });
  const entry = own("seller", "Best Store", "distrust", "market.example");
  const { state, marks, decision } = told(page, [entry]);
  assert.equal(state, "caution");
  assert.equal(decision?.entry, entry);
  assert.deepEqual(marks, [{ card: 0, state: "high", own: entry }, { card: 1, state: "caution" }]);
});
