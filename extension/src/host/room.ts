// Keeps one box: made when first needed, asked one thing at a time, taken down when unused or of no further use.

import * as api from "../api.ts";
import { BOX_IDLE_MS } from "../messages/limits.ts";
import { Box } from "./box.ts";
import { Idle } from "./idle.ts";
import { readPackage } from "./package.ts";

/** The box gave no answer: the engine's stable code, or `missing`, `crashed`, `timeout`, or `trap` while loading. */
export class BoxFailure extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

export class Room {
  readonly #container: Element;
  #box: Box | undefined;
  #last: Promise<unknown> = Promise.resolve();
  readonly #idle = new Idle(BOX_IDLE_MS, () => this.drop());

  constructor(container: Element) {
    this.#container = container;
  }

  /** Does this after what was begun before it, whatever became of that. */
  inTurn<T>(act: () => Promise<T>): Promise<T> {
    this.#idle.begin();
    const turn = this.#last.then(act).finally(() => this.#idle.end());
    this.#last = turn.catch(() => undefined);
    return turn;
  }

  /** The box, loaded. Throws a {@link BoxFailure}. */
  async box(): Promise<Box> {
    if (this.#box) return this.#box;
    const load = await readPackage().catch(() => undefined);
    if (!load) throw new BoxFailure("missing");
    const box = new Box(api.address("box.html"), this.#container);
    const code = await box.load(load);
    if (code !== undefined) {
      box.remove();
      throw new BoxFailure(code);
    }
    this.#box = box;
    return box;
  }

  drop(): void {
    this.#box?.remove();
    this.#box = undefined;
  }
}
