// The browser's API for extensions: `browser` in Firefox, `chrome` in Chromium. Only files of this room touch either.

type SidebarAction = { open(): Promise<void> };

/** Firefox's own surface, where it has one that Chromium lacks. */
export const firefox = (globalThis as { browser?: { sidebarAction?: SidebarAction } }).browser;
export const ext: typeof chrome = (globalThis as { browser?: typeof chrome }).browser ?? chrome;

export const address = (path: string): string => ext.runtime.getURL(path);
