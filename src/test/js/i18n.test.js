import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import test from "node:test";
import { LANGUAGES, Texts, languageOf } from "../../main/webapp/deployments/core/i18n.js";

const folder = new URL("../../main/webapp/deployments/messages/", import.meta.url);
const texts = new Texts(
  "en",
  {
    greet: "Hello {name}",
    apples: { one: "{count} apple", other: "{count} apples" },
    "time.now": "just now",
    "time.age.minute": "{count} min",
    "time.age.day": "{count} d",
  },
  { locale: "en-GB", timeZone: "Europe/Berlin" },
);

test("values are put in as they are", () => {
  assert.equal(texts.t("greet", { name: "<b>{name}</b>" }), "Hello <b>{name}</b>");
});

test("plurals follow the language", () => {
  assert.equal(texts.t("apples", { count: 1 }), "1 apple");
  assert.equal(texts.t("apples", { count: 1200 }), "1,200 apples");
});

test("a text that is not there is a mistake", () => {
  assert.throws(() => texts.t("toString"), { message: "there is no text 'toString' in en" });
});

test("times are in the viewer's zone, and exact where that is asked for", () => {
  const now = Date.parse("2026-03-03T10:00:00Z");
  assert.equal(texts.moment("2026-03-03T09:00:00Z"), "3 Mar 2026, 10:00");
  // Commas and full stops come and go with the versions of CLDR.
  assert.match(texts.exact("2026-07-03T09:00:00Z"), /^Friday,? 3 July 2026 at 11:00:00 CEST$/);
  assert.equal(texts.relative("2026-03-03T09:59:50Z", now), "just now");
  assert.match(texts.relative("2026-03-03T07:00:00Z", now), /^3 hr\.? ago$/);
  assert.equal(texts.relative("2026-03-05T10:00:00Z", now), "in 2 days");
  assert.equal(texts.age("2026-03-01T09:00:00Z", now), "2 d");
  assert.equal(texts.age("2026-03-03T09:30:00Z", now), "30 min");
});

test("lengths of time have two units at most", () => {
  assert.equal(texts.duration(((2 * 24 + 5) * 60 + 7) * 60000), "2 days 5 hours");
  assert.equal(texts.duration(3600000 + 5000), "1 hour");
  assert.equal(texts.duration(0), "0 seconds");
});

test("the first language that is wished for and there is taken", () => {
  assert.equal(languageOf(["fr-FR", "de-AT", "en"]), "de");
  assert.equal(languageOf(["fr"]), "en");
});

const modules = readdirSync(new URL("en/", folder));
for (const language of LANGUAGES) {
  test(`all texts are there in ${language}, with the same values and the forms the language has`, async () => {
    assert.deepEqual(readdirSync(new URL(`${language}/`, folder)), modules);
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const module of modules) {
      const english = (await import(new URL(`en/${module}`, folder))).default;
      const other = (await import(new URL(`${language}/${module}`, folder))).default;
      assert.deepEqual(Object.keys(other), Object.keys(english), module);
      for (const [key, message] of Object.entries(other)) {
        assert.deepEqual(values(message), values(english[key]), `${module}: ${key}`);
        if (typeof message !== "string") {
          assert.deepEqual(Object.keys(message).sort(), [...forms].sort(), `${module}: ${key}`);
        }
      }
    }
  });
}

function values(message) {
  const all = typeof message === "string" ? message : Object.values(message).join(" ");
  return [...new Set(all.match(/\{\w+\}/g))].sort();
}
