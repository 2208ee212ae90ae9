// The page at installation: what is read, what never happens, a live sample, and the offer to check every shop.

import * as api from "./api.ts";
import { isResult, type CheckSample } from "./messages.ts";
import { explanation, verdict } from "./panel/render.ts";
import { button } from "./ui/dom.ts";
import { byId, translatePage } from "./ui/page.ts";

/** The sample's address: a name that nobody can own (RFC 2606). */
const SAMPLE_URL = "https://crown-time-outlet.example/submariner";
const answer = byId("answer", HTMLElement);
const everywhere = byId("everywhere", HTMLButtonElement);

/** Live: the engine reads the made-up shop that stands on this page as it would read any. */
async function showSample(): Promise<void> {
  const shop = byId("sample", HTMLElement);
  const title = shop.querySelector("h3")?.textContent ?? "";
  const html = `<!doctype html><html lang="en"><title>${title}</title><body><h1>${title}</h1>${new XMLSerializer().serializeToString(shop)}</body></html>`;
  const message: CheckSample = { type: "check-sample", snapshot: { schema: 1, url: SAMPLE_URL, html, images: [], language: "en" } };
  const result = await api.send(message);
  if (!isResult(result)) return answer.replaceChildren(verdict("could-not-check"), button(api.message("ui_check_again"), "", () => void showSample()));
  if (!result.ok) return answer.replaceChildren(verdict("could-not-check", api.message(`state_reason_${result.reason.replaceAll("-", "_")}`)));
  answer.replaceChildren(verdict(result.assessment.state), ...explanation(result.assessment).filter((part) => part.matches(".signs")));
}

async function showAllowed(): Promise<void> {
  const allowed = await api.mayReadEverywhere();
  everywhere.hidden = allowed;
  byId("allowed", HTMLElement).textContent = allowed ? api.message("ui_everywhere_done") : "";
}

translatePage();
everywhere.addEventListener("click", () => void api.askToReadEverywhere().then(showAllowed));
byId("options", HTMLButtonElement).addEventListener("click", () => void api.openOptions());
api.onPermissions(() => void showAllowed());
void showAllowed();
void showSample();
void api.shortcutOf("check-page").then((keys) => (byId("key-check", HTMLElement).textContent = keys));
void api.shortcutOf("open-panel").then((keys) => (byId("key-panel", HTMLElement).textContent = keys));
