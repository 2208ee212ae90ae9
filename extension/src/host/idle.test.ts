import assert from "node:assert/strict";
import { test } from "node:test";
import { BOX_IDLE_MS } from "../messages/limits.ts";
import { Idle, type Clock } from "./idle.ts";

/** Time that passes when the test says so. */
class TestClock implements Clock {
  now_ms = 0;
  #due: { at_ms: number; act: () => void }[] = [];

  after(delay_ms: number, act: () => void): unknown {
    const timer = { at_ms: this.now_ms + delay_ms, act };
    this.#due.push(timer);
    return timer;
  }
  cancel(timer: unknown): void {
    this.#due = this.#due.filter((other) => other !== timer);
  }
  pass(span_ms: number): void {
    this.now_ms += span_ms;
    const ready = this.#due.filter(({ at_ms }) => at_ms <= this.now_ms);
    this.#due = this.#due.filter((timer) => !ready.includes(timer));
    for (const { act } of ready) act();
  }
}

test("a box without work is dropped after 60 s, once, and not while any job runs", () => {
  const clock = new TestClock();
  let dropped = 0;
  const idle = new Idle(BOX_IDLE_MS, () => (dropped += 1), clock);
  assert.equal(BOX_IDLE_MS, 60_000);
  idle.begin();
  idle.begin();
  clock.pass(100_000);
  idle.end();
  clock.pass(100_000);
  assert.equal(dropped, 0);
  idle.end();
  clock.pass(59_999);
  assert.equal(dropped, 0);
  idle.begin();
  clock.pass(60_000);
  idle.end();
  clock.pass(59_999);
  assert.equal(dropped, 0);
  clock.pass(1);
  assert.equal(dropped, 1);
  clock.pass(200_000);
  assert.equal(dropped, 1);
});
