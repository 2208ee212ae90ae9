// Turns the page into a snapshot: its DOM as HTML without code and looks, invisible parts marked, and the list of its
// pictures. The work is cut into slices so that the page stays smooth.

import { ADDRESS_UNITS, SNAPSHOT_BYTES, SNAPSHOT_IMAGES, STRING_UNITS } from "../messages/limits.ts";
import type { Snapshot, SnapshotImage } from "../messages/snapshot.ts";
import * as dom from "./dom.ts";
import { escapeAttribute, escapeText, keepsElement, keptAttribute, keptScript, ownAddress, partAddress, utf8Length, VOID } from "./keep.ts";
import { isFarOff, isWithoutInk } from "./sight.ts";
import { inSlices } from "./slices.ts";

/** Nesting that is followed. HTML parsers stop at 512 themselves. */
const DEPTH = 512;
/** JSON-LD and state blobs, together (src/limits.rs). */
const SCRIPT_BYTES = 1 << 20;
/** Children looked at in one step, so that a step stays short whatever the page holds. */
const CHILDREN = 500;
/** Nodes between two looks at the clock. */
const STRIDE = 32;

/** An element whose children are being written. */
interface Open {
  name: string;
  next: Node | null;
  /** Children still to come once the shadow tree's are written. */
  later: Node | null;
  /** Nothing inside is drawn; it has been said once, so it is not said again. */
  hidden: boolean;
}

class Writer {
  html = "";
  readonly images: SnapshotImage[] = [];
  #bytes = 0;
  #scriptBytes = 0;
  /** Over the limit: what is open is closed, nothing more is opened. */
  full = false;

  write(piece: string): boolean {
    const size = utf8Length(piece);
    if (this.#bytes + size > SNAPSHOT_BYTES - DEPTH * 16) this.full = true;
    if (this.full) return false;
    this.#bytes += size;
    this.html += piece;
    return true;
  }

  close(name: string): void {
    this.html += `</${name}>`;
  }

  script(element: Element): void {
    const text = keptScript(dom.attributeOf(element, "type") ?? "", dom.contentOf(element) ?? "");
    this.#scriptBytes += utf8Length(text);
    if (this.#scriptBytes <= SCRIPT_BYTES) this.write(text);
  }
}

/** `isOwn` tells the nodes that we added; they are not part of the page. */
export async function takeSnapshot(page: Document, isOwn: (node: Node) => boolean): Promise<Snapshot> {
  const root = dom.rootOf(page);
  const writer = new Writer();
  await inSlices(writeTree(root, writer, isOwn));
  const language = dom.attributeOf(root, "lang")?.trim();
  return {
    schema: 1,
    url: ownAddress(page.defaultView?.location.href ?? "").slice(0, ADDRESS_UNITS),
    // What was left out must be said: the engine lists it among the things not looked at.
    html: `<!DOCTYPE html>${writer.full ? writer.html.replace("<html", "<html data-ts-cut") : writer.html}`,
    images: writer.images,
    ...(language && language.length <= 64 ? { language } : {}),
  };
}

function* writeTree(root: Element, writer: Writer, isOwn: (node: Node) => boolean): Generator<void, void> {
  const open: Open[] = [];
  let count = 0;
  const enter = (element: Element, hidden: boolean): void => {
    const opened = openElement(element, hidden, writer);
    if (opened) open.push(opened);
  };
  enter(root, false);
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    count += 1;
    if (count % STRIDE === 0) yield;
    const node = top.next;
    if (node === null && top.later !== null) {
      top.next = top.later;
      top.later = null;
    } else if (node === null || writer.full) {
      writer.close(top.name);
      open.pop();
    } else {
      top.next = dom.nextOf(node);
      const type = dom.nodeTypeOf(node);
      if (type === Node.TEXT_NODE) writer.write(escapeText(dom.textOf(node) ?? ""));
      else if (type === Node.ELEMENT_NODE && open.length < DEPTH && !isOwn(node)) enter(node as Element, top.hidden);
    }
  }
}

/** Writes the start tag. Returns the element where it has children to write. */
function openElement(element: Element, parentHidden: boolean, writer: Writer): Open | undefined {
  const name = dom.nameOf(element);
  const attribute = (key: string): string | null => dom.attributeOf(element, key);
  const part = partAddress(name, attribute);
  if (part !== undefined) {
    writer.write(`<link rel="ts-part" href="${escapeAttribute(part)}">`);
    return undefined;
  }
  if (!/^[a-z][a-z0-9-]*$/.test(name) || !keepsElement(name, attribute, () => dom.contentOf(element) ?? "")) return undefined;
  const inHead = name === "html" || name === "head" || name === "meta" || name === "title" || name === "link" || name === "script" || name === "base";
  const notDrawn = !parentHidden && !inHead && !dom.isDrawn(element);
  const farOff = !notDrawn && !parentHidden && !inHead && isFarOff(element);
  const unseen = notDrawn || farOff || (!parentHidden && !inHead && (isUnseen(element) || (isTextLeaf(element) && isWithoutInk(element))));

  let tag = `<${name}`;
  for (const { name: key, value } of dom.attributesOf(element)) {
    const kept = name === "img" && key === "src" ? undefined : keptAttribute(name, key.toLowerCase(), value, attribute);
    if (kept !== undefined && /^[a-z_:][a-z0-9_:.-]*$/i.test(key)) tag += ` ${key.toLowerCase()}="${escapeAttribute(kept)}"`;
  }
  if (name === "img") tag += image(element as HTMLImageElement, parentHidden || unseen, writer);
  if (!writer.write(`${tag}${unseen ? " data-ts-hidden" : ""}>`) || VOID.has(name)) return undefined;
  if (name === "script") {
    writer.script(element);
    writer.close(name);
    return undefined;
  }
  const shadow = dom.shadowOf(element);
  const light = dom.firstChildOf(element);
  return { name, next: shadow ? dom.firstChildOf(shadow) : light, later: shadow ? light : null, hidden: parentHidden || notDrawn || farOff };
}

/** `visibility: hidden`, and so are its children: a visible child would be marked with it. */
function isUnseen(element: Element): boolean {
  if (dom.isVisible(element)) return false;
  let looked = 0;
  for (let child = dom.firstChildOf(element); child !== null; child = dom.nextOf(child)) {
    looked += 1;
    if (looked > CHILDREN) return false;
    if (dom.nodeTypeOf(child) === Node.ELEMENT_NODE && dom.isVisible(child as Element)) return false;
  }
  return true;
}

/** Holds text and no elements. */
function isTextLeaf(element: Element): boolean {
  let text = false;
  let looked = 0;
  for (let child = dom.firstChildOf(element); child !== null; child = dom.nextOf(child)) {
    looked += 1;
    if (looked > CHILDREN) return false;
    if (dom.nodeTypeOf(child) === Node.ELEMENT_NODE) return false;
    text ||= dom.nodeTypeOf(child) === Node.TEXT_NODE && /\S/u.test(dom.textOf(child) ?? "");
  }
  return text;
}

/** Lists a picture and returns its `src`: the address that the browser chose, so that both name it alike. */
function image(element: HTMLImageElement, hidden: boolean, writer: Writer): string {
  const src = element.currentSrc || element.src;
  if (src === "" || src.startsWith("data:") || src.length > ADDRESS_UNITS) return src.startsWith("data:") ? ' src="data:,"' : "";
  if (writer.images.length < SNAPSHOT_IMAGES) {
    const alt = (dom.attributeOf(element, "alt") ?? "").slice(0, STRING_UNITS);
    const box = hidden ? undefined : dom.boxOf(element);
    const shown = box !== undefined && box.width > 0 && box.height > 0;
    writer.images.push({ src, alt, width_px: element.naturalWidth, height_px: element.naturalHeight, shown });
  }
  return ` src="${escapeAttribute(src)}"`;
}
