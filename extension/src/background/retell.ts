// When the person's own list or sensitivity changes, every open page is told anew. The engine is not asked again.

import * as api from "../api.ts";
import { OWN_LIST_KEY } from "../settings/own-list.ts";
import { onSettings } from "../settings/settings.ts";
import { decided, toldOf } from "./checks.ts";
import { allRecords, keep } from "./store.ts";
import { showOnToolbar } from "./toolbar.ts";

export function followSettings(): void {
  onSettings(() => void retell());
  api.onStored("local", (keys) => {
    if (keys.includes(OWN_LIST_KEY)) void retell();
  });
}

async function retell(): Promise<void> {
  for (const [tab, before] of await allRecords()) {
    const record = await decided(before);
    // The panel follows what is stored, and must see that something changed.
    if (JSON.stringify([record.state, record.decision, record.marks]) !== JSON.stringify([before.state, before.decision, before.marks])) {
      await keep(tab, record);
      await showOnToolbar(tab, record);
    }
    await api.sendToTab(tab, await toldOf(record));
  }
}
