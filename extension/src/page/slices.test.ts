import assert from "node:assert/strict";
import { test } from "node:test";
import { inSlices } from "./slices.ts";

/** Work of equal steps on a clock that only the work moves; the pause between two slices is a task of its own. */
async function steps(count: number, step_ms: number): Promise<number[]> {
  const real = performance.now;
  let now_ms = 0;
  performance.now = () => now_ms;
  const slices: number[] = [];
  let open = 0;
  function* work(): Generator<void, void> {
    for (let step = 0; step < count; step += 1) {
      if (open === 0) setImmediate(() => (slices.push(open), (open = 0)));
      open += 1;
      now_ms += step_ms;
      yield;
    }
  }
  try {
    await inSlices(work());
    await new Promise((resolve) => setImmediate(resolve));
  } finally {
    performance.now = real;
  }
  return slices;
}

test("work is cut into slices that leave half of a frame to the page", async () => {
  const slices = await steps(1_000, 1);
  assert.equal(slices.reduce((sum, slice) => sum + slice, 0), 1_000);
  assert.ok(Math.max(...slices) <= 16, `a task of ${Math.max(...slices)} ms`);
  assert.ok(slices.length >= 60, `${slices.length} tasks`);
});

test("short work is one slice", async () => {
  assert.deepEqual(await steps(5, 1), [5]);
});
