// The person decides: own list, sensitivity, pauses, the question before buying, and "show me".
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { BROWSERS, buildForTests, launch, openOwnPage, pause, recordOf, root, stored, until } from "./browsers.mjs";
import { inOwnDialog, ownElements, ownText, pressBadge, pressOwn } from "./badge.mjs";
import { serve, silent } from "./server.mjs";

await buildForTests();
const server = await serve(path.join(root, "tests/pages/demo"));
after(() => server.close());
const settled = ({ pictures }) => pictures === "read";

for (const name of BROWSERS) {
  describe(`the person decides in ${name}`, () => {
    let session;
    let own;
    const ext = (call, ...args) => own.evaluate(call, ...args);
    const open = async (file) => {
      const page = await session.browser.newPage();
      // Wide enough that the badge lies over nothing that is pressed here.
      await page.setViewport({ width: 1280, height: 1000 });
      await page.goto(`${server.origin}/${file}`);
      return page;
    };
    const change = (part) => ext(async (values) => {
      const { local } = (globalThis.browser ?? chrome).storage;
      await local.set({ settings: { ...(await local.get("settings")).settings, ...values } });
    }, part);
    before(async () => {
      session = await launch(name);
      own = await openOwnPage(session, "options.html");
    });
    after(() => session?.browser.close());

    test("a trusted shop's answer is the person's, in panel, badge and toolbar, and says so; taken back, the engine's returns", async () => {
      const page = await open("replica-shop.html?trust");
      const { tab } = await recordOf(own, page.url(), settled);
      const panel = await openOwnPage(session, `panel.html?tab=${tab}`);
      const rows = () => panel.evaluate(() => [...document.querySelectorAll(".own .choice")].map((choice) => `${choice.closest("[role=group]").getAttribute("aria-label")}|${choice.className}|${choice.getAttribute("aria-pressed")}`));
      await until("the list", async () => (await rows()).length > 0);
      await panel.evaluate(() => document.querySelector('[aria-label^="Shop: "] .trust').scrollIntoView());
      await panel.click('[aria-label^="Shop: "] .trust');
      const record = await recordOf(own, page.url(), ({ decision }) => decision?.by === "own-list");
      assert.equal(record.state, "no-signs");
      assert.equal(record.decision.engine_state, "high");
      assert.equal(await until("the panel's words", () => panel.evaluate(() => (document.querySelector("h1").textContent.startsWith("You trust the shop") ? document.querySelector("main").dataset.state : ""))), "no-signs");
      const title = await ext((id) => (globalThis.browser ?? chrome).action.getTitle({ tabId: id }), tab);
      assert.match(title, /You trust the shop 127\.0\.0\.1/);
      if (name === "chromium") await until("the badge's words", async () => /You trust the shop/.test(await ownText(page)));
      await panel.click('[aria-label^="Shop: "] .trust');
      await recordOf(own, page.url(), ({ state, decision }) => state === "high" && !decision);
      await panel.close();
      await page.close();
    });

    test("a distrusted brand counts on every page that names it", async () => {
      await ext(() => (globalThis.browser ?? chrome).storage.local.set({ "own-list": [{ subject: "shop", name: "127.0.0.1", site: "", stance: "distrust", at_ms: 1 }] }));
      const page = await open("honest-shop.html?distrust");
      const { state, decision } = await recordOf(own, page.url());
      assert.equal(state, "high");
      assert.equal(decision.engine_state, "no-signs");
      await ext(() => (globalThis.browser ?? chrome).storage.local.remove("own-list"));
      await recordOf(own, page.url(), (record) => record.state === "no-signs");
      await page.close();
    });

    test("with few warnings some signs stay unsaid, several do not", async () => {
      await change({ sensitivity: "few" });
      const page = await open("market-results.html?few");
      const record = await recordOf(own, page.url());
      assert.equal(record.state, "no-signs");
      assert.equal(record.decision.by, "sensitivity");
      const shop = await open("replica-shop.html?few");
      assert.equal((await recordOf(own, shop.url())).state, "high");
      await change({ sensitivity: "usual" });
      await recordOf(own, page.url(), ({ state }) => state === "caution");
      await page.close();
      await shop.close();
    });

    for (const [button, resumes] of [["#pause-hour", true], ["#pause-site", true], ["#pause-all", true]]) {
      test(`${button} is one press in the popup; the page is left alone until resumed`, async () => {
        const page = await open(`replica-shop.html?${button.slice(1)}`);
        const { tab } = await recordOf(own, page.url(), settled);
        const popup = await openOwnPage(session, `popup.html?tab=${tab}`);
        await until("the button", () => popup.evaluate((id) => !document.querySelector(id).hidden && !document.querySelector("#pauses").hidden, button));
        await popup.click(button);
        await until("nothing is drawn", async () => (await ownElements(page)).length === 0);
        await until("nothing is kept", async () => !Object.values(await stored(own)).some((value) => value.url === page.url()));
        await until("the words", () => popup.evaluate(() => document.querySelector("h1").textContent === "Checking is paused"));
        if (resumes) await popup.click("#resume");
        await recordOf(own, page.url());
        await until("the badge", async () => (await ownElements(page)).length > 0);
        await popup.close();
        await page.close();
      });
    }

    test("buying is asked about once, by keyboard too; caution never asks", async () => {
      const page = await open("replica-shop.html?buy");
      await recordOf(own, page.url(), settled);
      await until("the badge", async () => (await ownElements(page)).length > 0);
      await page.evaluate(() => {
        globalThis.bought = 0;
        document.querySelector("main button").addEventListener("click", () => (globalThis.bought += 1));
      });
      const bought = () => page.evaluate(() => globalThis.bought);
      await page.bringToFront();
      // A script of the page buys as it likes: only a person is asked.
      await page.evaluate(() => document.querySelector("main button").click());
      assert.equal(await bought(), 1);
      await page.click("main button");
      await until("the question", () => inOwnDialog(page));
      assert.equal(await bought(), 1);
      if (name === "chromium") assert.match(await ownText(page), /Before you buy.*Go back.*See why.*Buy anyway/);
      await page.keyboard.press("Escape");
      await until("the question is gone", async () => !(await inOwnDialog(page)));
      await page.click("main button");
      assert.equal(await bought(), 2);
      // It is remembered for the listing when the page is loaded again.
      await page.reload();
      await recordOf(own, page.url(), settled);
      await page.evaluate(() => {
        globalThis.bought = 0;
        document.querySelector("main button").addEventListener("click", () => (globalThis.bought += 1));
      });
      await page.click("main button");
      assert.equal(await bought(), 1);
      await page.close();
    });

    test("“buy anyway” buys", async () => {
      const page = await open("replica-shop.html?anyway");
      await recordOf(own, page.url(), settled);
      await until("the badge", async () => (await ownElements(page)).length > 0);
      await page.evaluate(() => {
        globalThis.bought = 0;
        document.querySelector("main button").addEventListener("click", () => (globalThis.bought += 1));
      });
      await page.bringToFront();
      await page.click("main button");
      await until("the question", () => inOwnDialog(page));
      await page.keyboard.press("Tab");
      await page.keyboard.press("Tab");
      await page.keyboard.press("Enter");
      await until("bought", () => page.evaluate(() => globalThis.bought === 1));
      await page.close();
    });

    test("the question can be turned off", async () => {
      await change({ ask_before_buying: false });
      const page = await open("replica-shop.html?off");
      await recordOf(own, page.url(), settled);
      await page.evaluate(() => document.querySelector("main button").addEventListener("click", () => (globalThis.bought = 1)));
      await page.click("main button");
      assert.equal(await page.evaluate(() => globalThis.bought), 1);
      await change({ ask_before_buying: true });
      await page.close();
    });

    test("“show me” scrolls to the words and outlines them; what only stands in data is said to", async () => {
      const page = await open("replica-shop.html?show");
      const { tab } = await recordOf(own, page.url(), settled);
      await page.setViewport({ width: 700, height: 300 });
      const show = (place) => ext((id, what) => (globalThis.browser ?? chrome).tabs.sendMessage(id, what, { frameId: 0 }), tab, { type: "show-place", ...place });
      const before = (await ownElements(page)).length;
      assert.equal(await show({ paths: ["body > footer"], text: "crowntime.service@gmail.com" }), "exact");
      await until("the outline", async () => (await ownElements(page)).length === before + 1);
      await until("the place is in sight", () => page.evaluate(() => { const { top, bottom } = document.querySelector("footer p").getBoundingClientRect(); return top < innerHeight && bottom > 0; }));
      assert.equal(await show({ paths: ["main h1"], text: "no such words here" }), "near");
      assert.equal(await show({ paths: ["#gone", ":::"], text: "no such words here" }), "none");
      assert.equal(await show({ paths: [], image: `${server.origin}/pictures/bag.jpg` }), "exact");
      await page.close();
    });

    test("the person's own mark stands in badge and question", { skip: name !== "chromium" }, async () => {
      await change({ mark: "Kestrel" });
      const page = await open("replica-shop.html?mark");
      await recordOf(own, page.url(), settled);
      await until("the mark", async () => /Kestrel/.test(await ownText(page)));
      await pressBadge(page);
      await until("the open card", async () => /Why/.test(await ownText(page)));
      await page.bringToFront();
      await page.click("main button");
      await until("the question", () => inOwnDialog(page));
      assert.equal((await ownText(page)).split("Kestrel").length, 3);
      await pressOwn(page, "Go back");
      await change({ mark: "" });
      await page.close();
    });

    test("the own list goes out to a file and comes back", async () => {
      const list = [{ subject: "seller", name: "Best Store", site: "market.example", stance: "distrust", at_ms: 5 }];
      await ext((entries) => (globalThis.browser ?? chrome).storage.local.set({ "own-list": entries }), list);
      const options = await openOwnPage(session, "options.html");
      await until("the entry", () => options.$("#own-entries button"));
      await options.evaluate(() => {
        globalThis.blobs = [];
        const make = URL.createObjectURL;
        URL.createObjectURL = (blob) => (globalThis.blobs.push(blob), make.call(URL, blob));
      });
      await options.evaluate(() => document.querySelector("#own-export").click());
      const file = await until("the file", () => options.evaluate(() => globalThis.blobs[0]?.text()));
      assert.deepEqual(JSON.parse(file), { schema: 1, own_list: list });
      await options.evaluate(() => document.querySelector("#own-entries button").scrollIntoView());
      await options.click("#own-entries button");
      await until("it is empty", () => options.evaluate(() => !document.querySelector("#no-own").hidden));
      const take = (text) => options.evaluate((content) => {
        const files = new DataTransfer();
        files.items.add(new File([content], "list.json", { type: "application/json" }));
        const input = document.querySelector("#own-file");
        input.files = files.files;
        input.dispatchEvent(new Event("change"));
      }, text);
      await take(file);
      await until("the entry", () => options.evaluate(() => document.querySelector("#own-done").textContent === "Taken in: 1"));
      assert.deepEqual((await ext(() => (globalThis.browser ?? chrome).storage.local.get("own-list")))["own-list"], list);
      await take('{"schema":9}');
      await until("the refusal", () => options.evaluate(() => document.querySelector("#own-done").textContent.includes("Nothing was changed")));
      await ext(() => (globalThis.browser ?? chrome).storage.local.remove("own-list"));
      await options.close();
    });

    test("no request came from us", () => assert.deepEqual(silent(server.log), []));
  });
}
