// Builds elements. Text is always set as text: nothing that came from a page is ever read as HTML.

type Attributes = Record<string, string>;
export type Child = Node | string | undefined;

export function el<K extends keyof HTMLElementTagNameMap>(tag: K, attributes: Attributes = {}, ...children: Child[]): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children.filter((child) => child !== undefined));
  return element;
}

export function svg(tag: string, attributes: Attributes, ...children: Node[]): SVGElement {
  const element = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** A button whose action only a person's own press starts, never a page's script. */
export function button(label: string, kind: string, act: (event: Event) => void): HTMLButtonElement {
  const element = el("button", { type: "button", class: kind }, label);
  element.addEventListener("click", (event) => {
    if (event.isTrusted) act(event);
  });
  return element;
}
