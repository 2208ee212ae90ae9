// One shape for each state, so that a state can be told without colour: a filled octagon, a triangle, an open ring, a dashed
// square, a bar.

import type { State } from "../messages/assessment.ts";
import { svg } from "./dom.ts";

/** 24 by 24 units. `fill` parts take the state's colour, `line` parts are strokes in it, `mark` parts are cut out of it. */
const SHAPES: Record<State, { fill?: string; line?: string; mark?: string; dashed?: boolean }> = {
  high: { fill: "M8 2h8l6 6v8l-6 6H8l-6-6V8z", mark: "M9 6.5v7M15 6.5v7M9 17.2v.1M15 17.2v.1" },
  caution: { fill: "M12 2.6 22.6 21H1.4z", mark: "M12 9v6M12 18v.1" },
  "no-signs": { line: "M12 3.5a8.5 8.5 0 1 1 0 17 8.5 8.5 0 0 1 0-17z" },
  "could-not-check": { line: "M4 4h16v16H4z", dashed: true, mark: "M9.5 9.6a2.5 2.5 0 1 1 3.6 2.3c-.8.4-1.1.9-1.1 1.7M12 16.4v.1" },
  "not-shopping": { line: "M5 12h14" },
};

/** Decorative: the words beside it say the same. */
export function glyph(state: State, size_px: number): SVGElement {
  const { fill, line, mark, dashed } = SHAPES[state];
  const image = svg("svg", { viewBox: "0 0 24 24", width: String(size_px), height: String(size_px), "aria-hidden": "true", class: `glyph glyph-${state}` });
  if (fill) image.append(svg("path", { d: fill, fill: "currentColor" }));
  const stroke = { fill: "none", "stroke-width": "2.2", "stroke-linecap": "round", "stroke-linejoin": "round" };
  if (line) image.append(svg("path", { d: line, stroke: "currentColor", ...stroke, ...(dashed ? { "stroke-dasharray": "3.2 3.4" } : {}) }));
  if (mark) image.append(svg("path", { d: mark, class: fill ? "cut" : "", stroke: fill ? "var(--surface)" : "currentColor", ...stroke }));
  return image;
}
