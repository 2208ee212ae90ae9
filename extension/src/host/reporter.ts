// The report page's own box. A question that fails is not put again: the person may.

import { REPORT_MS } from "../messages/limits.ts";
import type { Ask, Given, GivenFor } from "../messages/report.ts";
import { BoxFailure, Room } from "./room.ts";

export class Reporter {
  readonly #room: Room;

  constructor(container: Element) {
    this.#room = new Room(container);
  }

  /** Asks the engine. Throws a {@link BoxFailure}. */
  async ask<W extends Ask["what"]>(ask: Extract<Ask, { what: W }>): Promise<GivenFor<W>> {
    const given = await this.#room.inTurn(() => this.#once(ask));
    // The box may answer what it likes; another answer than the one asked for is none.
    if (given.what !== ask.what) throw new BoxFailure("crashed");
    return given as GivenFor<W>;
  }

  async #once(ask: Ask): Promise<Given> {
    const outcome = await (await this.#room.box()).run({ type: "report", ask }, REPORT_MS);
    if (outcome.kind === "done" && outcome.answer.type === "reported") return outcome.answer.given;
    if (outcome.kind === "failed") throw new BoxFailure(outcome.code);
    this.#room.drop();
    throw new BoxFailure(outcome.kind === "lost" ? outcome.how : "crashed");
  }
}
