// Asks the background for a check and waits for the answer, calling every few seconds so that Firefox keeps the other side
// alive, and asking again where it was stopped all the same.

import * as api from "../api.ts";
import type { Look } from "../messages/look.ts";
import { PING_MS } from "../messages/limits.ts";
import { fits, type Picture, type Snapshot } from "../messages/snapshot.ts";
import { isTold, untold, type Told } from "../messages/told.ts";
import type { Check, Ping } from "../messages.ts";

/** Waits before each try. A background that has just been stopped, or is being updated, is back within about a second. */
const WAITS_MS = [0, 250, 1_500];
const PING: Ping = { type: "ping" };

/** Random part of this document's job names. */
const documentName = [...crypto.getRandomValues(new Uint8Array(9))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
let count = 0;

/** Longest wait for one answer: a queue of slow jobs and two rebuilt boxes fit well within. */
const ANSWER_MS = 120_000;

export async function ask(snapshot: Snapshot, pictures: Picture[], looks: Look[]): Promise<Told> {
  if (!fits(snapshot, pictures)) return untold(snapshot.url, "page-too-large");
  count += 1;
  const message: Check = { type: "check", job: `${documentName}:${count}`, snapshot, pictures, looks };
  const pings = setInterval(() => void api.send(PING), PING_MS);
  try {
    const attempt = (): Promise<unknown> => Promise.race([api.send(message), new Promise((resolve) => setTimeout(resolve, ANSWER_MS))]);
    return (await api.tryAfter(WAITS_MS, attempt, isTold)) ?? untold(snapshot.url, "interrupted");
  } finally {
    clearInterval(pings);
  }
}
