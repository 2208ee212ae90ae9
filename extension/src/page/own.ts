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
  dress(root, `${tokens}\n${css}`);
  return { host, root };
}

function dress(root: ShadowRoot, css: string): void {
  try {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = [sheet];
  } catch {
    // Firefox before 153 does not let a content script set this list. A style element of ours is exempt from the page's policy.
    const style = document.createElement("style");
    style.textContent = css;
    root.append(style);
  }
}

/** Shows these elements in the tree, in place of those before; the tree's style stays. */
export function fill(root: ShadowRoot, elements: readonly Element[]): void {
  const style = [...root.children].filter((child) => child.localName === "style");
  root.replaceChildren(...style, ...elements);
}

/** A page may lay something over us or fade us out; what we draw is a hint, and only a person's own press counts. */
export function whenPressed(element: HTMLElement, act: () => void): void {
  element.addEventListener("click", (event) => {
    event.stopPropagation();
    event.preventDefault();
    if (event.isTrusted) act();
  });
}
