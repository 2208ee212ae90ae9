// Every locale says everything, in the same form, and says nothing that nobody asks for.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { test } from "node:test";
import { FAMILIES, GRADES, STATES } from "./messages/assessment.ts";
import { REASONS } from "./messages.ts";
import { LOCALES } from "./report/languages.ts";

declare const EXTENSION: string;

type Messages = Record<string, { message: string; placeholders?: Record<string, { content: string }> }>;

const root = path.join(EXTENSION, "..");
const textOf = (name: string): string => readFileSync(path.join(root, name), "utf8");
const textsBelow = (folder: string, ...endings: string[]): string[] =>
  (readdirSync(path.join(root, folder), { recursive: true }) as string[])
    .filter((name) => endings.some((ending) => name.endsWith(ending)) && !name.endsWith(".test.ts"))
    .map((name) => textOf(path.join(folder, name)));
const messagesOf = (locale: string): Messages => JSON.parse(textOf(`extension/_locales/${locale}/messages.json`)) as Messages;

const locales = readdirSync(path.join(root, "extension/_locales"));
const english = messagesOf("en");
const named = namedKeys();

/** Keys that the extension, the web page, the program and the manifest name; what `known` is given is only the beginning of one. */
function namedKeys(): Set<string> {
  const sources = [...textsBelow("extension/src", ".ts"), ...textsBelow("www/src", ".ts"), ...textsBelow("src/bin", ".rs"), ...textsBelow("src/report", ".rs")];
  const pages = [...textsBelow("extension/pages", ".html"), ...textsBelow("www", "index.html"), textOf("extension/manifest.json")];
  const keys = [...sources, ...pages].flatMap((text) => [...text.matchAll(/(?:(?<!known\()"|__MSG_)((?:ui|report|letter|www|cli)_[a-z_]+?)(?:"(?!:)|__)/gu)].map(([, key = ""]) => key));
  // A key with parts that are put in (`ui_own_${stance}_${subject}`) names every message of its shape.
  const shapes = sources.flatMap((text) => [...text.matchAll(/`((?:ui|www)_[a-z_]*(?:\$\{\w+\}[a-z_]*)+)`/gu)].map(([, shape = ""]) => new RegExp(`^${shape.replaceAll(/\$\{\w+\}/gu, "[a-z_]+")}$`, "u")));
  const shaped = Object.keys(english).filter((key) => shapes.some((shape) => shape.test(key)));
  const words = ["ui_strength", "weight_judged", "weight_measured", "weight_measured_for"].flatMap((prefix) => GRADES.map((grade) => `${prefix}_${grade}`));
  const facts = [...textOf("extension/src/panel/facts.ts").matchAll(/\["([a-z_]+)", "[a-z_/]+"\]/gu)].map(([, name = ""]) => `ui_fact_${name}`);
  const states = STATES.flatMap((state) => [`state_${state}`, `state_short_${state}`, `state_meaning_${state}`]);
  const reasons = REASONS.map((reason) => `state_reason_${reason}`);
  const families = FAMILIES.map((family) => `family_${family}`);
  assert.ok(facts.length > 15 && keys.length > 50, `${facts.length} ${keys.length}`);
  return new Set([...keys, ...shaped, ...facts, ...[...words, ...states, ...reasons, ...families].map((key) => key.replaceAll("-", "_"))]);
}

/** Whether the engine gives out this key; `tests/packs.rs` holds that it has every key of its own. */
function isOfEngine(key: string): boolean {
  const rule = /^rule_(.+?)(?:_advice)?$/u.exec(key)?.[1];
  if (rule !== undefined) return rules.has(`${rule}.rs`);
  const code = /^(?:ui_)?skipped_(.+)$/u.exec(key)?.[1]?.replaceAll("_", "-");
  const known = code ?? /^(?:redaction|door(?:_answer)?)_(.+)$/u.exec(key)?.[1]?.replaceAll("_", "-");
  return known !== undefined && engine.some((text) => text.includes(`"${known}"`));
}
const rules = new Set(readdirSync(path.join(root, "src/rules")));
const engine = textsBelow("src", ".rs");

test("letters can be written in every language that is there", () => {
  assert.deepEqual(LOCALES.toSorted(), locales.toSorted());
});

test("every message that is named is there", () => {
  assert.deepEqual([...named].filter((key) => !(key in english)), []);
});

test("every message that is there is named", () => {
  assert.deepEqual(Object.keys(english).filter((key) => !named.has(key) && !isOfEngine(key)), []);
});

for (const locale of locales) {
  test(`${locale} says the same things as en, in the same order and with the same arguments`, () => {
    const messages = messagesOf(locale);
    const parts = (text: string): string[] => [...new Set(text.match(/\$(?:[1-9]|[A-Za-z_]+\$)/gu))].sort();
    assert.deepEqual(Object.keys(messages), Object.keys(english));
    for (const [key, { message, placeholders, ...rest }] of Object.entries(messages)) {
      assert.notEqual(message.trim(), "", key);
      assert.deepEqual(parts(message), parts(english[key]?.message ?? ""), key);
      assert.deepEqual([placeholders, rest], [english[key]?.placeholders, {}], key);
    }
  });

  test(`${locale} names itself and fits the stores`, () => {
    const { ui_language, ui_direction, ui_name, ui_description } = messagesOf(locale);
    assert.equal(ui_language?.message.replace("-", "_"), locale);
    const { script } = new Intl.Locale(locale.replace("_", "-")).maximize();
    assert.equal(ui_direction?.message, ["Arab", "Hebr"].includes(script ?? "") ? "rtl" : "ltr");
    // Chrome Web Store: 75 characters for a name, 132 for a description.
    assert.ok((ui_name?.message.length ?? 0) <= 75 && (ui_description?.message.length ?? 0) <= 132);
  });
}
