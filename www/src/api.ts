// The web page's words: the extension's locale files, with the same placeholders. Stands in for the extension's own `api.ts`.

interface Locale {
  [key: string]: { message: string };
}

declare const __LOCALES__: Record<string, Locale>;
declare const __VERSION__: string;

const wanted = navigator.language.replace("-", "_");
const name = [wanted, ...Object.keys(__LOCALES__).filter((locale) => locale.split("_")[0] === wanted.split("_")[0]), "en"].find((locale) => locale in __LOCALES__) ?? "en";
const locale: Locale = __LOCALES__[name] ?? {};

export const language = (): string => message("ui_language");
export const direction = (): string => message("ui_direction");
export const version = (): string => __VERSION__;

export function message(key: string, args: string[] = []): string {
  const text = locale[key]?.message ?? "";
  return text.replace(/\$(\$|[1-9])/gu, (_, sign: string) => (sign === "$" ? "$" : (args[Number(sign) - 1] ?? "")));
}
