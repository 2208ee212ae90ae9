// The locale files as the engine reads them, for the package's page and for letters in the receiver's language.

import * as api from "../api.ts";
import type { Locale } from "./languages.ts";

export async function wordsOf(locale: Locale): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(api.address(`_locales/${locale}/messages.json`));
  return new Uint8Array(await response.arrayBuffer());
}
