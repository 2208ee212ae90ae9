// What the extension costs a page, counted and not timed; and pages that forbid what they can.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { gzipSync } from "node:zlib";
import { BROWSERS, buildForTests, launch, openOwnPage, pause, recordOf, root, stored, until } from "./browsers.mjs";
import { ownElements } from "./badge.mjs";
import { serve, silent } from "./server.mjs";

/** Largest content script, gzipped: every page of a shop loads it. */
const CONTENT_BYTES = 40_000;
const PLAIN = `<!doctype html><html lang="en"><title>Trees</title><body><h1>Trees</h1><p>An oak lives for 600 years and more.</p></body></html>`;
const STRICT = `<!doctype html><html lang="en"><meta http-equiv="content-security-policy" content="default-src 'none'; require-trusted-types-for 'script'; trusted-types 'none'"><title>Blue mug</title><body><h1>Blue mug</h1><p>$12.00</p><button>Add to cart</button></body></html>`;

await buildForTests();
const server = await serve(path.join(root, "tests/pages/demo"), { "/plain.html": PLAIN, "/strict.html": STRICT });
after(() => server.close());

test("the content script stays small", async () => {
  const { length } = gzipSync(await readFile(path.join(root, "extension/dist-test/content.js")));
  assert.ok(length <= CONTENT_BYTES, `${length} bytes`);
});

for (const name of BROWSERS) {
  describe(`cost in ${name}`, () => {
    let session;
    let own;
    before(async () => {
      session = await launch(name);
      own = await openOwnPage(session, "options.html");
    });
    after(() => session?.browser.close());

    test("a page without anything for sale is not read, unless the person asks", async () => {
      const page = await session.browser.newPage();
      await page.goto(`${server.origin}/plain.html`);
      // A shop opened later is answered first; by then this page would have asked too.
      const shop = await session.browser.newPage();
      await shop.goto(`${server.origin}/honest-shop.html`);
      await recordOf(own, shop.url());
      await pause(200);
      assert.equal(Object.values(await stored(own)).some((value) => value.url === page.url()), false);
      assert.deepEqual(await ownElements(page), []);
      const asked = await own.evaluate(async (url) => {
        const { runtime, tabs } = globalThis.browser ?? chrome;
        const tab = (await tabs.query({})).find((one) => one.url === url);
        return runtime.sendMessage({ type: "check-tab", tab: tab.id });
      }, page.url());
      assert.equal(asked, true);
      assert.equal((await recordOf(own, page.url())).state, "not-shopping");
      await shop.close();
      await page.close();
    });

    test("a page that forbids all it can is checked and gets its badge", async () => {
      const page = await session.browser.newPage();
      await page.goto(`${server.origin}/strict.html`);
      assert.notEqual((await recordOf(own, page.url())).state, "could-not-check");
      await until("the badge", async () => (await ownElements(page)).length > 0);
      await page.close();
    });

    test("no request came from us", () => assert.deepEqual(silent(server.log), []));
  });
}
