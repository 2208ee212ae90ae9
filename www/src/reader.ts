// The page's side of a reports worker.

import type { Answers, Question, Reply } from "./package.ts";

export class Reader {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, { done: (given: never) => void; failed: (error: Error) => void }>();
  #count = 0;

  /** `judge` can judge a page again; `read` starts sooner. */
  constructor(kind: "judge" | "read") {
    this.#worker = new Worker("../pkg/reports-worker.js", { name: kind });
    this.#worker.addEventListener("message", ({ data }: MessageEvent<Reply>) => {
      const waiting = this.#waiting.get(data.id);
      this.#waiting.delete(data.id);
      if ("failed" in data) waiting?.failed(new Error(data.failed));
      else waiting?.done(data.given as never);
    });
    this.#worker.addEventListener("error", ({ message }) => this.#waiting.forEach(({ failed }) => failed(new Error(message))));
  }

  ask<W extends Question["what"]>(question: Extract<Question, { what: W }>): Promise<Answers[W]> {
    this.#count += 1;
    const id = this.#count;
    return new Promise((done, failed) => {
      this.#waiting.set(id, { done, failed });
      this.#worker.postMessage({ id, question });
    });
  }
}

export const bytesOf = async (file: File): Promise<Uint8Array> => new Uint8Array(await file.arrayBuffer());

/** Files that are chosen in `input` or dropped on the page. */
export function onFiles(input: HTMLInputElement, handle: (files: File[]) => void): void {
  input.addEventListener("change", () => handle([...(input.files ?? [])]));
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => {
    event.preventDefault();
    handle([...(event.dataTransfer?.files ?? [])]);
  });
}
