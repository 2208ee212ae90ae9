// One box: the sandboxed frame in which the engine runs, and the only one who talks to it. A box that traps, hangs or
// vanishes is removed; the next job gets a new one.

import { isFromBox, type BoxJob, type BoxLoad, type BoxReport, type FromBox } from "../messages.ts";

/** What came of a job. `lost` means that this box is of no further use. */
export type Outcome = { kind: "done"; answer: Extract<FromBox, { type: "done" | "reported" }> } | { kind: "failed"; code: string } | { kind: "lost"; how: "crashed" | "timeout" };

/** What a box is asked to do; it numbers its jobs itself. */
type Work = Omit<BoxJob, "id"> | Omit<BoxReport, "id">;

/** Time for a box to load, compile and take in the data. Measured at 3 s on a busy machine; slow ones get ten times that. */
const LOAD_MS = 30_000;

export class Box {
  readonly #frame: HTMLIFrameElement;
  #jobs = 0;
  #waiting: ((message: FromBox | undefined) => void) | undefined;

  constructor(address: string, container: Element) {
    this.#frame = container.ownerDocument.createElement("iframe");
    // Chromium sandboxes the page by the manifest, Firefox by this attribute.
    this.#frame.setAttribute("sandbox", "allow-scripts");
    this.#frame.src = address;
    self.addEventListener("message", this.#receive);
    container.append(this.#frame);
  }

  readonly #receive = (event: MessageEvent): void => {
    if (event.source !== this.#frame.contentWindow || event.source === null) return;
    // What does not keep to the protocol counts as a crash.
    const message = isFromBox(event.data) ? event.data : undefined;
    if (message?.type === "failed") console.error(`Touchstone engine, ${message.code}: ${message.detail}`);
    this.#waiting?.(message);
  };

  /** Loads the engine. Returns the error code, or nothing when it stands ready. */
  async load(load: BoxLoad): Promise<string | undefined> {
    const loaded = await this.#frameLoaded();
    if (!loaded) return "missing";
    const answer = await this.#ask(load, LOAD_MS);
    if (answer === "timeout" || answer === undefined) return "missing";
    if (answer.type === "failed") return answer.code;
    return answer.type === "ready" ? undefined : "missing";
  }

  async run(work: Work, limit_ms: number): Promise<Outcome> {
    this.#jobs += 1;
    const id = this.#jobs;
    const answer = await this.#ask({ ...work, id }, limit_ms);
    if (answer === "timeout") return { kind: "lost", how: "timeout" };
    if (answer === undefined || answer.type === "ready" || answer.id !== id) return { kind: "lost", how: "crashed" };
    if (answer.type !== "failed") return { kind: "done", answer };
    return answer.fatal ? { kind: "lost", how: "crashed" } : { kind: "failed", code: answer.code };
  }

  remove(): void {
    self.removeEventListener("message", this.#receive);
    this.#waiting?.(undefined);
    this.#frame.remove();
  }

  #frameLoaded(): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), LOAD_MS);
      this.#frame.addEventListener(
        "load",
        () => {
          clearTimeout(timer);
          resolve(true);
        },
        { once: true },
      );
    });
  }

  #ask(message: BoxLoad | BoxJob | BoxReport, limit_ms: number): Promise<FromBox | undefined | "timeout"> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => settle("timeout"), limit_ms);
      const settle = (value: FromBox | undefined | "timeout"): void => {
        clearTimeout(timer);
        this.#waiting = undefined;
        resolve(value);
      };
      this.#waiting = settle;
      // The frame's origin is opaque, so no narrower target can be named; the window is ours.
      this.#frame.contentWindow?.postMessage(message, "*");
    });
  }
}
