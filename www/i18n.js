// @ts-check
/**
 * The strings of the interface. English is in this file. Every other language has a file in lang/, loaded only on pages in that
 * language. A page can replace any string.
 */

/** @typedef {import("./findling.d.ts").Strings} Strings */

/** @type {Strings} */
export const ENGLISH = {
  search: "Search",
  clear: "Clear",
  close: "Close",
  loading: "Loading search…",
  slow: "Still loading. Results will appear automatically.",
  failed: "Search failed to load.",
  incomplete: "Part of the search data failed to load. Some results may be missing.",
  unanswered: "Can’t search {names} right now.",
  offline: "You’re offline. Search will resume when you reconnect.",
  retry: "Try again",
  none: "No results for “{q}”.",
  pages: { one: "{n} page", other: "{n} pages" },
  places: { one: "{n} match", other: "{n} matches" },
  sum: "{places} on {pages}",
  most: "At most {pages}",
  about: "About {pages}",
  more: "Show more",
  rest: { other: "{n} more on this page" },
  missing: "No page contains: {words}",
  excluded: "Without: {words}",
  page: "These words appear on the same page, but not together.",
  some: "No page has all of these words. Showing: {to}",
  typo: "Showing results for “{to}” (you typed “{from}”)",
  pinyin: "Matched by pinyin: “{to}”",
  suggest: "Did you mean",
  complete: "Suggestions",
  details: "About this result",
  help: "Search tips",
  recent: "Recent searches",
  examples: "Try",
  forget: "Remove {q}",
  keys: "↑ ↓ select · ↵ open · esc close",
};

const LANGUAGES = ["ar", "de", "es", "fr", "he", "hi", "ja", "ko", "pt", "ru", "th", "vi", "zh-Hans", "zh-Hant"];

/**
 * The supported language that fits a tag; English if none does.
 * @param {string} tag
 */
export function language(tag) {
  let locale;
  try {
    locale = new Intl.Locale(tag).maximize();
  } catch {
    return "en";
  }
  const { language, script } = locale;
  return [`${language}-${script}`, language].find((name) => LANGUAGES.includes(name)) ?? "en";
}

/** The strings of the interface in one language. */
export class Words {
  /** @type {Intl.NumberFormat | undefined} */
  format;

  /**
   * @param {string} lang
   * @param {Partial<Strings>} strings
   */
  constructor(lang, strings) {
    this.lang = lang;
    /** @type {Strings} */
    this.strings = { ...ENGLISH, ...strings };
    this.rtl = /^(ar|he)/.test(lang);
    this.plural = new Intl.PluralRules(lang);
  }

  /** @param {number} n */
  number(n) {
    // The first formatter takes a browser tens of milliseconds. Except in Arabic, a number below 1000 needs none.
    return n < 1000 && this.lang !== "ar" ? String(n) : (this.format ??= new Intl.NumberFormat(this.lang)).format(n);
  }

  /**
   * @param {keyof Strings} key
   * @param {Record<string, string | number>} [values]
   * @returns {string}
   */
  say(key, values = {}) {
    const string = this.strings[key] ?? "";
    const form = typeof string === "string" ? string : (string[this.plural.select(Number(values.n))] ?? string.other);
    return form.replace(/\{(\w+)\}/g, (whole, name) => {
      const value = values[name] ?? whole;
      return typeof value === "number" ? this.number(value) : value;
    });
  }

  /**
   * @param {number} places
   * @param {number} pages
   */
  sum(places, pages) {
    return this.say("sum", { places: this.say("places", { n: places }), pages: this.say("pages", { n: pages }) });
  }
}

/**
 * The strings for a page's language. Never fails: if a file does not load, the strings are English.
 * @param {string} tag
 * @param {Partial<Strings>} [own] strings that replace the default ones
 */
export async function words(tag, own) {
  const lang = language(tag);
  let strings = {};
  if (lang !== "en") {
    try {
      strings = (await import(`./lang/${lang}.js`)).default;
    } catch {
      return new Words("en", { ...own });
    }
  }
  return new Words(lang, { ...strings, ...own });
}
