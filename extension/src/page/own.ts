// Our own nodes in the page: elements without attributes, each with a closed shadow tree, styled by sheets that are no part of
// the page. The page can see that some element was added, and nothing more.

import tokens from "../ui/tokens.css";

const own = new WeakSet<Node>();

export const isOwn = (node: Node): boolean => own.has(node);

/** An element to hang into the page, and the tree to build in. */
export function ownTree(css: string): { host: HTMLElement; root: ShadowRoot } {
  const host = document.createElement("div");
  own.add(host);
  const root = host.attachShadow({ mode: "closed" });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`${tokens}\n${css}`);
  root.adoptedStyleSheets = [sheet];
  return { host, root };
}

/** A page may lay something over us or fade us out; what we draw is a hint, and only a person's own press counts. */
export function whenPressed(element: HTMLElement, act: () => void): void {
  element.addEventListener("click", (event) => {
    event.stopPropagation();
    event.preventDefault();
    if (event.isTrusted) act();
  });
}
