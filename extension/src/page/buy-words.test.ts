import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { namesBuying } from "./buy-words.ts";

declare const EXTENSION: string;
interface Pack {
  entries: { label: string; words: string[] }[];
}
const folder = path.join(EXTENSION, "../models/packs/sites");
const packs = readdirSync(folder).filter((name) => name.startsWith("labels-")).map((name) => JSON.parse(readFileSync(path.join(folder, name), "utf8")) as Pack);
const words = packs.flatMap(({ entries }) => entries.filter(({ label }) => label === "add-to-cart").flatMap(({ words: own }) => own));

test("a button to buy is known by the words of the packs, in any case and spacing", () => {
  for (const text of ["Add to cart", "  ADD\n TO  BAG ", "Buy it now", "In den Warenkorb", "カートに入れる", "立即购买 ¥99", "أضف إلى السلة", "Купить"]) assert.ok(namesBuying([text], words), text);
});

test("other controls are left alone", () => {
  for (const text of ["", "Search", "View details", "Buyer protection", "Sign in", "Save for later", "Add to cart ".repeat(9)]) assert.ok(!namesBuying([text], words), text);
});
