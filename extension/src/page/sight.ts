// Text that is drawn and that nobody can see, by the page's style sheets. Inline styles the engine reads itself. Sparing on purpose:
// what is only folded away, out of a carousel's frame or faded until somebody scrolls is there to be seen.

import * as dom from "./dom.ts";

/** Offsets that move a box off every screen (src/page/view/style.rs: three nines). */
const FAR_PX = -999;
/** How many elements up the ground under a text is looked for. Further up a picture may lie between. */
const GROUNDS = 3;
const TRANSPARENT = "rgba(0, 0, 0, 0)";

/** Far off the screen, with all that is in it. */
export function isFarOff(element: Element): boolean {
  const { position, left, top, textIndent } = dom.styleOf(element);
  if (Number.parseFloat(textIndent) <= FAR_PX) return true;
  return position !== "static" && position !== "sticky" && (Number.parseFloat(left) <= FAR_PX || Number.parseFloat(top) <= FAR_PX);
}

/** A text of no size, of no colour, or of its ground's colour. For elements without elements inside, which may differ. */
export function isWithoutInk(leaf: Element): boolean {
  const style = dom.styleOf(leaf);
  if (Number.parseFloat(style.fontSize) === 0) return true;
  // Letters cut out of a coloured ground have ink without colour and are seen; so are those with a shadow or an outline.
  if (style.backgroundClip === "text" || style.textShadow !== "none") return false;
  return style.color === TRANSPARENT || isOnOwnColour(leaf, style.color);
}

/** Whether a text stands on its own colour: the nearest plain ground has it, and nothing else can lie between. */
function isOnOwnColour(leaf: Element, ink: string): boolean {
  let element: Element | null = leaf;
  for (let level = 0; element !== null && level < GROUNDS; level += 1) {
    const { backgroundColor, backgroundImage, position } = dom.styleOf(element);
    if (backgroundImage !== "none" || position === "absolute" || position === "fixed") return false;
    // Asked last, since it looks through the whole element.
    if (backgroundColor !== TRANSPARENT) return backgroundColor === ink && !dom.find(element, "img,picture,video,canvas,svg");
    element = dom.parentOf(element);
  }
  return false;
}
