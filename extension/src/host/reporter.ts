// The report page's own box: asked one thing at a time. A box that fails is removed; the next question gets a new one.

import * as api from "../api.ts";
import { BOX_IDLE_MS, REPORT_MS } from "../messages/limits.ts";
import type { Ask, Given, GivenFor } from "../messages/report.ts";
import { Box } from "./box.ts";
import { Idle } from "./idle.ts";
import { readPackage } from "./package.ts";

/** A question came to nothing: the engine's stable code, or `missing`, `crashed`, `timeout`. */
export class ReportFailure extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export class Reporter {
  readonly #container: Element;
  #box: Box | undefined;
  #last: Promise<unknown> = Promise.resolve();
  #jobs = 0;
  readonly #idle = new Idle(BOX_IDLE_MS, () => this.#drop());

  constructor(container: Element) {
    this.#container = container;
  }

  /** Asks the engine. Throws a {@link ReportFailure}. */
  async ask<W extends Ask["what"]>(ask: Extract<Ask, { what: W }>): Promise<GivenFor<W>> {
    this.#idle.begin();
    const turn = this.#last.then(() => this.#once(ask)).finally(() => this.#idle.end());
    this.#last = turn.catch(() => undefined);
    const given = await turn;
    // The box may answer what it likes; another answer than the one asked for is none.
    if (given.what !== ask.what) throw new ReportFailure("crashed");
    return given as GivenFor<W>;
  }

  async #once(ask: Ask): Promise<Given> {
    const box = this.#box ?? (await this.#newBox());
    this.#jobs += 1;
    const outcome = await box.run({ type: "report", id: this.#jobs, ask }, REPORT_MS);
    if (outcome.kind === "done" && outcome.answer.type === "reported") return outcome.answer.given;
    if (outcome.kind === "failed") throw new ReportFailure(outcome.code);
    this.#drop();
    throw new ReportFailure(outcome.kind === "lost" ? outcome.how : "crashed");
  }

  async #newBox(): Promise<Box> {
    const load = await readPackage().catch(() => undefined);
    if (!load) throw new ReportFailure("missing");
    const box = new Box(api.address("box.html"), this.#container);
    const code = await box.load(load);
    if (code !== undefined) {
      box.remove();
      throw new ReportFailure(code);
    }
    this.#box = box;
    return box;
  }

  #drop(): void {
    this.#box?.remove();
    this.#box = undefined;
  }
}
