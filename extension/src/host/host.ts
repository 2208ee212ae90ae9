// Runs checks one after another in a box, with a watchdog: a job that crashes or outlasts its time gets one new box and one
// more try.

import { JOB_MS } from "../messages/limits.ts";
import type { Picture, Snapshot } from "../messages/snapshot.ts";
import type { Reason, Result } from "../messages.ts";
import { BoxFailure, Room } from "./room.ts";

/** Checks that may wait. More than a person's open tabs ask for at once is refused as `busy`. */
const QUEUE = 16;
/** One try and one more. */
const TRIES = 2;

/** Errors of the engine by their stable code (src/error.rs); the rest concern the page. */
function reasonOf(code: string): Reason {
  if (code === "missing") return "engine-missing";
  if (code === "trap") return "engine-crashed";
  if (code === "model-invalid" || code === "pack-invalid" || code === "schema-unsupported") return "engine-data";
  return "page-refused";
}

export class Host {
  readonly #room: Room;
  #waiting = 0;

  constructor(container: Element) {
    this.#room = new Room(container);
  }

  /** Checks one page. Never throws: whatever fails is a reason. */
  async assess(snapshot: Snapshot, pictures: Picture[]): Promise<Result> {
    if (this.#waiting >= QUEUE) return { ok: false, reason: "busy" };
    this.#waiting += 1;
    try {
      return await this.#room.inTurn(() => this.#tryTwice(snapshot, pictures));
    } catch (error) {
      return { ok: false, reason: error instanceof BoxFailure ? reasonOf(error.code) : "engine-missing" };
    } finally {
      this.#waiting -= 1;
    }
  }

  async #tryTwice(snapshot: Snapshot, pictures: Picture[]): Promise<Result> {
    let reason: Reason = "engine-crashed";
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      const outcome = await (await this.#room.box()).run({ type: "job", snapshot, pictures }, JOB_MS);
      if (outcome.kind === "done" && outcome.answer.type === "done") return { ok: true, assessment: outcome.answer.assessment };
      if (outcome.kind === "failed") return { ok: false, reason: reasonOf(outcome.code) };
      reason = outcome.kind === "lost" && outcome.how === "timeout" ? "engine-timeout" : "engine-crashed";
      this.#room.drop();
    }
    return { ok: false, reason };
  }
}
