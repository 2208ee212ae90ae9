// What a person does: read the panel, pause a site, be left in peace; and what pages do: change under us, lay traps.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { BROWSERS, buildForTests, launch, openOwnPage, pause, recordOf, root, stored, until } from "./browsers.mjs";
import { ownElements, ownText, pressBadge } from "./badge.mjs";
import { serve } from "./server.mjs";

const TRAPS = `<!doctype html><html lang="en"><title>Blue mug</title><body>
<form><input name="attributes"><input name="firstChild"><input name="nodeType"><input name="localName"><input name="shadowRoot"><p>In the form</p></form>
<img name="documentElement"><img name="images"><img name="body"><form name="readyState"></form>
<h1>Blue mug</h1><p>$12.00</p><p hidden>Not shown</p><p style="visibility:hidden">Nor this</p><p data-ts-hidden>Shown all the same</p>
<script>Element.prototype.getAttribute = () => { throw new Error("trap"); }; Object.prototype.state = "no-signs";</script>
<button>Add to cart</button></body></html>`;
const MOVING = `<!doctype html><html lang="en"><title>Shop</title><body><h1>Shop</h1><p id="at">$10.00</p></body></html>`;

await buildForTests();
// A picture of another server, which the page shows but may not read.
const elsewhere = await serve(path.join(root, "tests/pages/demo"));
const POINTED = `<!doctype html><html lang="en"><title>Blue mug</title><body><h1>Blue mug</h1><p>$12.00</p>
<img src="${elsewhere.origin}/pictures/mug.jpg" width="240" height="240" alt="Blue mug"><button>Add to cart</button></body></html>`;
const server = await serve(path.join(root, "tests/pages/demo"), { "/traps.html": TRAPS, "/moving.html": MOVING, "/pointed.html": POINTED });
after(() => {
  server.close();
  elsewhere.close();
});

for (const name of BROWSERS) {
  describe(`in ${name}`, () => {
    let session;
    let own;
    const open = async (file) => {
      const page = await session.browser.newPage();
      await page.goto(`${server.origin}/${file}`);
      return page;
    };
    const setting = (value) => own.evaluate((settings) => (globalThis.browser ?? chrome).storage.local.set({ settings }), value);
    before(async () => {
      session = await launch(name);
      own = await openOwnPage(session, "options.html");
    });
    after(() => session?.browser.close());

    test("a page's traps neither hide it nor stop the check", async () => {
      const page = await open("traps.html");
      const { snapshot, state } = await recordOf(own, page.url());
      assert.notEqual(state, "could-not-check");
      assert.match(snapshot.html, /<p>In the form<\/p>/);
      assert.match(snapshot.html, /<p hidden="" data-ts-hidden>Not shown<\/p>/);
      assert.match(snapshot.html, /<p style="visibility:hidden" data-ts-hidden>Nor this<\/p>/);
      assert.match(snapshot.html, /<p>Shown all the same<\/p>/);
      assert.doesNotMatch(snapshot.html, /trap/);
      await page.close();
    });

    test("a page that changes its address or content is checked anew", async () => {
      const page = await open("moving.html");
      await recordOf(own, page.url());
      await page.evaluate(() => {
        history.pushState({}, "", "moving.html?item=2");
        document.querySelector("#at").textContent = "$20.00";
      });
      await recordOf(own, `${server.origin}/moving.html?item=2`);
      await page.evaluate(() => document.body.append(Object.assign(document.createElement("p"), { textContent: "Ships today" })));
      await recordOf(own, `${server.origin}/moving.html?item=2`, ({ snapshot }) => snapshot.html.includes("Ships today"));
      await page.close();
    });

    test("a page that a person goes back to is checked again", async () => {
      const page = await open("honest-shop.html?back");
      const url = page.url();
      await recordOf(own, url);
      await page.goto(`${server.origin}/news-article.html?next`);
      await recordOf(own, page.url());
      await page.evaluate(() => history.back());
      await recordOf(own, url);
      await page.close();
    });

    test("the badge opens with a press and leads to the panel; a script cannot press it", async () => {
      const page = await open("replica-shop.html");
      const { tab } = await recordOf(own, page.url(), ({ pictures }) => pictures === "read");
      await until("the badge", async () => (await ownElements(page)).length > 0);
      await page.evaluate(() => {
        for (const element of document.documentElement.children) if (element.localName === "div") element.click();
      });
      await pause(200);
      assert.equal((await panels(own)).length, 0);
      await pressBadge(page);
      if (name === "chromium") await until("the open card", async () => /Why/.test(await ownText(page)));
      else await pause(300);
      const why = await page.evaluate(() => ({ x: document.documentElement.clientWidth - 320, y: innerHeight - 46 }));
      await page.mouse.click(why.x, why.y);
      // Beside the page where the browser can do that, else in a tab.
      await until("the panel", async () => (await panels(own)).some((url) => url.includes("panel.html")));
      if (name === "firefox") assert.ok((await panels(own))[0].endsWith(`panel.html?tab=${tab}#signs`));
      await page.close();
    });

    test("a photo that a person points at takes part, from the screen where the page may not read it", async () => {
      const page = await open("pointed.html");
      const { tab, looks } = await recordOf(own, page.url());
      assert.deepEqual(looks, []);
      const src = `${elsewhere.origin}/pictures/mug.jpg`;
      const send = (message) => own.evaluate((to, what) => (globalThis.browser ?? chrome).tabs.sendMessage(to, what, { frameId: 0 }), tab, message);
      const found = await send({ type: "find-photo", src });
      assert.equal(found.at, "screen");
      assert.equal(found.sight.width_px, 240);
      assert.equal(found.sight.viewport_px, await page.evaluate(() => innerWidth));
      assert.deepEqual(await send({ type: "find-photo", src: `${elsewhere.origin}/pictures/other.jpg` }), { at: "nowhere" });
      // What the browser's own capture gives a background, which no script may ask for without a press on the menu.
      await own.evaluate(async (to, address) => {
        const canvas = new OffscreenCanvas(64, 64);
        const context = canvas.getContext("2d");
        context.fillStyle = "#36a";
        context.fillRect(8, 8, 48, 48);
        const bytes = new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer());
        await (globalThis.browser ?? chrome).tabs.sendMessage(to, { type: "check-photo", src: address, bytes }, { frameId: 0 });
      }, tab, src);
      const record = await recordOf(own, page.url(), ({ pictures }) => pictures === "read");
      assert.deepEqual(record.looks, [{ src, way: "screen" }]);
      assert.ok(record.result.assessment.listing.images.some((image) => image.src === src));
      assert.equal(record.result.assessment.skipped.some(({ where }) => where === src), false);
      await page.close();
    });

    test("quiet mode draws nothing into pages", async () => {
      await setting({ quiet: true, ask_again: false, paused: [] });
      const page = await open("replica-shop.html?quiet");
      await recordOf(own, page.url());
      assert.deepEqual(await ownElements(page), []);
      await page.close();
    });

    test("a paused site is not read until it is resumed on the options page", async () => {
      await setting({ quiet: false, ask_again: false, paused: ["127.0.0.1"] });
      const page = await open("replica-shop.html?paused");
      await pause(1_000);
      assert.equal(Object.values(await stored(own)).some((value) => value.url === page.url()), false);
      const options = await openOwnPage(session, "options.html");
      await until("the site's row", () => options.$("#sites button"));
      await options.click("#sites button");
      // Both answers, or the second one would come after the erasing.
      await recordOf(own, page.url(), ({ pictures }) => pictures === "read");
      await options.click("#erase");
      await until("the note", () => options.evaluate(() => document.querySelector("#done").textContent !== ""));
      assert.deepEqual(await stored(own), {});
      await options.close();
      await page.close();
    });

    test("every page of the extension has its words", async () => {
      for (const file of ["panel.html?tab=1", "popup.html", "options.html"]) {
        const page = await openOwnPage(session, file);
        await until("the words", () => page.evaluate(() => document.querySelector("h1")?.textContent));
        const bare = await page.evaluate(() => [...document.querySelectorAll("[data-message], h1, h2, button, label")].filter((element) => !element.textContent.trim() && !element.closest("[hidden]")).map((element) => element.outerHTML));
        assert.deepEqual(bare, [], file);
        await page.close();
      }
    });
  });
}

/** Addresses of the panels that are open: Chromium names the side panel, Firefox the tab. */
function panels(ownPage) {
  return ownPage.evaluate(async () => {
    const ext = globalThis.browser ?? chrome;
    const contexts = (await ext.runtime.getContexts?.({})) ?? [];
    const tabs = await ext.tabs.query({});
    return [...contexts.map(({ documentUrl }) => documentUrl), ...tabs.map(({ url }) => url)].filter((url) => url?.includes("panel.html"));
  });
}
