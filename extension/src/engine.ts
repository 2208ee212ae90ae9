// The engine worker inside the box: the wasm-bindgen glue stands in front of this file, in the same script.

import { decodeWhatTheEngineCannot } from "./box/decode.ts";
import { isRecord } from "./messages/guard.ts";
import { answer, type ReportEngine, type ReportFunctions } from "./box/report.ts";
import type { BoxJob, BoxLoad, BoxReport, DataFile, FromBox } from "./messages.ts";
import type { Assessment } from "./messages/assessment.ts";
import type { Picture, Snapshot } from "./messages/snapshot.ts";

interface Engine extends ReportEngine {
  assess(snapshot: Snapshot, pictures: Picture[]): Assessment;
}
declare const wasm_bindgen: ReportFunctions & {
  initSync(source: { module: Uint8Array<ArrayBuffer> }): unknown;
  Engine: new (models: DataFile[], packs: DataFile[]) => Engine;
};

let engine: Engine | undefined;

function tell(message: FromBox): void {
  postMessage(message);
}

/** The engine's errors carry a stable `code`; anything else is a trap, after which the instance must not be used. */
function codeOf(error: unknown): string | undefined {
  return isRecord(error) && typeof error["code"] === "string" ? error["code"] : undefined;
}

function tellFailure(id: number, code: string, error: unknown, fatal: boolean): void {
  tell({ type: "failed", id, code, detail: String(error).slice(0, 1_000), fatal });
}

function load(message: Omit<BoxLoad, "script">): void {
  try {
    wasm_bindgen.initSync({ module: message.wasm });
  } catch (error) {
    tellFailure(0, "missing", error, true);
    return;
  }
  try {
    engine = new wasm_bindgen.Engine(message.models, message.packs);
    tell({ type: "ready" });
  } catch (error) {
    tellFailure(0, codeOf(error) ?? "trap", error, true);
  }
}

async function run(job: BoxJob | BoxReport): Promise<void> {
  const { id } = job;
  try {
    if (!engine) throw new Error("no engine");
    if (job.type === "report") tell({ type: "reported", id, given: await answer(engine, wasm_bindgen, job.ask) });
    else tell({ type: "done", id, assessment: engine.assess(job.snapshot, await decodeWhatTheEngineCannot(job.pictures)) });
  } catch (error) {
    const code = codeOf(error);
    tellFailure(id, code ?? "trap", error, code === undefined || code === "internal");
  }
}

self.addEventListener("message", (event: MessageEvent<Omit<BoxLoad, "script"> | BoxJob | BoxReport>) => {
  // Only the box can reach this worker, and it has guarded the message.
  if (event.data.type === "load") load(event.data);
  else void run(event.data);
});
