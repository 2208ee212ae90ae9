// The options page: what is drawn, how much is told, pictures, sites, the own list, packs, and erasing what is stored.

import * as api from "./api.ts";
import { SENSITIVITIES } from "./messages/decision.ts";
import { showOwnList } from "./options/own-list.ts";
import { showPacks } from "./options/packs.ts";
import { showStored } from "./options/stored.ts";
import { change, onSettings, readSettings, setPaused, MARK_UNITS, type Settings } from "./settings/settings.ts";
import { button, el } from "./ui/dom.ts";
import { byId, translatePage } from "./ui/page.ts";

const SWITCHES = ["quiet", "ask_again", "ask_before_buying"] as const satisfies readonly (keyof Settings)[];
const everywhere = byId("everywhere", HTMLInputElement);
const mark = byId("mark", HTMLInputElement);
const sites = byId("sites", HTMLUListElement);
const steps = SENSITIVITIES.map((step) => [step, byId(`sensitivity-${step}`, HTMLInputElement)] as const);

async function show(): Promise<void> {
  const settings = await readSettings();
  for (const name of SWITCHES) byId(name, HTMLInputElement).checked = settings[name];
  for (const [step, input] of steps) input.checked = settings.sensitivity === step;
  if (document.activeElement !== mark) mark.value = settings.mark;
  everywhere.checked = await api.mayReadEverywhere();
  const until = settings.paused_until_ms > Date.now();
  byId("no-sites", HTMLElement).hidden = settings.paused.length > 0 || until;
  const resume = (): HTMLElement => el("li", {}, el("span", {}, api.message("ui_paused")), button(api.message("ui_option_resume"), "", () => void change({ paused_until_ms: 0 })));
  sites.replaceChildren(
    ...(until ? [resume()] : []),
    ...settings.paused.map((host) => el("li", {}, el("span", { dir: "ltr" }, host), button(api.message("ui_option_resume"), "", () => void setPaused(host, false)))),
  );
}

translatePage();
for (const name of SWITCHES) {
  const input = byId(name, HTMLInputElement);
  input.addEventListener("change", () => void change({ [name]: input.checked }));
}
for (const [step, input] of steps) input.addEventListener("change", () => void change({ sensitivity: step }));
mark.maxLength = MARK_UNITS;
mark.addEventListener("input", () => void change({ mark: mark.value.trim() }));
everywhere.addEventListener("change", () => {
  void (everywhere.checked ? api.askToReadEverywhere() : api.stopReadingEverywhere()).then(show, show);
});
api.onPermissions(() => void show());
byId("language", HTMLElement).textContent = new Intl.DisplayNames([api.language()], { type: "language" }).of(api.language()) ?? api.language();
byId("shortcuts", HTMLButtonElement).addEventListener("click", () => void api.openTab("welcome.html"));
onSettings(() => void show());
void show();
void showOwnList();
void showPacks();
void showStored(show);
