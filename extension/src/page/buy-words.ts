// Whether the words on a control mean buying.

/** Longest words on a button; more is a link around a whole card. */
const CONTROL_UNITS = 60;

const folded = (text: string): string => text.normalize("NFKC").toLowerCase().replace(/\s+/gu, " ").trim();
/** Scripts that put no spaces between words. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Thai}]/u;
const LETTER = /[\p{L}\p{N}]/u;

/** `words` are those of the label packs for `add-to-cart`. */
export function namesBuying(texts: readonly string[], words: readonly string[]): boolean {
  return texts.map(folded).some((text) => text !== "" && text.length <= CONTROL_UNITS && words.some((word) => hasWords(text, folded(word))));
}

/** The words as a whole: "buy" stands in "buy now", not in "buyer protection". */
function hasWords(text: string, word: string): boolean {
  if (UNSPACED.test(word)) return text.includes(word);
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!LETTER.test(text[at - 1] ?? " ") && !LETTER.test(text[at + word.length] ?? " ")) return true;
  }
  return false;
}
