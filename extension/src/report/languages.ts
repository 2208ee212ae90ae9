// The languages that reports and letters can be written in.

/** The folders of `_locales`, held equal by a test. */
export const LOCALES = ["en", "ar", "de", "es", "fr", "ja", "pt_BR", "zh_CN"] as const;
export type Locale = (typeof LOCALES)[number];

/** The first of the languages (BCP 47) that we speak, English where it is none. */
export function localeOf(languages: readonly string[]): Locale {
  const found = languages.map((tag) => {
    const [language = "", region = ""] = tag.replace("-", "_").split("_");
    return LOCALES.find((locale) => locale === `${language}_${region}`) ?? LOCALES.find((locale) => locale.split("_")[0] === language);
  });
  return found.find((locale) => locale !== undefined) ?? "en";
}
