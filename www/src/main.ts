// The web page: reads a saved shopping page in a worker of this tab and shows what the extension's panel would show.

import { explanation, verdict } from "../../extension/src/panel/render.ts";
import { byId, translatePage } from "../../extension/src/ui/page.ts";
import * as api from "./api.ts";
import type { Answer } from "./worker.ts";

translatePage();
document.title = `${api.message("ui_name")}: ${api.message("www_title")}`;
const file = byId("file", HTMLInputElement);
const address = byId("address", HTMLInputElement);
const note = byId("note", HTMLElement);
const worker = new Worker("pkg/worker.js");

const say = (key: string, args: string[] = []): void => {
  note.textContent = key === "" ? "" : api.message(key, args);
};

async function check(): Promise<void> {
  const page = file.files?.[0];
  if (!page) return;
  say("www_working");
  worker.postMessage({ bytes: new Uint8Array(await page.arrayBuffer()), url: address.value });
}

worker.addEventListener("message", ({ data }: MessageEvent<Answer>) => {
  say(data.type === "failed" ? "www_failed" : "", data.type === "failed" ? [data.detail] : []);
  if (data.type === "ready") file.disabled = false;
  const shown = document.querySelector("main");
  if (data.type === "done") shown?.replaceChildren(verdict(data.assessment.state), ...explanation(data.assessment));
  if (data.type === "failed") shown?.replaceChildren(verdict("could-not-check", data.detail));
});
file.addEventListener("change", () => void check());
address.addEventListener("change", () => void check());
say("www_loading");
