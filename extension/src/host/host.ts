// Runs checks one after another in a box, with a watchdog: a job that crashes or outlasts its time gets one new box and one
// more try. An unused box is taken down.

import * as api from "../api.ts";
import { BOX_IDLE_MS, JOB_MS } from "../messages/limits.ts";
import type { Picture, Snapshot } from "../messages/snapshot.ts";
import type { BoxLoad, Reason, Result } from "../messages.ts";
import { Box } from "./box.ts";
import { Idle } from "./idle.ts";
import { readPackage } from "./package.ts";

/** Checks that may wait. More than a person's open tabs ask for at once is refused as `busy`. */
const QUEUE = 16;
/** One try and one more. */
const TRIES = 2;

/** Errors of the engine by their stable code (src/error.rs); the rest concern the page. */
function reasonOf(code: string): Reason {
  if (code === "missing") return "engine-missing";
  if (code === "model-invalid" || code === "pack-invalid" || code === "schema-unsupported") return "engine-data";
  return "page-refused";
}

export class Host {
  readonly #container: Element;
  #box: Box | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;
  #jobs = 0;
  readonly #idle = new Idle(BOX_IDLE_MS, () => this.#drop());

  constructor(container: Element) {
    this.#container = container;
  }

  /** Checks one page. Never throws: whatever fails is a reason. */
  async assess(snapshot: Snapshot, pictures: Picture[]): Promise<Result> {
    if (this.#waiting >= QUEUE) return { ok: false, reason: "busy" };
    this.#waiting += 1;
    this.#idle.begin();
    const turn = this.#last.then(() => this.#tryTwice(snapshot, pictures)).catch((): Result => ({ ok: false, reason: "engine-missing" }));
    this.#last = turn;
    const result = await turn;
    this.#waiting -= 1;
    this.#idle.end();
    return result;
  }

  async #tryTwice(snapshot: Snapshot, pictures: Picture[]): Promise<Result> {
    let reason: Reason = "engine-crashed";
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const failure = await this.#ensureBox();
      if (failure !== undefined) return { ok: false, reason: failure };
      this.#jobs += 1;
      const outcome = await this.#box?.run({ type: "job", id: this.#jobs, snapshot, pictures }, JOB_MS);
      if (outcome?.kind === "done" && outcome.answer.type === "done") return { ok: true, assessment: outcome.answer.assessment };
      if (outcome?.kind === "failed") return { ok: false, reason: reasonOf(outcome.code) };
      reason = outcome?.kind === "lost" && outcome.how === "timeout" ? "engine-timeout" : "engine-crashed";
      this.#drop();
    }
    return { ok: false, reason };
  }

  async #ensureBox(): Promise<Reason | undefined> {
    if (this.#box) return undefined;
    let load: BoxLoad;
    try {
      load = await readPackage();
    } catch {
      return "engine-missing";
    }
    const box = new Box(api.address("box.html"), this.#container);
    const code = await box.load(load);
    if (code !== undefined) {
      box.remove();
      return code === "trap" ? "engine-crashed" : reasonOf(code);
    }
    this.#box = box;
    return undefined;
  }

  #drop(): void {
    this.#box?.remove();
    this.#box = undefined;
  }
}
