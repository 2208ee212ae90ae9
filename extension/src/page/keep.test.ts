import assert from "node:assert/strict";
import { test } from "node:test";
import { engineReads } from "../box/decode.ts";
import { escapeAttribute, escapeText, keepsElement, keptAttribute, keptScript, partAddress, ownAddress, scriptText, utf8Length } from "./keep.ts";

const having = (attributes: Record<string, string>) => (name: string) => attributes[name] ?? null;
const none = having({});

test("scripts are left out, other than JSON-LD and known state blobs", () => {
  assert.ok(!keepsElement("script", none));
  assert.ok(!keepsElement("script", having({ type: "module" })));
  assert.ok(!keepsElement("script", having({ type: "application/json" })));
  assert.ok(keepsElement("script", having({ type: "application/ld+json" })));
  assert.ok(keepsElement("script", having({ type: "Application/LD+JSON; charset=utf-8" })));
  assert.ok(keepsElement("script", having({ type: "application/json", id: "__NEXT_DATA__" })));
  assert.ok(keepsElement("script", having({ type: "application/json", id: "ProductJson-product-template" })));
  assert.ok(keepsElement("script", having({ type: "application/json", "data-product-json": "" })));
  assert.ok(!keepsElement("script", having({ type: "application/json", id: "my__NEXT_DATA__" })));
});

test("of code only what stands from a known state on is kept", () => {
  const code = 'run(); window.__INITIAL_STATE__ = {"a":"</script>"};';
  assert.ok(keepsElement("script", none, () => code));
  assert.ok(!keepsElement("script", having({ src: "a.js" }), () => code));
  assert.ok(!keepsElement("script", none, () => "window.__INITIAL_STATE__ = load();"));
  assert.equal(keptScript("", code), 'window.__INITIAL_STATE__ = {"a":"\\u003c/script>"};');
  assert.equal(keptScript("application/ld+json", code), scriptText(code));
  const told = "dataLayer.push({user: 7, 'ecommerce': {detail: {}}});";
  assert.ok(keepsElement("script", none, () => told));
  assert.equal(keptScript("", told), "ecommerce': {detail: {}}});");
  assert.ok(keepsElement("script", none, () => 'gtag("event", "view_item", {items: []})'));
  assert.ok(keepsElement("script", none, () => "window.__data={}"));
  assert.ok(!keepsElement("script", none, () => "dataLayer.push({user: 7}); track.ecommerce = on;"));
});

test("the variations of a product's form are kept, other long values are not", () => {
  const long = JSON.stringify("x".repeat(5_000));
  assert.equal(keptAttribute("form", "data-product_variations", long, none), long);
  assert.equal(keptAttribute("div", "data-product_variations", long, none), undefined);
  assert.equal(keptAttribute("form", "data-product_variations", "x".repeat((1 << 20) + 1), none), undefined);
});

test("looks, other documents and typed text are left out; the rest stays", () => {
  for (const name of ["style", "iframe", "textarea", "path", "template", "noscript"]) assert.ok(!keepsElement(name, none), name);
  for (const name of ["div", "img", "meta", "svg", "title", "del", "my-price"]) assert.ok(keepsElement(name, none), name);
  assert.ok(!keepsElement("link", having({ rel: "stylesheet" })));
  assert.ok(keepsElement("link", having({ rel: "canonical" })));
});

test("of scripts and style sheets only the address is kept, without its query", () => {
  assert.equal(partAddress("script", having({ src: "https://cdn.example/theme.js?key=1#a" })), "https://cdn.example/theme.js");
  assert.equal(partAddress("link", having({ rel: "preload stylesheet", href: "/theme.css" })), "/theme.css");
  assert.equal(partAddress("link", having({ rel: "canonical", href: "/shoe" })), undefined);
  assert.equal(partAddress("link", having({ rel: "preload", itemprop: "image", href: "/shoe.jpg" })), undefined);
  assert.equal(partAddress("script", none), undefined);
  assert.equal(partAddress("script", having({ src: "data:text/javascript,1" })), undefined);
  assert.equal(partAddress("script", having({ src: `/${"x".repeat(600)}` })), undefined);
  assert.equal(partAddress("img", having({ src: "/shoe.jpg" })), undefined);
});

test("handlers, styles and a page's own hidden marks are left out", () => {
  for (const name of ["onclick", "srcset", "nonce", "data-ts-hidden"]) assert.equal(keptAttribute("div", name, "x", none), undefined, name);
  assert.equal(keptAttribute("div", "data-price", "12", none), "12");
  assert.equal(keptAttribute("div", "data-blob", "x".repeat(5_000), none), undefined);
  assert.equal(keptAttribute("img", "alt", "x".repeat(5_000), none)?.length, 4_096);
  assert.equal(keptAttribute("img", "src", "data:image/png;base64,AAAA", none), "data:,");
});

test("of inline styles only what tells hidden and struck text is kept", () => {
  const kept = (style: string) => keptAttribute("p", "style", style, none);
  assert.equal(kept("DISPLAY : none !important; margin: 4px"), "display:none !important");
  assert.equal(kept("width: 100px; height: 0; overflow:hidden"), "height:0;overflow:hidden");
  assert.equal(kept("position:absolute;left:-9999px"), "left:-9999px");
  assert.equal(kept("color:#fff;background:#FFF"), "color:#fff;background:#fff");
  assert.equal(kept("text-decoration: line-through"), "text-decoration:line-through");
  for (const style of ["", "width:40%", "opacity:0.5", "font-size:0.9em", "left:-20px", "background:url(a.png) no-repeat", ";;:"]) assert.equal(kept(style), undefined, style);
});

test("secrets of a person's session are left out", () => {
  assert.equal(keptAttribute("input", "value", "s3cret", having({ type: "password" })), undefined);
  assert.equal(keptAttribute("input", "value", "abc", having({ type: "hidden", name: "csrf_token" })), undefined);
  assert.equal(keptAttribute("meta", "content", "abc", having({ name: "csrf-token" })), undefined);
  assert.equal(keptAttribute("input", "value", "2", having({ name: "quantity" })), "2");
  assert.equal(ownAddress("https://user:word@shop.example/a?b=1"), "https://shop.example/a?b=1");
  assert.equal(ownAddress("not an address"), "");
});

test("text and attributes cannot leave their place", () => {
  assert.equal(escapeText("<b>&</b>"), "&lt;b&gt;&amp;&lt;/b&gt;");
  assert.equal(escapeAttribute('"><script>'), "&quot;>&lt;script>");
  assert.equal(scriptText('{"a":"</script><!--"}'), '{"a":"\\u003c/script>\\u003c!--"}');
  assert.deepEqual(JSON.parse(scriptText('{"a":"</SCRIPT>"}')), { a: "</SCRIPT>" });
});

test("length counts bytes of UTF-8", () => {
  assert.equal(utf8Length("aé€😀"), 10);
});

test("formats that the engine reads are known by their first bytes", () => {
  const bytes = (...values: number[]) => new Uint8Array(values);
  const text = (words: string) => new TextEncoder().encode(words);
  assert.ok(engineReads(bytes(0x89, 0x50, 0x4e, 0x47)));
  assert.ok(engineReads(bytes(0xff, 0xd8, 0xff, 0xe0)));
  assert.ok(engineReads(text("RIFF1234WEBPVP8 ")));
  assert.ok(!engineReads(text("RIFF1234WAVE")));
  assert.ok(!engineReads(text("\u0000\u0000\u0000 ftypavif")));
  assert.ok(!engineReads(bytes()));
});
