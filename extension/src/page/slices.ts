// Long work in slices, so that no task of ours holds up the page.

/** Longest slice. A frame at 60 Hz is 16.7 ms; half of it stays for the page. */
const SLICE_MS = 8;

/** Lets the page go on. Unlike a timer, a message is not delayed in tabs in the background. */
function pause(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(0);
  });
}

export async function inSlices<T>(work: Generator<void, T>): Promise<T> {
  for (;;) {
    const end_ms = performance.now() + SLICE_MS;
    do {
      const step = work.next();
      if (step.done) return step.value;
    } while (performance.now() < end_ms);
    await pause();
  }
}

/** Longest wait for a page that is never idle. */
const IDLE_MS = 1_000;

/** Resolves when the page has nothing else to do. */
export function whenIdle(): Promise<void> {
  return new Promise((resolve) => requestIdleCallback(() => resolve(), { timeout: IDLE_MS }));
}
