// The locale files as the engine reads them, for the package's page and for letters in the receiver's language.

import * as api from "../api.ts";

/** The languages that we speak, as folders of `_locales`. */
const LOCALES = ["en", "ar", "de", "es", "fr", "ja", "pt_BR", "zh_CN"] as const;
type Locale = (typeof LOCALES)[number];

/** The first of the languages (BCP 47) that we speak, English where it is none. */
export function localeOf(languages: readonly string[]): Locale {
  const found = languages.map((tag) => {
    const [language = "", region = ""] = tag.replace("-", "_").split("_");
    return LOCALES.find((locale) => locale === `${language}_${region}`) ?? LOCALES.find((locale) => locale.split("_")[0] === language);
  });
  return found.find((locale) => locale !== undefined) ?? "en";
}

export async function wordsOf(locale: Locale): Promise<Uint8Array<ArrayBuffer>> {
  const response = await fetch(api.address(`_locales/${locale}/messages.json`));
  return new Uint8Array(await response.arrayBuffer());
}
