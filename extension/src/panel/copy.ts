// The explanation as plain text, for the clipboard.

import * as api from "../api.ts";
import type { Finding } from "../messages/assessment.ts";
import type { PageRecord } from "../messages/record.ts";
import { adviceOf, familyOf, plain, signOf, strengthOf, toldMeaning, toldSentence } from "../ui/words.ts";
import { factsOf } from "./facts.ts";

export function textOf(record: PageRecord): string {
  const { url, at_ms, result } = record;
  const head = [`${api.message("ui_name")}: ${toldSentence(record)}`, toldMeaning(record), url, new Date(at_ms).toISOString()];
  if (!result.ok) return head.join("\n");
  const { findings, listing, engine, digest } = result.assessment;
  const part = (name: string, lines: string[]): string[] => (lines.length === 0 ? [] : ["", api.message(name), ...lines]);
  return [
    ...head,
    ...part("ui_signs_against", findings.filter(({ weight_centibans }) => weight_centibans > 0).flatMap(lines)),
    ...part("ui_signs_for", findings.filter(({ weight_centibans }) => weight_centibans < 0).flatMap(lines)),
    ...part("ui_facts", factsOf(listing).map(({ label, value }) => `${label}: ${value}`)),
    "",
    `${api.message("ui_version_engine")} ${engine.version} · ${api.message("ui_digest")} ${digest}`,
    api.message("report_about"),
  ].join("\n");
}

function lines(finding: Finding): string[] {
  const quotes = finding.quotes.flatMap(({ text, image }) => (text ? [`  “${plain(text)}”`] : image ? [`  ${image}`] : []));
  const advice = adviceOf(finding);
  return [`- ${familyOf(finding.family)}: ${plain(signOf(finding))} (${strengthOf(finding)})`, ...quotes, ...(advice ? [`  ${advice}`] : [])];
}
