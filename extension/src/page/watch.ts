// Notices when the page has become another one: a new address without a load, or new content. Sparing on purpose: pages
// that never rest are asked ever more rarely.

/** Quiet time after a change before the page is read again. */
const SETTLE_MS = 800;
/** Re-checks of one address for changed content; each waits twice as long as the one before. */
const RECHECKS = 6;
/** Firefox before 147 has no `navigation`; there the address is compared at this pace while the tab is visible. */
const ADDRESS_MS = 1_000;

interface Watched {
  /** The address has changed. */
  moved(): void;
  /** The page has come back; answers that it waited for when it left may never come. */
  returned(): void;
  /** The content has changed. */
  changed(): void;
  /** Nodes of our own, whose changes mean nothing. */
  isOwn(node: Node): boolean;
}

export class Watch {
  readonly #watched: Watched;
  readonly #observer: MutationObserver;
  #href = location.href;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #rechecks = 0;

  constructor(watched: Watched) {
    this.#watched = watched;
    this.#observer = new MutationObserver((records) => this.#mutated(records));
  }

  start(root: Element): void {
    this.#observe(root);
    const navigation = (globalThis as { navigation?: EventTarget }).navigation;
    if (navigation) navigation.addEventListener("currententrychange", () => this.#compare());
    else setInterval(() => document.visibilityState === "visible" && this.#compare(), ADDRESS_MS);
    addEventListener("popstate", () => this.#compare());
    // A page that comes back out of the browser's memory has been forgotten by the background.
    addEventListener("pageshow", ({ persisted }) => persisted && this.#after(SETTLE_MS, () => this.#watched.returned()));
    // A picture that comes late changes what can be looked at, without a change of the DOM.
    root.addEventListener("load", ({ target }) => target instanceof HTMLImageElement && this.#recheck(), { capture: true, passive: true });
  }

  stop(): void {
    this.#observer.disconnect();
    clearTimeout(this.#timer);
  }

  #observe(root: Element): void {
    this.#observer.observe(root, { childList: true, characterData: true, subtree: true, attributes: true, attributeFilter: ["src", "hidden", "content"] });
  }

  #compare(): void {
    if (location.href === this.#href) return;
    this.#href = location.href;
    this.#rechecks = 0;
    this.#after(SETTLE_MS, () => this.#watched.moved());
  }

  #mutated(records: readonly MutationRecord[]): void {
    const foreign = records.some(({ target, addedNodes, removedNodes }) => {
      if (this.#watched.isOwn(target)) return false;
      const nodes = [...addedNodes, ...removedNodes];
      return nodes.length === 0 || nodes.some((node) => !this.#watched.isOwn(node));
    });
    if (foreign) this.#recheck();
  }

  #recheck(): void {
    if (this.#rechecks >= RECHECKS || this.#timer !== undefined) return;
    this.#after(SETTLE_MS * 2 ** this.#rechecks, () => {
      this.#rechecks += 1;
      this.#watched.changed();
    });
  }

  #after(delay_ms: number, act: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      act();
    }, delay_ms);
  }
}
