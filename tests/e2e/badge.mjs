// Reads the badge in a closed shadow tree, which no script of the page can: through the debugging protocols.

function textOf(node) {
  if (node.nodeType === 3) return node.nodeValue;
  if (node.nodeName === "STYLE") return "";
  return [...(node.shadowRoots ?? []), ...(node.children ?? [])].map(textOf).join(" ");
}

/** Text of all our trees in the page, white space collapsed; empty without any. Chromium only. */
export async function ownText(page) {
  const session = await page.createCDPSession();
  const { root } = await session.send("DOM.getDocument", { depth: -1, pierce: true });
  await session.detach();
  const html = root.children.find((node) => node.nodeName === "HTML");
  const own = html.children.filter((node) => node.nodeName === "DIV" && node.attributes.length === 0 && node.shadowRoots?.[0]?.shadowRootType === "closed");
  return own.map(textOf).join(" ").replace(/\s+/g, " ").trim();
}

/** Elements that we added to the page, as it can see them: what they are and how far they move its content. */
export function ownElements(page) {
  return page.evaluate(() => [...document.documentElement.children].filter((element) => element.localName === "div").map((element) => ({ attributes: element.attributes.length, shadow: element.shadowRoot === null })));
}

/** Presses the badge's toggle at the lower right corner. */
export async function pressBadge(page) {
  const at = await page.evaluate(() => ({ x: document.documentElement.clientWidth - 90, y: innerHeight - 34 }));
  await page.mouse.click(at.x, at.y);
}

function findNode(node, wanted) {
  if (wanted(node)) return node;
  for (const child of [...(node.shadowRoots ?? []), ...(node.children ?? [])]) {
    const found = findNode(child, wanted);
    if (found) return found;
  }
  return undefined;
}

/** Presses the button of ours that says `words`, as a person does. Chromium only. */
export async function pressOwn(page, words) {
  const session = await page.createCDPSession();
  const { root } = await session.send("DOM.getDocument", { depth: -1, pierce: true });
  const button = findNode(root, (node) => node.nodeName === "BUTTON" && textOf(node).replace(/\s+/g, " ").trim() === words);
  if (!button) throw new Error(`no button of ours says ${words}`);
  const { model } = await session.send("DOM.getBoxModel", { backendNodeId: button.backendNodeId });
  await session.detach();
  const [left, top, right, , , bottom] = model.border;
  await page.mouse.click((left + right) / 2, (top + bottom) / 2);
}

/** Whether a dialog of ours has the focus: the page sees its bare host element as active. */
export const inOwnDialog = (page) => page.evaluate(() => document.activeElement?.localName === "div" && document.activeElement.attributes.length === 0 && document.activeElement.parentElement === document.documentElement);
