// Bounds on what travels between the parts. The same numbers stand in src/limits.rs for the engine.

/** Largest snapshot, HTML in UTF-8 bytes. */
export const SNAPSHOT_BYTES = 4 << 20;
/** Largest message, all parts together. Both browsers pass 16 MiB in about 0.1 s. */
export const MESSAGE_BYTES = 16 << 20;
/** Largest picture file. */
export const PICTURE_BYTES = 8 << 20;
/** Most pixels of a picture. */
export const PICTURE_PIXELS = 16_000_000;
/** Longest side of a picture. */
export const PICTURE_SIDE_PX = 8_192;
/** Pictures sent along for one page: the engine looks at 8 of one product, at 24 on a page of several (src/limits.rs). */
export const PICTURES = 24;
/** Pictures that a snapshot lists. */
export const SNAPSHOT_IMAGES = 400;
/** One kept string, UTF-16 units (the engine cuts at 4 KiB of UTF-8). */
export const STRING_UNITS = 4 << 10;
/** An address. */
export const ADDRESS_UNITS = 4 << 10;
/** One job of the box, loading left out. */
export const JOB_MS = 10_000;
/** How often a waiting content script calls, so that Firefox keeps the event page. Its idle limit is 30 s. */
export const PING_MS = 5_000;
/** An unused box is taken down after this time. */
export const BOX_IDLE_MS = 60_000;
/** One step of a report, its pictures looked at once more. */
export const REPORT_MS = 60_000;
/** A report's own notes kept in the browser. */
export const REPORTS_KEPT = 200;
