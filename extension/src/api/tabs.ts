// Tabs, the panel, the toolbar, commands.

import { address, ext, firefox } from "./ext.ts";

type Tab = chrome.tabs.Tab;

export async function activeTab(): Promise<Tab | undefined> {
  const [tab] = await ext.tabs.query({ active: true, currentWindow: true });
  return tab;
}

/** Brings a tab to the front. */
export async function showTab(tab: number): Promise<void> {
  await ext.tabs.update(tab, { active: true });
}

export async function tabOf(id: number): Promise<Tab | undefined> {
  try {
    return await ext.tabs.get(id);
  } catch {
    return undefined;
  }
}

export function onTabChange(handle: () => void): void {
  ext.tabs.onActivated.addListener(handle);
}

/** A tab begins to load another page, or goes away. */
export function onTabLeft(handle: (tab: number) => void): void {
  ext.tabs.onUpdated.addListener((tab, change) => {
    if (change.status === "loading") handle(tab);
  });
  ext.tabs.onRemoved.addListener((tab) => handle(tab));
}

/** Runs the content script in a tab that the person pointed at. False where the browser does not let us. */
export async function runContentScript(tab: number): Promise<boolean> {
  try {
    await ext.scripting.executeScript({ target: { tabId: tab }, files: ["content.js"] });
    return true;
  } catch {
    return false;
  }
}

/** Opens the explanation beside the page; in a tab of its own where that cannot be done. Call it first thing in a click. */
export async function openPanel(tab: number, part: string): Promise<void> {
  try {
    if (ext.sidePanel) {
      await ext.sidePanel.open({ tabId: tab });
      return;
    }
    if (firefox?.sidebarAction) {
      await firefox.sidebarAction.open();
      return;
    }
  } catch {
    // No gesture reached us (Firefox, from the page), or there is no side panel here: the tab below serves.
  }
  await ext.tabs.create({ url: address(`panel.html?tab=${tab}#${part}`) });
}

export function openOptions(): Promise<void> {
  return ext.runtime.openOptionsPage();
}

export async function openTab(path: string): Promise<void> {
  await ext.tabs.create({ url: address(path) });
}

/** The extension has just been added, not updated. */
export function onInstalled(handle: () => void): void {
  ext.runtime.onInstalled.addListener(({ reason }) => {
    if (reason === "install") handle();
  });
}

export function onCommand(handle: (command: string, tab: Tab | undefined) => void): void {
  ext.commands?.onCommand.addListener(handle);
}

/** The toolbar's answer for a tab; errors mean that the tab has gone. */
export async function setToolbar(tab: number, look: { title: string; text: string; color: string; icon: string }): Promise<void> {
  try {
    await Promise.all([
      ext.action.setTitle({ tabId: tab, title: look.title }),
      ext.action.setBadgeText({ tabId: tab, text: look.text }),
      ext.action.setBadgeBackgroundColor({ tabId: tab, color: look.color }),
      ext.action.setBadgeTextColor({ tabId: tab, color: "#ffffff" }),
      ext.action.setIcon({ tabId: tab, path: { 16: address(`assets/${look.icon}-16.png`), 32: address(`assets/${look.icon}-32.png`) } }),
    ]);
  } catch {
    // Nothing to tell in a tab that is no more.
  }
}

/** The shortcut of a command as the browser has it, empty where none is set. */
export async function shortcutOf(command: string): Promise<string> {
  const commands = (await ext.commands?.getAll()) ?? [];
  return commands.find(({ name }) => name === command)?.shortcut ?? "";
}
