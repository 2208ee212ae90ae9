// The box: a page without an origin, without extension APIs and without network. It starts the engine in a worker, so that
// a job without end cannot hold up the page that watches over it, and passes messages on.

import { isToBox, type BoxFailed } from "./messages.ts";

let worker: Worker | undefined;

function failed(detail: string): void {
  const message: BoxFailed = { type: "failed", id: 0, code: "missing", detail: detail.slice(0, 1_000), fatal: true };
  parent.postMessage(message, "*");
}

self.addEventListener("message", (event: MessageEvent) => {
  if (event.source !== parent || !isToBox(event.data)) return;
  const message = event.data;
  if (message.type === "load") {
    const { script, ...load } = message;
    worker = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
    worker.addEventListener("message", (answer: MessageEvent) => parent.postMessage(answer.data, "*"));
    worker.addEventListener("error", (event) => failed(event.message));
    worker.postMessage(load);
  } else {
    worker?.postMessage(message);
  }
});
