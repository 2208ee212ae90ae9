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
  #running = false;
  #again = false;
  #last = "";

  /** Checks now, or once more after the check that is under way. Without `anew` a page that has not changed is left alone. */
  async check(anew: boolean): Promise<void> {
    if (anew) this.#last = "";
    if (this.#running) {
      this.#again = true;
      return;
    }
    this.#running = true;
    try {
      do {
        this.#again = false;
        await this.#once();
      } while (this.#again);
    } finally {
      this.#running = false;
    }
  }

  hide(): void {
    hideBadge();
    hideMarks();
  }

  async #once(): Promise<void> {
    const snapshot = await takeSnapshot(document, isOwn);
    const seen = JSON.stringify(snapshot);
    if (seen === this.#last) return;
    this.#last = seen;
    const quick = await ask(snapshot, []);
    this.#show(snapshot, quick, "none");
    if (quick.ok) await this.#withPictures(snapshot, quick.assessment);
  }

  async #withPictures(snapshot: Snapshot, quick: Assessment): Promise<void> {
    const wanted = quick.skipped.flatMap(({ what, where, reason }) => (what === "picture" && reason === "not-given" ? [where] : []));
    const pictures = wanted.length > 0 ? await readPictures(document, wanted, snapshot, this.askAgain) : [];
    if (pictures.length === 0) return;
    const full = await ask(snapshot, pictures);
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
