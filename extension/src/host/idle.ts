// Does something once nothing has gone on for a while. The clock is handed in, so that a test need not wait.

export interface Clock {
  after(delay_ms: number, act: () => void): unknown;
  cancel(timer: unknown): void;
}

export const realClock: Clock = {
  after: (delay_ms, act) => setTimeout(act, delay_ms),
  cancel: (timer) => clearTimeout(timer as ReturnType<typeof setTimeout>),
};

export class Idle {
  readonly #clock: Clock;
  readonly #delay_ms: number;
  readonly #act: () => void;
  #timer: unknown;
  #busy = 0;

  constructor(delay_ms: number, act: () => void, clock: Clock = realClock) {
    this.#delay_ms = delay_ms;
    this.#act = act;
    this.#clock = clock;
  }

  /** Something begins. */
  begin(): void {
    this.#busy += 1;
    this.#clock.cancel(this.#timer);
  }

  /** It has ended; when nothing else goes on, the time begins to run. */
  end(): void {
    this.#busy -= 1;
    if (this.#busy === 0) this.#timer = this.#clock.after(this.#delay_ms, this.#act);
  }
}
