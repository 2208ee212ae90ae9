// One page from first look to answer: quickly without pictures, then with those that could be had.

import type { Picture, Snapshot } from "../messages/snapshot.ts";
import type { Told } from "../messages/told.ts";
import { ask } from "./ask.ts";
import { hideBadge, showBadge } from "./badge.ts";
import { meetBuying } from "./buying.ts";
import { hideMarks, showMarks } from "./cards.ts";
import { isOwn } from "./own.ts";
import { readPictures, type PointedAt } from "./pixels.ts";
import { sellsSomething } from "./selling.ts";
import { takeSnapshot } from "./snapshot.ts";

export class Checker {
  /** Draw nothing into the page. */
  quiet = false;
  /** Pictures may be asked of their server once more. */
  askAgain = false;
  /** The person's own word or sign. */
  mark = "";
  /** Number of the check under way, 0 for none. An answer to an older one is nobody's. */
  #running = 0;
  #count = 0;
  #again = false;
  #last: Snapshot | undefined;
  #told: Told | undefined;
  /** A person asked for this page, whatever it looks like. */
  #asked = false;
  #pointedAt: PointedAt | undefined;

  /** Checks now, or once more after the check that is under way. Without `anew` a page that has not changed is left alone. */
  async check(anew: boolean, asked = false): Promise<void> {
    if (anew) this.#last = undefined;
    this.#asked ||= asked;
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

  /** Checks with a picture that the person pointed at; it takes part for as long as the page shows it. */
  checkPhoto(photo: PointedAt): Promise<void> {
    this.#pointedAt = photo;
    return this.check(true, true);
  }

  /** The pictures at these addresses, read as for a check. */
  async pictures(srcs: readonly string[]): Promise<Picture[]> {
    if (!this.#last) return [];
    return (await readPictures(document, srcs, this.#last, this.askAgain, this.#pointedAt)).pictures;
  }

  /** Waits no longer for the answer to the check under way. */
  giveUp(): void {
    this.#running = 0;
  }

  hide(): void {
    hideBadge();
    hideMarks();
    meetBuying(undefined, this.mark);
  }

  /** Shows an answer: the one to this page's check, or that answer once more as the person's settings have it now. */
  show(told: Told): void {
    this.#told = told;
    // An answer for an address that the page has left is nobody's.
    if (!isHere(told.url)) return this.hide();
    meetBuying(told, this.mark);
    if (this.quiet) {
      hideBadge();
      hideMarks();
      return;
    }
    showBadge(told, this.mark);
    showMarks(told.marks, told.result.ok ? told.result.assessment.listing["cards"] : undefined);
  }

  /** Draws the last answer again, as after a change of how it is to be drawn. */
  redraw(): void {
    if (this.#told) this.show(this.#told);
  }

  async #once(turn: number): Promise<void> {
    if (!this.#asked && !sellsSomething(document)) return this.#told ? this.hide() : undefined;
    const snapshot = await takeSnapshot(document, isOwn);
    if (this.#last && isSame(this.#last, snapshot)) return;
    this.#last = snapshot;
    const quick = await ask(snapshot, [], []);
    if (this.#running !== turn) return;
    this.show(quick);
    if (quick.result.ok) await this.#withPictures(turn, snapshot, quick);
  }

  async #withPictures(turn: number, snapshot: Snapshot, quick: Told): Promise<void> {
    const skipped = quick.result.ok ? quick.result.assessment.skipped : [];
    const wanted = skipped.flatMap(({ what, where, reason }) => (what === "picture" && reason === "not-given" ? [where] : []));
    const { pictures, looks } = await readPictures(document, wanted, snapshot, this.askAgain, this.#pointedAt);
    if (pictures.length === 0) return;
    const full = await ask(snapshot, pictures, looks);
    if (this.#running !== turn) return;
    this.show(full);
  }
}

/** Without writing both out: a page may be 4 MiB. */
function isSame(a: Snapshot, b: Snapshot): boolean {
  return a.url === b.url && a.html === b.html && a.images.length === b.images.length && a.images.every((image, at) => {
    const other = b.images[at];
    return image.src === other?.src && image.shown === other.shown && image.width_px === other.width_px;
  });
}

function isHere(url: string): boolean {
  const here = new URL(location.href);
  here.username = "";
  here.password = "";
  return here.href === url || url.length >= 4_096;
}
