// The web pages in a plain Chromium: saved pages and reports are checked in the tab, and only the pages' own files are asked for.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { plainChromium, root, until } from "./browsers.mjs";
import { serve } from "./server.mjs";

const demo = path.join(root, "tests/pages/demo");
const expected = JSON.parse(await readFile(path.join(demo, "expected.json"), "utf8"));

before(() => promisify(execFile)(process.execPath, [path.join(root, "www/build.mjs")]));

describe("the web page", () => {
  let server, browser, page;
  const state = () => page.evaluate(() => document.querySelector("main .state")?.className.replace("state ", ""));
  before(async () => {
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

describe("the pages for those who receive reports", () => {
  const program = process.env.TOUCHSTONE_BIN ?? path.join(root, "target/release/touchstone");
  const shops = ["replica-shop", "honest-shop", "outlet-sale"];
  let folder, server, browser;
  const packageOf = (name) => path.join(folder, `${name}.zip`);
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), "touchstone-desk-"));
    for (const name of shops) {
      const url = `https://${name}.example/item`;
      await promisify(execFile)(program, ["report", path.join(demo, `${name}.html`), "--url", url, "--out", packageOf(name)]);
    }
    const bytes = await readFile(packageOf("replica-shop"));
    bytes[Math.floor(bytes.length / 2)] ^= 1;
    await writeFile(packageOf("touched"), bytes);
    await writeFile(packageOf("none"), "no archive");
    server = await serve(path.join(root, "www"));
    browser = await plainChromium();
  });
  after(async () => {
    await browser?.close();
    server?.close();
    await rm(folder, { recursive: true, force: true });
  });

  test("a report is checked and judged once more; one byte changed is found", async () => {
    const page = await browser.newPage();
    await page.goto(`${server.origin}/verify/index.html`);
    const look = async (name) => {
      await page.evaluate(() => document.querySelector("main").replaceChildren());
      await (await page.$("#file")).uploadFile(packageOf(name));
      return until("an answer", () => page.evaluate(() => {
        const state = document.querySelector("main .state")?.className;
        const note = document.querySelector("#note").textContent;
        if (state) return { state, outcome: document.querySelector("#replay").dataset.outcome, faults: document.querySelectorAll("#faults li").length };
        return document.querySelector("main").childElementCount === 0 && /:/.test(note) ? { note } : undefined;
      }));
    };
    assert.deepEqual(await look("replica-shop"), { state: "state no-signs", outcome: "same", faults: 0 });
    const touched = await look("touched");
    assert.ok(touched.note !== undefined || (touched.state === "state high" && touched.faults > 0), JSON.stringify(touched));
    assert.notEqual((await look("none")).note, undefined);
    await page.close();
  });

  test("many reports are grouped, shown with their pictures and written as a table", async () => {
    const before = server.log.length;
    const page = await browser.newPage();
    await page.goto(`${server.origin}/desk/index.html`);
    await (await page.$("#file")).uploadFile(...["replica-shop", "honest-shop", "outlet-sale", "none"].map(packageOf));
    await until("the packages", () => page.evaluate(() => document.querySelector("main").dataset.done === "4"));
    const named = () => page.evaluate(() => [...document.querySelectorAll("main summary")].map((summary) => summary.textContent));
    const shown = await named();
    assert.equal(shown.length, 4);
    assert.ok(shown.some((name) => name.startsWith("replica-shop.example")), String(shown));
    assert.equal(await page.evaluate(() => document.querySelectorAll('[data-intact="true"]').length), 3);
    await page.select("#way", "brand");
    assert.ok((await named()).some((name) => name.startsWith("Rolex")), String(await named()));
    const table = await page.evaluate(async () => {
      const made = new Promise((done) => {
        const make = URL.createObjectURL;
        URL.createObjectURL = (blob) => (done(blob), make.call(URL, blob));
      });
      document.querySelector("#csv").click();
      return (await made).text();
    });
    assert.equal(table.trim().split("\n").length, 4, table);
    const asked = server.log.slice(before).map(({ path: file }) => file);
    assert.ok(asked.every((file) => file.startsWith("/pkg/") || ["/desk/index.html", "/www.css"].includes(file)), String(asked));
    await page.close();
  });

  test("a seller finds how to answer", async () => {
    const page = await browser.newPage();
    await page.goto(`${server.origin}/contest/index.html`);
    await until("the words", () => page.evaluate(() => document.querySelector("h1").textContent !== ""));
    assert.ok(await page.evaluate(() => document.querySelectorAll("main p").length >= 5 && [...document.querySelectorAll("main p")].every((part) => part.textContent !== "")));
    await page.close();
  });
});
