import assert from "node:assert/strict";
import { test } from "node:test";
import { originOf, placeOf } from "./places.ts";

const listing = {
  trace: {
    "/title": { source: "visible-text", where: "#main > h1" },
    "/price": { source: "json-ld", where: "html > head > script#/offers/price" },
    "/seller": { source: "adapter", where: "#seller" },
  },
  cards: [{ title: "a", where: "#grid > li:nth-of-type(1)" }],
};

test("a pointer leads to the traced place or to what holds it; a place in data leads to no element", () => {
  assert.deepEqual(placeOf({ where: "/title", text: "x" }, listing), { type: "show-place", paths: ["#main > h1"], text: "x" });
  assert.deepEqual(placeOf({ where: "/seller/name", text: "x" }, listing).paths, ["#seller"]);
  assert.deepEqual(placeOf({ where: "/price", text: "1" }, listing).paths, []);
  assert.deepEqual(placeOf({ where: "/cards/0/image", image: "https://a.example/b.jpg" }, listing), { type: "show-place", paths: ["#grid > li:nth-of-type(1)"], image: "https://a.example/b.jpg" });
  assert.deepEqual(placeOf({ where: "/cards/7/price" }, listing).paths, []);
  assert.deepEqual(placeOf({ where: "body > p:nth-of-type(2)", text: "x" }, listing).paths, ["body > p:nth-of-type(2)"]);
  assert.deepEqual(placeOf({ where: "/__proto__/title" }, {}).paths, []);
});

test("a fact says where it was read", () => {
  assert.equal(originOf("/price", listing), "html > head > script#/offers/price");
  assert.equal(originOf("/sku", listing), "");
});
