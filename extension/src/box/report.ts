// Reports inside the box: each question goes to the engine's own function; only photos in formats that a package does not hold are
// written anew first.

import type { Ask, Door, Given, Letter, Redaction, ReportFile, Signatures } from "../messages/report.ts";
import type { Picture } from "../messages/snapshot.ts";
import { decodeWhatTheEngineCannot } from "./decode.ts";

type Bytes = Uint8Array<ArrayBuffer>;

/** The engine's functions for reports (src/wasm/report.rs). */
export interface ReportEngine {
  report_draft(words: Bytes, material: object, choice: object): { files: ReportFile[]; to_sign: Bytes; manifest_sha256: Bytes; redactions: Redaction[] };
  report_doors(url: string, listing: object, person: object): (Door & { channel: Record<string, unknown> })[];
  report_letter(words: Bytes, channel: string, bytes: Bytes, sender: object): Letter;
  report_xarf(bytes: Bytes, sender: object): Record<string, unknown>;
  report_subject(bytes: Bytes): object;
}
export interface ReportFunctions {
  report_seal(files: ReportFile[], signatures: Signatures): Bytes;
  report_table(subjects: object[]): string;
}

export async function answer(engine: ReportEngine, functions: ReportFunctions, ask: Ask): Promise<Given> {
  switch (ask.what) {
    case "draft": {
      const { words, choice, what, ...material } = ask;
      const photos = await filesOf(ask.photos);
      const { files, to_sign, manifest_sha256, redactions } = engine.report_draft(words, { ...material, photos }, choice);
      return { what, files, to_sign, manifest_sha256, redactions, photos: photos.map(({ src }) => src) };
    }
    case "seal":
      return { what: "seal", package: functions.report_seal(ask.files, ask.signatures) };
    case "doors": {
      const doors = engine.report_doors(ask.url, ask.listing, ask.person).map(({ channel: { id, name, url, languages, answer, xarf }, closed }): Door =>
        ({ channel: { id, name, url, languages, answer, xarf }, ...(closed === undefined ? {} : { closed }) }));
      return { what: "doors", doors };
    }
    case "letter": {
      const { subject, body, mailto, eml, missing } = engine.report_letter(ask.words, ask.channel, ask.package, ask.sender);
      return { what: "letter", letter: { subject, body, mailto, eml, missing } };
    }
    case "xarf":
      return { what: "xarf", json: `${JSON.stringify(engine.report_xarf(ask.package, ask.sender), null, 1)}\n` };
    case "table":
      return { what: "table", csv: functions.report_table(ask.packages.map((bytes) => engine.report_subject(bytes))) };
  }
}

/** Photos as files: what the engine reads goes in as it is, the rest as a PNG of the same pixels. */
async function filesOf(pictures: readonly Picture[]): Promise<{ src: string; bytes: Bytes }[]> {
  const files: { src: string; bytes: Bytes }[] = [];
  for (const picture of await decodeWhatTheEngineCannot(pictures)) {
    if ("bytes" in picture) {
      files.push(picture);
      continue;
    }
    const canvas = new OffscreenCanvas(picture.width_px, picture.height_px);
    canvas.getContext("2d")?.putImageData(new ImageData(new Uint8ClampedArray(picture.rgba), picture.width_px, picture.height_px), 0, 0);
    files.push({ src: picture.src, bytes: new Uint8Array(await (await canvas.convertToBlob({ type: "image/png" })).arrayBuffer()) });
  }
  return files;
}
