// What goes wrong must be said: crashes, endless work, damaged files, a background that the browser has stopped. And the box
// reaches no network, whatever runs in it.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import path from "node:path";
import { BROWSERS, buildForTests, launch, openOwnPage, recordOf, root, stored, until } from "./browsers.mjs";
import { withBrokenPack, withBrokenWasm, withFaultyEngine } from "./faults.mjs";
import { serve } from "./server.mjs";

const page = (words) => `<!doctype html><html lang="en"><title>Blue mug</title><body><h1>Blue mug</h1><p>$12.00</p><button>Add to cart</button><p>${words}</p></body></html>`;
const PAGES = { "/hang.html": page("fault: hang"), "/trap.html": page("fault: trap"), "/leak.html": page("fault: leak"), "/plain.html": page("Hand-made.") };

await buildForTests();
const server = await serve(path.join(root, "tests/pages/demo"), PAGES);
const faulty = await withFaultyEngine(server.origin);
after(async () => {
  server.close();
  await faulty.remove();
});

/** Opens a page and returns its record. */
async function check({ browser }, own, file) {
  const tab = await browser.newPage();
  const url = `${server.origin}/${file}`;
  await tab.goto(url);
  const record = await recordOf(own, url);
  await tab.close();
  return record;
}

for (const name of BROWSERS) {
  describe(`a faulty engine in ${name}`, () => {
    let session;
    let own;
    before(async () => {
      session = await launch(name, faulty.folder);
      own = await openOwnPage(session, "options.html");
    });
    after(() => session?.browser.close());

    test("a trap makes a new box; the page could not be checked, the next one can", async () => {
      const { state, result } = await check(session, own, "trap.html");
      assert.equal(state, "could-not-check");
      assert.equal(result.reason, "engine-crashed");
      assert.equal((await check(session, own, "plain.html")).result.ok, true);
    });

    test("endless work is ended; the page could not be checked, the next one can", async () => {
      const { state, result } = await check(session, own, "hang.html");
      assert.equal(state, "could-not-check");
      assert.equal(result.reason, "engine-timeout");
      assert.equal((await check(session, own, "plain.html")).result.ok, true);
    });

    test("the box reaches no server", async () => {
      assert.equal((await check(session, own, "leak.html")).result.ok, true);
      assert.deepEqual(server.log.filter((request) => request.path.startsWith("/leak/")), []);
    });

    test("a background that was stopped answers the next page", { skip: name !== "chromium" }, async () => {
      const cdp = await own.createCDPSession();
      await cdp.send("ServiceWorker.enable");
      await cdp.send("ServiceWorker.stopAllWorkers");
      assert.equal((await check(session, own, "plain.html?again")).result.ok, true);
    });

    test("nothing is kept of a page that the tab has left", async () => {
      await check(session, own, "plain.html?left");
      await until("a session without it", async () => !Object.values(await stored(own)).some((value) => value.url?.endsWith("?left")));
    });
  });

  for (const [what, make, reason] of [["engine file", withBrokenWasm, "engine-missing"], ["pack", withBrokenPack, "engine-data"]]) {
    test(`a damaged ${what} is said in ${name}`, async (t) => {
      const broken = await make();
      t.after(() => broken.remove());
      const session = await launch(name, broken.folder);
      t.after(() => session.browser.close());
      const own = await openOwnPage(session, "options.html");
      const { state, result, tab } = await check(session, own, "plain.html");
      assert.equal(state, "could-not-check");
      assert.equal(result.reason, reason);
      assert.ok(tab > 0);
    });
  }
}
