import assert from "node:assert/strict";
import { test } from "node:test";
import { localeOf } from "./languages.ts";

test("the first language that we speak is taken, its region where we have it", () => {
  assert.equal(localeOf(["it", "de-AT", "fr"]), "de");
  assert.equal(localeOf(["pt-PT"]), "pt_BR");
  assert.equal(localeOf(["zh-CN", "en"]), "zh_CN");
  assert.equal(localeOf(["it", "xx-YY"]), "en");
  assert.equal(localeOf([]), "en");
});
