// The report: one JSON file with the answer and the page as it was checked. With it anyone can replay the check by the command
// line (`touchstone check`) and must reach `digest_without_pictures`. It is saved by the person and sent nowhere.

import * as api from "../api.ts";
import type { Assessment } from "../messages/assessment.ts";
import type { PageRecord } from "../messages/record.ts";
import type { Snapshot } from "../messages/snapshot.ts";

/** Every field of a report. */
export interface Report {
  schema: 1;
  /** What this file is, for who opens it. */
  about: string;
  /** Version of the extension. */
  extension: string;
  /** When the page was checked, ISO 8601. */
  checked_at: string;
  assessment: Assessment;
  snapshot: Snapshot;
  /** Digest of the answer that the snapshot gives without pictures. */
  digest_without_pictures?: string;
}

/** The file's text; nothing where there is no answer, or the page's copy was too large to keep. */
export function reportOf({ result, snapshot, at_ms, digest_without_pictures }: PageRecord): string | undefined {
  if (!result.ok || !snapshot) return undefined;
  const report: Report = {
    schema: 1,
    about: api.message("report_about"),
    extension: api.version(),
    checked_at: new Date(at_ms).toISOString(),
    assessment: result.assessment,
    snapshot,
    ...(digest_without_pictures ? { digest_without_pictures } : {}),
  };
  return `${JSON.stringify(report, null, 1)}\n`;
}

export function reportName({ url, at_ms }: PageRecord): string {
  const host = URL.canParse(url) ? new URL(url).hostname.replaceAll(/[^a-z0-9.-]/g, "") : "page";
  return `touchstone-${host}-${new Date(at_ms).toISOString().slice(0, 10)}.json`;
}
