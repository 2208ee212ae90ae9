// From the panel's "Report" to a package that the command line finds intact, to its ways and to the person's notes.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { promisify } from "node:util";
import { BROWSERS, buildForTests, launch, openOwnPage, recordOf, root, until } from "./browsers.mjs";
import { serve } from "./server.mjs";

const program = process.env.TOUCHSTONE_BIN ?? path.join(root, "target/release/touchstone");
await buildForTests();
const server = await serve(path.join(root, "tests/pages/demo"));
const folder = await mkdtemp(path.join(tmpdir(), "touchstone-report-"));
after(async () => {
  server.close();
  await rm(folder, { recursive: true });
});

let packages = 0;
/** What the command line says of a package; it ends with another status where something does not hold. */
async function verified(bytes) {
  packages += 1;
  const file = path.join(folder, `${packages}.zip`);
  await writeFile(file, bytes);
  const { stdout } = await promisify(execFile)(program, ["verify", file, "--json"], { maxBuffer: 1 << 26 }).catch((failed) => failed);
  return JSON.parse(stdout);
}

for (const name of BROWSERS) {
  describe(`in ${name}`, () => {
    let session;
    let own;
    before(async () => {
      session = await launch(name);
      own = await openOwnPage(session, "options.html");
    });
    after(() => session?.browser.close());

    /** A shop's page with its answer, and the page of a report on it. */
    async function begin(file) {
      const page = await session.browser.newPage();
      await page.goto(`${server.origin}/${file}`);
      const { tab } = await recordOf(own, page.url(), ({ pictures }) => pictures === "read");
      const report = await openOwnPage(session, `report.html?tab=${tab}`);
      await until("the report's page", () => report.$("main[data-ready]"));
      await report.evaluate(() => {
        globalThis.blobs = [];
        const make = URL.createObjectURL;
        URL.createObjectURL = (blob) => (globalThis.blobs.push(blob), make.call(URL, blob));
      });
      return { tab, page, report, close: () => Promise.all([page.close(), report.close()]) };
    }
    const pressSave = async (report) => {
      const before = await report.evaluate(() => globalThis.blobs.length);
      await report.click("main > .buttons button.main");
      const saved = await until("the package", () => report.evaluate(async (at) => {
        const blob = globalThis.blobs[at];
        if (!blob) return document.querySelector("#said").textContent.includes("(") ? document.querySelector("#said").textContent : undefined;
        const bytes = new Uint8Array(await blob.arrayBuffer());
        return { type: blob.type, text: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")) };
      }, before));
      assert.equal(saved.type, "application/zip", JSON.stringify(saved));
      return Buffer.from(saved.text, "base64");
    };

    test("the panel leads to a package that is intact, signed, and judged the same again", async () => {
      const page = await session.browser.newPage();
      await page.goto(`${server.origin}/replica-shop.html`);
      const { tab } = await recordOf(own, page.url());
      const panel = await openOwnPage(session, `panel.html?tab=${tab}#report`);
      // The panel draws itself anew when the answer with pictures comes.
      await until("the report's button", () => panel.click("#report button.main").then(() => true, () => false));
      const find = (address) => own.evaluate(async (address) => (await (globalThis.browser ?? chrome).tabs.query({})).find(({ url }) => url?.endsWith(address))?.id, address);
      const opened = await until("the report's tab", () => find(`/report.html?tab=${tab}`));
      await own.evaluate((id) => (globalThis.browser ?? chrome).tabs.remove(id), opened);
      await Promise.all([panel.close(), page.close()]);

      const { report, page: shop, close } = await begin("replica-shop.html");
      const bytes = await pressSave(report);
      const seen = await verified(bytes);
      assert.equal(seen.intact, true, JSON.stringify(seen.checks));
      assert.deepEqual(seen.replay, { outcome: "same" });
      assert.equal(seen.url, shop.url());
      assert.deepEqual(seen.proofs.map(({ kind }) => kind), ["ed25519"]);
      assert.ok(seen.checks.some(({ path: file }) => file.startsWith("photos/")), "the photos that were looked at");
      // The installation keeps its key.
      const again = await verified(await pressSave(report));
      assert.equal(again.proofs[0].key_sha256, seen.proofs[0].key_sha256);
      await close();
    });

    test("what is unticked or named is not in the package", async () => {
      const { report, close } = await begin("replica-shop.html");
      const boxes = await report.$$("#items input");
      assert.ok(boxes.length >= 4, "copy, facts, signs and photos");
      await boxes[0].click();
      await boxes.at(-1).click();
      const word = await report.evaluate(() => document.querySelector(".page").textContent.match(/replica/)?.[0]);
      assert.equal(word, "replica");
      const bytes = await pressSave(report);
      const seen = await verified(bytes);
      assert.equal(seen.intact, true);
      assert.equal(seen.replay.outcome, "not-possible");
      assert.ok(seen.left_out.includes("snapshot.json") && seen.left_out.some((part) => part.startsWith("photos")), String(seen.left_out));
      assert.equal(bytes.includes("snapshot.json\u0001"), false);
      assert.equal(seen.checks.some(({ path: file }) => file === "snapshot.json"), false);
      await close();
    });

    test("the saved report finds its doors, and what is sent is noted", async () => {
      const { tab, report, close } = await begin("replica-shop.html");
      await pressSave(report);
      await until("the doors", () => report.$("#door-list .doors"));
      await report.select("#country", "DE");
      const first = await until("a door in Germany", () => report.$("#door-list[data-country=DE] > .doors > li"));
      const buttons = await first.$$("button");
      await buttons[0].click();
      const letter = await until("the text", () => report.evaluate(() => document.querySelector(".letter textarea")?.value));
      assert.ok(letter.includes(`${server.origin}/replica-shop.html`), letter);
      await (await first.$$(":scope > .buttons button")).at(-1).click();
      const { reports } = await until("the note", async () => {
        const local = await own.evaluate(() => (globalThis.browser ?? chrome).storage.local.get("reports"));
        return local.reports?.some(({ sent }) => sent.length > 0) ? local : undefined;
      });
      assert.equal(reports[0].url, `${server.origin}/replica-shop.html`);
      const second = await openOwnPage(session, `report.html?tab=${tab}`);
      await until("the notes", () => second.$("#history article"));
      assert.ok(await second.$("#again"), "the same listing is pointed out");
      await second.type("#search", "no such words");
      await until("an empty list", async () => (await second.$("#history article")) === null);
      await second.close();
      await close();
    });

    test("without room to keep it the file is saved all the same, and that is said", async () => {
      const { report, close } = await begin("replica-shop.html");
      await report.evaluate(() => (navigator.storage.estimate = async () => ({ quota: 10, usage: 9 })));
      assert.equal((await verified(await pressSave(report))).intact, true);
      const said = await until("the end", () => report.evaluate(() => document.querySelector("#said").textContent.match(/Saved as .*/)?.[0]));
      assert.match(said, /no room/);
      await close();
    });

    test("a tab that moved on gives no report and says so", async () => {
      const report = await openOwnPage(session, "report.html?tab=987654");
      await until("the report's page", () => report.$("main[data-ready]"));
      assert.equal(await report.$("#items"), null);
      assert.ok(await report.$(".reason"));
      await report.close();
    });

    test("a passkey confirms a report", { skip: name === "firefox" && "Firefox lends no virtual authenticator to extensions" }, async () => {
      const { report, close } = await begin("replica-shop.html");
      const devtools = await report.createCDPSession();
      await devtools.send("WebAuthn.enable");
      await devtools.send("WebAuthn.addVirtualAuthenticator", { options: { protocol: "ctap2", transport: "internal", hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });
      await report.click("#passkey");
      const seen = await verified(await pressSave(report));
      assert.equal(seen.intact, true, JSON.stringify(seen.checks));
      const proof = seen.proofs.find(({ kind }) => kind === "passkey");
      assert.equal(proof?.algorithm, "ES256");
      assert.match(proof.origin, /^chrome-extension:\/\//);
      await close();
    });
  });
}
