// The offscreen document (Chromium): owns the box and answers the background. Firefox has no such document; there the
// background page itself does this.

import * as api from "./api.ts";
import { Host } from "./host/host.ts";
import { isHostJob } from "./messages.ts";

const host = new Host(document.body);

api.onMessage((value, sender) => {
  // A content script's messages reach every page of the extension; only the background may give jobs.
  if (sender.tab !== undefined || !api.isOwnPage(sender) || !isHostJob(value)) return undefined;
  return host.assess(value.snapshot, value.pictures);
});
