// The toolbar button says the state: in words as its title, as a short mark, and with the icon.

import * as api from "../api.ts";
import type { State } from "../messages/assessment.ts";
import type { PageRecord } from "../messages/record.ts";
import { toldSentence } from "../ui/words.ts";

/** Marks are shapes too, so that no answer hangs on colour alone. Colours: tokens.css, light. */
const LOOKS: Record<State, { text: string; color: string; icon: string }> = {
  high: { text: "!!", color: "#8f1d2c", icon: "icon-high" },
  caution: { text: "!", color: "#7a5200", icon: "icon-caution" },
  "no-signs": { text: "", color: "#4a5361", icon: "icon" },
  "not-shopping": { text: "", color: "#4a5361", icon: "icon" },
  "could-not-check": { text: "?", color: "#584a80", icon: "icon-unknown" },
};

export function showOnToolbar(tab: number, told: Pick<PageRecord, "state" | "decision">): Promise<void> {
  return api.setToolbar(tab, { ...LOOKS[told.state], title: `${api.message("ui_name")}: ${toldSentence(told)}` });
}

export function showRestOnToolbar(tab: number): Promise<void> {
  return api.setToolbar(tab, { ...LOOKS["not-shopping"], title: `${api.message("ui_name")}: ${api.message("ui_paused")}` });
}
