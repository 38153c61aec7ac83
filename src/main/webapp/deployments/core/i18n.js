/*
 * Texts and times in the language and zone of whoever looks. Texts are in `messages/LANGUAGE/NAME.js`; a text is a string with
 * `{values}`, or an object of plural forms chosen by `count` (https://cldr.unicode.org/index/cldr-spec/plural-rules).
 */

/** The languages there are; the first is for whoever speaks none of them. */
export const LANGUAGES = ["en", "de"];

const CHOSEN = "deployment-gates.language";

/** The language of these wishes, best first, such as `navigator.languages`. */
export function languageOf(wishes) {
  for (const wish of wishes) {
    const found = LANGUAGES.find((language) => wish.toLowerCase().split("-")[0] === language);
    if (found) {
      return found;
    }
  }
  return LANGUAGES[0];
}

/** What the person chose on these pages, else what the browser prefers. */
export function preferredLanguage() {
  let chosen = null;
  try {
    chosen = localStorage.getItem(CHOSEN);
  } catch {
    // Storage may be forbidden; then there is no choice that lasts.
  }
  return languageOf([...(chosen ? [chosen] : []), ...navigator.languages]);
}

/** Keeps a choice; `null` forgets it. */
export function chooseLanguage(language) {
  try {
    if (language) {
      localStorage.setItem(CHOSEN, language);
    } else {
      localStorage.removeItem(CHOSEN);
    }
  } catch {
    // As above.
  }
}

const PLAIN = {};
const PLURAL = {};
const EXACT = { dateStyle: "full", timeStyle: "long" };
const MOMENT = { dateStyle: "medium", timeStyle: "short" };
const DAY = { dateStyle: "medium" };
const RELATIVE = { numeric: "always", style: "short" };

/** Texts, numbers and times in one language. Immutable. */
export class Texts {
  #messages;
  #formats = new Map();
  #byOptions = new WeakMap();
  #timeZone;

  /**
   * @param {string} language
   * @param {Record<string, string | Record<string, string>>} messages
   * @param {{locale?: string, timeZone?: string}} [options] locale: how numbers and dates are written; the browser's variant of the
   *     language unless given
   */
  constructor(language, messages, { locale = localeFor(language), timeZone } = {}) {
    this.language = language;
    this.locale = locale;
    this.#messages = messages;
    this.#timeZone = timeZone;
  }

  /** One of `Intl`, made when it is first needed: that takes a hundred times as long as using it. */
  #format(type, locale, options = PLAIN) {
    // Options that are the same object are found at once, others by what they say.
    const known = this.#byOptions.get(options);
    if (known?.type === type) {
      return known.format;
    }
    const key = type + JSON.stringify(options);
    let format = this.#formats.get(key);
    if (!format) {
      format = new Intl[type](locale, type === "DateTimeFormat" ? { ...options, timeZone: this.#timeZone } : options);
      this.#formats.set(key, format);
    }
    this.#byOptions.set(options, { type, format });
    return format;
  }

  #date(instant, options) {
    return this.#format("DateTimeFormat", this.locale, options).format(new Date(instant));
  }

  /** Whether there is such a text. */
  has(key) {
    return Object.hasOwn(this.#messages, key);
  }

  /** The text under a key with the values put in. An unknown key is a mistake of whoever wrote the page. */
  t(key, values = {}) {
    const message = this.has(key) ? this.#messages[key] : null;
    if (message === null) {
      throw new RangeError(`there is no text '${key}' in ${this.language}`);
    }
    const form = typeof message === "string" ? message : message[this.#format("PluralRules", this.language, PLURAL).select(values.count)] ?? message.other;
    return form.replace(/\{(\w+)\}/g, (whole, name) => {
      const value = values[name];
      return typeof value === "number" ? this.number(value) : String(value ?? whole);
    });
  }

  number(value, options) {
    return this.#format("NumberFormat", this.locale, options).format(value);
  }

  /** Date and time of day with seconds and zone, for who wants to know exactly. */
  exact(instant) {
    return this.#date(instant, EXACT);
  }

  /** Date and time of day. */
  moment(instant) {
    return this.#date(instant, MOMENT);
  }

  day(instant) {
    return this.#date(instant, DAY);
  }

  /** How long ago or until, in the largest unit that is at least one: "3 hr. ago". */
  relative(instant, now = Date.now()) {
    const { value, unit } = largestUnit(new Date(instant).getTime() - now);
    return unit === "second" && Math.abs(value) < 45 ? this.t("time.now") : this.#format("RelativeTimeFormat", this.language, RELATIVE).format(value, unit);
  }

  /** The same without a direction, short, for where there is little room: "3 h". */
  age(instant, now = Date.now()) {
    const { value, unit } = largestUnit(now - new Date(instant).getTime());
    return this.t(`time.age.${unit}`, { count: Math.max(0, value) });
  }

  /** A length of time in milliseconds, in words of at most two units: "2 hours 5 minutes". */
  duration(milliseconds) {
    const parts = [];
    let left = Math.abs(milliseconds);
    for (const [unit, length, options] of UNITS) {
      const count = Math.floor(left / length);
      if (count > 0 || (unit === "second" && parts.length === 0)) {
        parts.push(this.number(count, options));
        left -= count * length;
      } else if (parts.length > 0) {
        break;
      }
      if (parts.length === 2) {
        break;
      }
    }
    return parts.join(" ");
  }
}

const UNITS = [
  ["day", 86400000],
  ["hour", 3600000],
  ["minute", 60000],
  ["second", 1000],
].map(([unit, length]) => [unit, length, { style: "unit", unit, unitDisplay: "long" }]);

function largestUnit(milliseconds) {
  for (const [unit, length] of UNITS) {
    if (Math.abs(milliseconds) >= length || unit === "second") {
      return { value: Math.trunc(milliseconds / length), unit };
    }
  }
  throw new RangeError(`no length of time: ${milliseconds}`);
}

/** The browser's own variant of a language, so that a British reader has British dates. */
function localeFor(language) {
  return globalThis.navigator?.languages?.find((wish) => wish.toLowerCase().split("-")[0] === language) ?? language;
}

/**
 * The texts of these modules in the language preferred, with those that all share.
 *
 * @param {...string} names such as `matrix`, for `messages/en/matrix.js`
 * @returns {Promise<Texts>}
 */
export async function texts(...names) {
  const language = preferredLanguage();
  const modules = await Promise.all(["common", ...names].map((name) => import(`../messages/${language}/${name}.js`)));
  return new Texts(language, Object.assign({}, ...modules.map((module) => module.default)));
}
