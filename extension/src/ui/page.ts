// Fills the messages into an extension page: the text of each element with `data-message`.

import * as api from "../api.ts";

export function translatePage(): void {
  document.documentElement.lang = api.language();
  document.documentElement.dir = api.direction();
  for (const element of document.querySelectorAll<HTMLElement>("[data-message]")) {
    element.textContent = api.message(element.dataset["message"] ?? "");
  }
  for (const element of document.querySelectorAll<HTMLElement>("[data-label]")) {
    element.setAttribute("aria-label", api.message(element.dataset["label"] ?? ""));
  }
}

export function byId<T extends HTMLElement>(id: string, kind: new () => T): T {
  const element = document.getElementById(id);
  if (!(element instanceof kind)) throw new Error(`the page lacks #${id}`);
  return element;
}
