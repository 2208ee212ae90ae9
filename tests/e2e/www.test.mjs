// The web page in a plain Chromium: a saved page is checked in the tab, and only the page's own files are asked for.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { plainChromium, root, until } from "./browsers.mjs";
import { serve } from "./server.mjs";

const demo = path.join(root, "tests/pages/demo");
const expected = JSON.parse(await readFile(path.join(demo, "expected.json"), "utf8"));

describe("the web page", () => {
  let server, browser, page;
  const state = () => page.evaluate(() => document.querySelector("main .state")?.className.replace("state ", ""));
  before(async () => {
    await promisify(execFile)(process.execPath, [path.join(root, "www/build.mjs")]);
    server = await serve(path.join(root, "www"));
    browser = await plainChromium();
    page = await browser.newPage();
    await page.goto(`${server.origin}/index.html`);
    await until("the engine", () => page.evaluate(() => !document.querySelector("#file").disabled));
  });
  after(async () => {
    await browser?.close();
    server?.close();
  });

  for (const [name, { state: wanted }] of Object.entries(expected)) {
    test(`${name} gets the state ${wanted} and asks for nothing`, async () => {
      const before = server.log.length;
      await page.evaluate(() => document.querySelector("main").replaceChildren());
      await (await page.$("#file")).uploadFile(path.join(demo, name));
      await until("an answer", state);
      assert.equal(await state(), wanted);
      assert.equal(server.log.length, before);
    });
  }

  test("a file that is no page is said to be none", async () => {
    await page.evaluate(() => document.querySelector("main").replaceChildren());
    await (await page.$("#file")).uploadFile(path.join(demo, "pictures/bag.jpg"));
    await until("an answer", state);
    assert.equal(await state(), "could-not-check");
    assert.notEqual(await page.evaluate(() => document.querySelector("#note").textContent), "");
  });
});
