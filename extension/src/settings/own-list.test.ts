import assert from "node:assert/strict";
import { test } from "node:test";
import type { OwnEntry } from "../messages/decision.ts";
import { exported, imported, isSame, merged, OWN_ENTRIES } from "./entries.ts";

const entry = (name: string, at_ms = 1, stance: OwnEntry["stance"] = "trust"): OwnEntry => ({ subject: "seller", name, site: "market.example", stance, at_ms });

test("what is exported comes back as it was", () => {
  const list = [entry("a"), entry("名前", 2, "distrust")];
  assert.deepEqual(imported(exported(list)), list);
});

test("a file that is none of ours is refused", () => {
  for (const text of ["", "{", "[]", '{"schema":2,"own_list":[]}', '{"schema":1,"own_list":[{"name":"a"}]}', '{"schema":1}']) assert.equal(imported(text), undefined, text);
  assert.equal(imported(exported(Array.from({ length: OWN_ENTRIES + 1 }, (_, at) => entry(String(at))))), undefined);
});

test("two entries about the same do not stand side by side; the added one counts", () => {
  assert.deepEqual(merged([entry("Shop A"), entry("b")], [entry("ｓhop  a", 2, "distrust")]).map(({ stance }) => stance), ["trust", "distrust"]);
  assert.ok(isSame(entry("A b"), entry("a  B")));
  assert.ok(!isSame(entry("a"), { ...entry("a"), site: "other.example" }));
});
