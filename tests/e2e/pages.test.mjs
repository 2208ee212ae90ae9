// The demo pages in both browsers: the state that each must get, the same digest everywhere, and not one request.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { buildForTests, BROWSERS, launch, openOwnPage, recordOf, root, until } from "./browsers.mjs";
import { ownElements, ownText } from "./badge.mjs";
import { serve } from "./server.mjs";

const folder = path.join(root, "tests/pages/demo");
const expected = JSON.parse(await readFile(path.join(folder, "expected.json"), "utf8"));
const messages = JSON.parse(await readFile(path.join(root, "extension/_locales/en/messages.json"), "utf8"));
const BIN = process.env.TOUCHSTONE_BIN;
const stateKey = (state) => `state_${state.replaceAll("-", "_")}`;

await buildForTests();
const server = await serve(folder);
/** Digest without pictures of each page in the browsers so far. */
const digests = new Map();
after(() => server.close());

for (const name of BROWSERS) {
  describe(`demo pages in ${name}`, () => {
    let session;
    let own;
    before(async () => {
      session = await launch(name);
      own = await openOwnPage(session, "options.html");
    });
    after(() => session?.browser.close());

    for (const [file, { state }] of Object.entries(expected)) {
      test(`${file} gets the state ${state}`, async () => {
        const page = await session.browser.newPage();
        const url = `${server.origin}/${file}`;
        await page.evaluateOnNewDocument(() => {
          globalThis.shifted = 0;
          // Firefox has no such entries; there the sum stays 0.
          new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (globalThis.shifted += value))).observe({ type: "layout-shift", buffered: true });
        });
        await page.goto(url);
        const record = await recordOf(own, url, settled);
        assert.equal(record.state, state);

        const panel = await openOwnPage(session, `panel.html?tab=${record.tab}`);
        await until("the panel", () => panel.evaluate(() => document.querySelector("main")?.dataset.state));
        const shown = await panel.evaluate(() => ({ state: document.querySelector("main").dataset.state, title: document.querySelector("h1").textContent, rules: [...document.querySelectorAll(".signs:not(.cards) .sign")].map((sign) => sign.dataset.rule), cards: document.querySelectorAll("[data-card]").length }));
        assert.equal(shown.state, state);
        assert.equal(shown.title, messages[stateKey(state)].message);
        assert.deepEqual(shown.rules.toSorted(), record.result.assessment.findings.filter(({ weight_centibans }) => weight_centibans !== 0).map(({ rule }) => rule).sort());
        const marked = (record.result.assessment.cards ?? []).filter((card) => card.state === "high" || card.state === "caution");
        assert.equal(shown.cards, marked.length);
        await panel.close();

        await checkBadge(name, page, state, marked);
        assert.equal(await page.evaluate(() => globalThis.shifted), 0, "nothing in the page moved");
        const title = await own.evaluate((tab) => (globalThis.browser ?? chrome).action.getTitle({ tabId: tab }), record.tab);
        assert.equal(title, `Touchstone: ${messages[stateKey(state)].message}`);
        digests.set(file, { ...digests.get(file), [name]: { plain: record.digest_without_pictures, full: record.result.assessment.digest, snapshot: record.snapshot, pictures: record.pictures } });
        await page.close();
      });
    }

    test("the server saw no request that the pages did not make", () => {
      const allowed = new Set(["document", "style", "image", "script", "font"]);
      const odd = server.log.filter(({ dest, origin }) => !allowed.has(dest) || origin !== "");
      assert.deepEqual(odd, []);
      const seen = server.log.map((request) => request.path);
      const twice = seen.filter((entry, at) => entry.includes("/pictures/") && seen.indexOf(entry) !== at);
      assert.deepEqual(twice, []);
      assert.ok(seen.length > Object.keys(expected).length);
      server.log.length = 0;
    });
  });
}

describe("the same answer everywhere", () => {
  for (const file of Object.keys(expected)) {
    test(`${file}: both browsers take the same snapshot and reach the same digest`, { skip: BROWSERS.length < 2 }, () => {
      const { chromium, firefox } = digests.get(file);
      assert.equal(firefox.snapshot.html, chromium.snapshot.html);
      assert.deepEqual(firefox.snapshot, chromium.snapshot);
      assert.equal(firefox.plain, chromium.plain);
      assert.equal(firefox.pictures, chromium.pictures);
      assert.equal(firefox.full, chromium.full);
    });
    test(`${file}: the command line reaches the same digests from the saved snapshot, without and with pictures`, { skip: BIN ? false : "TOUCHSTONE_BIN is not set" }, async () => {
      const work = await mkdtemp(path.join(tmpdir(), "touchstone-"));
      const answer = async (...args) => JSON.parse((await promisify(execFile)(BIN, ["check", "--json", ...args], { maxBuffer: 64 << 20 })).stdout).digest;
      for (const [name, { snapshot, plain, full }] of Object.entries(digests.get(file))) {
        const saved = path.join(work, `${name}.snapshot.json`);
        await writeFile(saved, JSON.stringify(snapshot));
        assert.equal(await answer(saved), plain, name);
        assert.equal(await answer(saved, "--images", path.join(folder, "pictures")), full, name);
      }
      await rm(work, { recursive: true });
    });
  }
});

/** All pictures had loaded, and the second answer, with them, has come. */
function settled({ result, pictures, snapshot }) {
  if (snapshot?.images.some(({ width_px }) => width_px === 0)) return false;
  const wanted = result.ok && result.assessment.skipped.some(({ what, reason }) => what === "picture" && reason === "not-given");
  return !result.ok || pictures !== "none" || !wanted;
}

async function checkBadge(name, page, state, marked) {
  const elements = await until("the badge", async () => {
    const found = await ownElements(page);
    return state === "not-shopping" || found.length > 0 ? found : undefined;
  });
  assert.ok(elements.every(({ attributes, shadow }) => attributes === 0 && shadow), "a page sees bare elements only");
  if (state === "not-shopping") assert.deepEqual(elements, []);
  if (name !== "chromium") return;
  const text = await ownText(page);
  if (state === "not-shopping") assert.equal(text, "");
  else assert.ok(text.includes(messages[stateKey(state)].message), text);
  const words = marked.map((card) => messages[`state_short_${card.state}`].message);
  for (const word of new Set(words)) assert.ok(text.split(word).length > words.filter((other) => other === word).length, text);
}
