// One page from first look to answer: quickly without pictures, then with those that could be had.

import type { Assessment } from "../messages/assessment.ts";
import { stateOf } from "../messages/record.ts";
import type { Snapshot } from "../messages/snapshot.ts";
import type { Result } from "../messages.ts";
import { ask } from "./ask.ts";
import { hideBadge, showBadge } from "./badge.ts";
import { hideMarks, showMarks } from "./cards.ts";
import { isOwn } from "./own.ts";
import { readPictures } from "./pixels.ts";
import { takeSnapshot } from "./snapshot.ts";

export class Checker {
  /** Draw nothing into the page. */
  quiet = false;
  /** Pictures may be asked of their server once more. */
  askAgain = false;
  /** Number of the check under way, 0 for none. An answer to an older one is nobody's. */
  #running = 0;
  #count = 0;
  #again = false;
  #last = "";

  /** Checks now, or once more after the check that is under way. Without `anew` a page that has not changed is left alone. */
  async check(anew: boolean): Promise<void> {
    if (anew) this.#last = "";
    if (this.#running !== 0) {
      this.#again = true;
      return;
    }
    this.#count += 1;
    const turn = this.#count;
    this.#running = turn;
    try {
      do {
        this.#again = false;
        await this.#once(turn);
      } while (this.#again && this.#running === turn);
    } finally {
      if (this.#running === turn) this.#running = 0;
    }
  }

  /** Waits no longer for the answer to the check under way. */
  giveUp(): void {
    this.#running = 0;
  }

  hide(): void {
    hideBadge();
    hideMarks();
  }

  async #once(turn: number): Promise<void> {
    const snapshot = await takeSnapshot(document, isOwn);
    const seen = JSON.stringify(snapshot);
    if (seen === this.#last) return;
    this.#last = seen;
    const quick = await ask(snapshot, []);
    if (this.#running !== turn) return;
    this.#show(snapshot, quick, "none");
    if (quick.ok) await this.#withPictures(turn, snapshot, quick.assessment);
  }

  async #withPictures(turn: number, snapshot: Snapshot, quick: Assessment): Promise<void> {
    const wanted = quick.skipped.flatMap(({ what, where, reason }) => (what === "picture" && reason === "not-given" ? [where] : []));
    const pictures = wanted.length > 0 ? await readPictures(document, wanted, snapshot, this.askAgain) : [];
    if (pictures.length === 0) return;
    const full = await ask(snapshot, pictures);
    if (this.#running !== turn) return;
    this.#show(snapshot, full.ok ? full : { ok: true, assessment: quick }, full.ok ? "read" : "failed");
  }

  #show(snapshot: Snapshot, result: Result, pictures: "none" | "read" | "failed"): void {
    // An answer for an address that the page has left is nobody's.
    if (this.quiet || !sameAddress(snapshot.url)) return this.hide();
    const state = stateOf(result, pictures);
    const assessment = result.ok ? result.assessment : undefined;
    showBadge(state, assessment, result.ok ? (state === "could-not-check" && pictures === "failed" ? "engine-crashed" : undefined) : result.reason);
    showMarks(assessment?.cards ?? [], assessment?.listing["cards"]);
  }
}

function sameAddress(url: string): boolean {
  const here = new URL(location.href);
  here.username = "";
  here.password = "";
  return here.href === url || url.length >= 4_096;
}
