// Pages that come late and shops of a single page: read again once they have settled. And text that style sheets hide.
import assert from "node:assert/strict";
import path from "node:path";
import { after, before, describe, test } from "node:test";
import { buildForTests, launch, openOwnPage, recordOf, root } from "./browsers.mjs";
import { serve } from "./server.mjs";

/** A shop that draws itself after its data has come. */
const LATE = `<!doctype html><html lang="en"><title>Leather boot</title><body><div id="app">Loading</div><script>
setTimeout(() => { document.querySelector("#app").innerHTML = '<h1>Leather boot</h1><img src="/b.jpg"><p class="price">€79.00</p><button>Add to cart</button>'; }, 1500);
</script></body></html>`;
/** A shop of a single page, which changes texts in place. */
const SINGLE = `<!doctype html><html lang="en"><title>Boots</title><body><h1>Leather boot</h1><img src="/b.jpg"><p class="price">€79.00</p><button>Add to cart</button></body></html>`;
const UNSEEN = `<!doctype html><html lang="en"><title>Leather boot</title><style>
.off { position: absolute; left: -9999px } .none { font-size: 0 } .white { color: #fff; background: #fff } .clear { color: transparent }
.gone { visibility: hidden } .hero { color: #fff; background: #222 } .cut { background: linear-gradient(red, blue); background-clip: text; color: transparent }
.gap { font-size: 0 } .gap span { font-size: 16px } .strip { position: relative; left: -200px }
</style><body><h1>Leather boot</h1><p class="price">€79.00</p><button>Add to cart</button>
<div class="off"><p>word-off</p></div><p class="none">word-none</p><p class="white">word-white</p><p class="clear">word-clear</p><p class="gone">word-gone</p>
<p class="hero">word-hero</p><p class="cut">word-cut</p><p class="gap"><span>word-gap</span></p><p class="strip">word-strip</p></body></html>`;

await buildForTests();
const server = await serve(path.join(root, "tests/pages/demo"), { "/late.html": LATE, "/single.html": SINGLE, "/unseen.html": UNSEEN });
after(() => server.close());

describe("in chromium", () => {
  let session;
  let own;
  const open = async (file) => {
    const page = await session.browser.newPage();
    await page.goto(`${server.origin}/${file}`);
    return page;
  };
  const price = ({ result }) => result.ok && result.assessment.listing.price?.amount;
  before(async () => {
    session = await launch("chromium");
    own = await openOwnPage(session, "options.html");
  });
  after(() => session?.browser.close());

  test("a page that draws itself late is read again", async () => {
    const page = await open("late.html");
    const record = await recordOf(own, page.url(), (found) => price(found) === "79");
    assert.equal(record.result.assessment.listing.kind, "product");
    await page.close();
  });

  test("a text that changes in place is read again, and so is a new address", async () => {
    const page = await open("single.html");
    await recordOf(own, page.url(), (found) => price(found) === "79");
    await page.evaluate(() => (document.querySelector(".price").firstChild.nodeValue = "€59.00"));
    await recordOf(own, page.url(), (found) => price(found) === "59");
    await page.evaluate(() => {
      history.pushState({}, "", "single.html?item=2");
      document.querySelector(".price").firstChild.nodeValue = "€49.00";
    });
    await recordOf(own, `${server.origin}/single.html?item=2`, (found) => price(found) === "49");
    await page.close();
  });

  test("text that style sheets hide is marked, text that can be seen is not", async () => {
    const page = await open("unseen.html");
    const { snapshot } = await recordOf(own, page.url());
    const marked = (word) => new RegExp(`data-ts-hidden[^<]*>(<p>)?${word}`).test(snapshot.html);
    for (const word of ["off", "none", "white", "clear", "gone"]) assert.ok(marked(`word-${word}`), word);
    for (const word of ["hero", "cut", "gap", "strip"]) assert.ok(!marked(`word-${word}`) && snapshot.html.includes(`word-${word}`), word);
    await page.close();
  });
});
