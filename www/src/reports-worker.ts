// Reads packages in a worker. What stands in them was written by strangers: only numbers, words and pictures come back, never a page.

import { loadEngine } from "./load.ts";
import type { Answers, PackagePicture, Question, Reply, Subject, Verification } from "./package.ts";

interface Engine {
  report_verify(bytes: Uint8Array): Verification;
  report_subject(bytes: Uint8Array): Subject;
  report_xarf(bytes: Uint8Array, sender: { email: string }): Record<string, unknown>;
}
declare const wasm_bindgen: {
  report_inspect(bytes: Uint8Array): Verification;
  report_files(bytes: Uint8Array): { path: string; bytes: Uint8Array<ArrayBuffer> }[];
  report_table(subjects: Subject[]): string;
};

/** Types of picture files by their first bytes: a browser must not guess. */
const TYPES: readonly [magic: readonly number[], type: string][] = [
  [[0x89, 0x50, 0x4e, 0x47], "image/png"], [[0xff, 0xd8, 0xff], "image/jpeg"], [[0x47, 0x49, 0x46, 0x38], "image/gif"], [[0x52, 0x49, 0x46, 0x46], "image/webp"], [[0x42, 0x4d], "image/bmp"],
];

function pictures(bytes: Uint8Array): PackagePicture[] {
  return wasm_bindgen.report_files(bytes).flatMap(({ path, bytes }) => {
    const type = TYPES.find(([magic]) => magic.every((byte, at) => bytes[at] === byte))?.[1];
    return type === undefined ? [] : [{ path, blob: new Blob([bytes], { type }) }];
  });
}

// The page names the worker by what it needs: judging a page again takes the networks, reading a package does not.
const engine = loadEngine<Engine>(self.name === "judge");

async function answer(question: Question): Promise<Answers[keyof Answers]> {
  const ready = await engine;
  switch (question.what) {
    case "verify":
      return ready.report_verify(question.bytes);
    case "read":
      return { verification: wasm_bindgen.report_inspect(question.bytes), subject: ready.report_subject(question.bytes) };
    case "pictures":
      return pictures(question.bytes);
    case "table":
      return wasm_bindgen.report_table(question.subjects);
    case "xarf":
      return ready.report_xarf(question.bytes, { email: question.email });
  }
}

addEventListener("message", ({ data: { id, question } }: MessageEvent<{ id: number; question: Question }>) => {
  const say = (reply: Reply): void => postMessage(reply);
  answer(question).then(
    (given) => say({ id, given }),
    (error: unknown) => say({ id, failed: error instanceof Error ? error.message : String(error) }),
  );
});
