// The content script's snapshot gives the same facts as the saved page: our own pages, and real ones where they are there. Scripts of
// the pages are kept from running, so that both read the same document.
import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { isDeepStrictEqual, promisify } from "node:util";
import { buildForTests, launch, openOwnPage, recordOf, root } from "./browsers.mjs";

const BIN = process.env.TOUCHSTONE_BIN;
const SHARED = path.join(process.env.TOUCHSTONE_SHARED ?? path.join(root, "../shared"), "data/product-pages/html");
/** Real pages compared: the first by name, so that it is always the same ones. */
const REAL_PAGES = 20;
/** Real pages on which a fact may differ, since a browser repairs misnested markup in another way than our reader of tokens. */
const REAL_EXCEPTIONS = 2;

const pages = new Map();
for (const folder of ["demo", "sites"]) {
  // The page of links sells nothing, so that the content script leaves it alone.
  const names = (await readdir(path.join(root, "tests/pages", folder))).filter((name) => name.endsWith(".html") && name !== "index.html").sort();
  for (const name of names) pages.set(`/${folder}/${name}`, await readFile(path.join(root, "tests/pages", folder, name)));
}
const real = (await readdir(SHARED).catch(() => [])).filter((name) => name.endsWith(".html.gz")).sort().slice(0, REAL_PAGES);
if (real.length === 0) console.log("skipped: ../shared/data absent");
for (const name of real) pages.set(`/real/${name.slice(0, 12)}.html`, gunzipSync(await readFile(path.join(SHARED, name))));

await buildForTests();
// No script of the page, no style sheet, nothing from elsewhere: what is compared is the document.
const headers = { "content-type": "text/html; charset=utf-8", "content-security-policy": "default-src 'none'" };
const server = createServer((request, response) => {
  const page = pages.get(new URL(request.url, "http://127.0.0.1").pathname);
  response.writeHead(page ? 200 : 404, headers);
  response.end(page);
});
await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
const origin = `http://127.0.0.1:${server.address().port}`;
after(() => server.close());

/** Facts without where they stand: a snapshot lacks scripts and styles, so that paths count other elements. */
function facts({ trace, conflicts, cards, ...listing }) {
  return { ...listing, cards: cards?.map(({ where, ...card }) => card), conflicts: conflicts?.map(({ fact, kept, other }) => [fact, kept.value, other.value]) };
}

/** What differs, one line a fact. The browser's storage orders keys by name, so their order is nothing. */
function differences(saved, seen) {
  const keys = new Set([...Object.keys(saved), ...Object.keys(seen)]);
  const told = (value) => JSON.stringify(value)?.slice(0, 300);
  return [...keys].filter((key) => !isDeepStrictEqual(saved[key], seen[key])).map((key) => `${key}: saved ${told(saved[key])}, in the browser ${told(seen[key])}`);
}

describe("saved and seen", { skip: BIN ? false : "TOUCHSTONE_BIN is not set" }, () => {
  let session;
  let own;
  let work;
  const compare = async (name) => {
    const file = path.join(work, "page.html");
    await writeFile(file, pages.get(name));
    const { stdout } = await promisify(execFile)(BIN, ["read", file, "--url", origin + name, "--json"], { maxBuffer: 64 << 20 });
    const page = await session.browser.newPage();
    await page.goto(origin + name, { waitUntil: "domcontentloaded" });
    const { result } = await recordOf(own, origin + name);
    await page.close();
    assert.ok(result.ok, `${name}: ${result.reason}`);
    const [read, seen] = [facts(JSON.parse(stdout)), facts(result.assessment.listing)];
    // Of a picture in several sizes the browser names the one that it shows; our own pages have one size each.
    if (name.startsWith("/real/")) delete read.images, delete seen.images;
    return differences(read, seen);
  };
  before(async () => {
    work = await mkdtemp(path.join(tmpdir(), "touchstone-"));
    session = await launch("chromium");
    own = await openOwnPage(session, "options.html");
  });
  after(async () => {
    await session?.browser.close();
    await rm(work, { recursive: true });
  });

  test("every page of our own gives the same facts", async () => {
    const wrong = [];
    for (const name of [...pages.keys()].filter((name) => !name.startsWith("/real/"))) wrong.push(...(await compare(name)).map((line) => `${name} ${line}`));
    assert.deepEqual(wrong, []);
  });

  test("real pages give the same facts, but for a counted few", { skip: real.length === 0 }, async () => {
    const wrong = new Map();
    for (const name of [...pages.keys()].filter((name) => name.startsWith("/real/"))) {
      const lines = await compare(name);
      if (lines.length > 0) wrong.set(name, lines);
    }
    for (const [name, lines] of wrong) console.log(`${name}\n  ${lines.join("\n  ")}`);
    console.log(`${real.length - wrong.size} of ${real.length} real pages give the same facts`);
    assert.ok(wrong.size <= REAL_EXCEPTIONS, `${wrong.size} differ`);
  });
});
