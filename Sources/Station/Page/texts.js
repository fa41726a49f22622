// One catalogue of texts in three languages; every key is in each of them.
import { amharic } from "./texts-am.js";
import { english } from "./texts-en.js";
import { chinese } from "./texts-zh.js";

export const catalogue = { en: english, zh: chinese, am: amharic };

/** As each language calls itself. */
export const languageNames = { en: "English", zh: "中文", am: "አማርኛ" };

const languageTags = { en: "en", zh: "zh-Hans", am: "am" };

let current = "en";
const missing = new Set();

export function language() {
  return current;
}

export function setLanguage(code) {
  current = Object.hasOwn(catalogue, code) ? code : "en";
  document.documentElement.lang = languageTags[current];
}

/** The language that the browser asks for, where there is one of ours. */
export function preferredLanguage() {
  for (const tag of navigator.languages ?? []) {
    const code = tag.slice(0, 2).toLowerCase();
    if (Object.hasOwn(catalogue, code)) return code;
  }
  return "en";
}

export function hasText(key) {
  return Object.hasOwn(catalogue[current], key);
}

/** The text of `key`, with `{name}` replaced by the values. */
export function t(key, values = {}) {
  const text = catalogue[current][key] ?? english[key];
  if (text === undefined) {
    if (!missing.has(key)) console.error(`no text for ${key}`);
    missing.add(key);
    return `⟦${key}⟧`;
  }
  return text.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));
}
