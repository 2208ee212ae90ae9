// Reads the page's DOM past what a page can put in the way: an `<img name="body">` shadows `document.body`, an
// `<input name="attributes">` shadows its form's `attributes`. The prototypes' own getters are out of its reach.

function getter<T extends object, K extends keyof T & string>(prototype: T, key: K): (of: T) => T[K] {
  const get = Object.getOwnPropertyDescriptor(prototype, key)?.get;
  if (!get) throw new Error(`no getter ${key}`);
  return (of) => get.call(of) as T[K];
}

export const nodeTypeOf = getter(Node.prototype, "nodeType");
export const textOf = getter(Node.prototype, "nodeValue");
export const firstChildOf = getter(Node.prototype, "firstChild");
export const nextOf = getter(Node.prototype, "nextSibling");
export const contentOf = getter(Node.prototype, "textContent");
export const nameOf = getter(Element.prototype, "localName");
export const attributesOf = getter(Element.prototype, "attributes");
export const parentOf = getter(Node.prototype, "parentElement");
export const shadowOf = getter(Element.prototype, "shadowRoot");
export const rootOf = getter(Document.prototype, "documentElement");
export const imagesOf = getter(Document.prototype, "images");
export const readyStateOf = getter(Document.prototype, "readyState");
export const visibilityOf = getter(Document.prototype, "visibilityState");

const computed = globalThis.getComputedStyle.bind(globalThis);
const { createTreeWalker } = Document.prototype;
const { closest, scrollIntoView } = Element.prototype;
const { checkVisibility, getAttribute, querySelector, querySelectorAll, getBoundingClientRect } = Element.prototype;

/** Drawn at all: no `display: none`, no skipped content. What holds for an element holds for all that is in it. */
export const isDrawn = (element: Element): boolean => checkVisibility.call(element);
/** Drawn, and not `visibility: hidden`; a child may differ. */
export const isVisible = (element: Element): boolean => checkVisibility.call(element, { visibilityProperty: true });
/** Looks as computed from all sheets. */
export const styleOf = (element: Element): CSSStyleDeclaration => computed(element);
export const attributeOf = (element: Element, name: string): string | null => getAttribute.call(element, name);
export const textWalker = (page: Document, root: Node): TreeWalker => createTreeWalker.call(page, root, NodeFilter.SHOW_TEXT);
export const around = (element: Element, selector: string): Element | null => closest.call(element, selector);
export const scrollTo = (element: Element, how: ScrollIntoViewOptions): void => scrollIntoView.call(element, how);
export const boxOf = (element: Element): DOMRect => getBoundingClientRect.call(element);
export const findAll = (within: Element, selector: string): NodeListOf<Element> => querySelectorAll.call(within, selector);

/** The first match, or nothing; a selector that cannot be parsed matches nothing. */
export function find(within: Element, selector: string): Element | undefined {
  try {
    return querySelector.call(within, selector) ?? undefined;
  } catch {
    return undefined;
  }
}
