// The toolbar button says the state: in words as its title, as a short mark, and with the icon.

import * as api from "../api.ts";
import type { State } from "../messages/assessment.ts";
import { sentenceOf } from "../ui/words.ts";

/** Marks are shapes too, so that no answer hangs on colour alone. Colours: tokens.css, light. */
const LOOKS: Record<State, { text: string; color: string; icon: string }> = {
  high: { text: "!!", color: "#8f1d2c", icon: "icon-high" },
  caution: { text: "!", color: "#7a5200", icon: "icon-caution" },
  "no-signs": { text: "", color: "#4a5361", icon: "icon" },
  "not-shopping": { text: "", color: "#4a5361", icon: "icon" },
  "could-not-check": { text: "?", color: "#584a80", icon: "icon-unknown" },
};

export function showOnToolbar(tab: number, state: State): Promise<void> {
  return api.setToolbar(tab, { ...LOOKS[state], title: `${api.message("ui_name")}: ${sentenceOf(state)}` });
}
