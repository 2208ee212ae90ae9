// The engine in a worker: a page that takes long does not freeze the tab.

import type { Assessment } from "../../extension/src/messages/assessment.ts";
import { loadEngine } from "./load.ts";

/** What the worker says. */
export type Answer = { type: "ready" } | { type: "done"; assessment: Assessment } | { type: "failed"; detail: string };

interface Engine {
  check_file(bytes: Uint8Array, url: string): Assessment;
}

const say = (answer: Answer): void => postMessage(answer);

const engine = loadEngine<Engine>(true);
engine.then(
  () => say({ type: "ready" }),
  (error: unknown) => say({ type: "failed", detail: String(error) }),
);
addEventListener("message", ({ data }: MessageEvent<{ bytes: Uint8Array; url: string }>) => {
  engine.then((ready) => say({ type: "done", assessment: ready.check_file(data.bytes, data.url) })).catch((error: unknown) => say({ type: "failed", detail: error instanceof Error ? error.message : String(error) }));
});
