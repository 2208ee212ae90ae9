// The options page: quiet mode, pictures, sites that are paused, versions, and erasing what is stored.

import * as api from "./api.ts";
import { change, readSettings, setPaused } from "./settings/settings.ts";
import { button, el } from "./ui/dom.ts";
import { byId, translatePage } from "./ui/page.ts";

const quiet = byId("quiet", HTMLInputElement);
const askAgain = byId("ask-again", HTMLInputElement);
const sites = byId("sites", HTMLUListElement);
const done = byId("done", HTMLElement);

async function show(): Promise<void> {
  const settings = await readSettings();
  quiet.checked = settings.quiet;
  askAgain.checked = settings.ask_again;
  byId("no-sites", HTMLElement).hidden = settings.paused.length > 0;
  sites.replaceChildren(
    ...settings.paused.map((host) => el("li", {}, el("span", { dir: "ltr" }, host), button(api.message("ui_option_resume"), "", () => void setPaused(host, false).then(show)))),
  );
}

async function showVersions(): Promise<void> {
  const data = (await (await fetch(api.address("data.json"))).json()) as { models: string[]; packs: string[] };
  byId("versions", HTMLElement).textContent = api.message("ui_option_versions", [api.version(), String(data.models.filter((name) => name.endsWith(".onnx")).length), String(data.packs.length)]);
}

translatePage();
quiet.addEventListener("change", () => void change({ quiet: quiet.checked }));
askAgain.addEventListener("change", () => void change({ ask_again: askAgain.checked }));
byId("erase", HTMLButtonElement).addEventListener("click", () => {
  void api.forgetAll().then(async () => {
    done.textContent = api.message("ui_option_erased");
    await show();
  });
});
void show();
void showVersions();
