import assert from "node:assert/strict";
import test from "node:test";
import { Matrix, isIn, marksOf, nameOf } from "../../main/webapp/deployments/components/matrix-model.js";
import { Places } from "../../main/webapp/deployments/components/matrix-places.js";
import { Texts } from "../../main/webapp/deployments/core/i18n.js";
import common from "../../main/webapp/deployments/messages/en/common.js";
import messages from "../../main/webapp/deployments/messages/en/matrix.js";

const SINCE = "2026-03-03T09:00:00Z";
const hold = { environment: "prod-us", reason: "moving", by: "bob", at: SINCE };
const mark = (column, more) => ({ column, waiting: 0, drifted: false, outOfBand: false, offLine: false, newer: false, ...more });

/** Two applications; shop goes everywhere, vault only into qa and prod-eu. */
function brief() {
  return {
    sequence: 9,
    environments: [
      { name: "qa", tier: "test", hold: null },
      { name: "prod-eu", tier: "production", hold: null },
      { name: "load", tier: "test", hold: null },
      { name: "prod-us", tier: "production", hold },
    ],
    rows: [
      {
        application: "shop",
        folder: "",
        pipeline: [0, 1, 2, 3],
        deployed: [0, 1],
        versions: ["1.5.0", "1.4.0"],
        statuses: ["VERIFIED", "STARTED"],
        since: [SINCE, SINCE],
        marks: [mark(1, { waiting: 2, newer: true })],
      },
      { application: "Vault", folder: "finance/secret", pipeline: [0, 1], deployed: [0], versions: ["7"], statuses: ["FAILED"], since: [SINCE], marks: [] },
    ],
  };
}

const names = (rows) => rows.map((row) => row.application);

test("a cell says what is there", () => {
  const matrix = new Matrix(brief());
  const cell = matrix.rows[0].cell(1, matrix);
  assert.deepEqual([cell.version, cell.shape, cell.since, cell.waiting], ["1.4.0", "deploying", SINCE, 2]);
  assert.deepEqual(marksOf(cell), ["waiting", "newer"]);
  assert.equal(matrix.rows[0].cell(2, matrix).shape, "none");
  assert.equal(matrix.rows[1].cell(2, matrix), null);
  assert.ok(isIn(matrix.rows[0].cell(3, matrix), "hold"));
});

test("of some applications there are only the environments they go to", () => {
  const matrix = new Matrix(brief(), new Set(["Vault", "unknown"]));
  const chosen = matrix.select({ group: "tier" });
  assert.deepEqual([names(chosen.rows), chosen.columns], [["Vault"], [0, 1]]);
  assert.deepEqual(matrix.select({ words: "load" }).columns, []);
  assert.deepEqual(new Matrix(brief(), new Set()).select().columns, []);
});

test("words are looked for in names and versions, all of them, whatever their case", () => {
  const matrix = new Matrix(brief());
  assert.deepEqual(names(matrix.select({ words: "vAu" }).rows), ["Vault"]);
  assert.deepEqual(names(matrix.select({ words: "shop 1.4" }).rows), ["shop"]);
  assert.deepEqual(names(matrix.select({ words: "shop 7" }).rows), []);
  assert.deepEqual(names(matrix.select({ words: "nonsense" }).rows), []);
});

test("words that name environments or tiers choose columns", () => {
  const matrix = new Matrix(brief());
  const chosen = matrix.select({ words: "shop prod" });
  assert.deepEqual([names(chosen.rows), chosen.columns], [["shop"], [1, 3]]);
  assert.deepEqual(matrix.select({ words: "test" }).columns, [0, 2]);
});

test("a state chooses applications that are in it anywhere in sight", () => {
  const matrix = new Matrix(brief());
  assert.deepEqual(names(matrix.select({ state: "failed" }).rows), ["Vault"]);
  assert.deepEqual(names(matrix.select({ state: "waiting" }).rows), ["shop"]);
  assert.deepEqual(names(matrix.select({ state: "waiting", words: "qa" }).rows), []);
  assert.deepEqual(names(matrix.select({ state: "hold" }).rows), ["shop"]);
});

test("by tier, columns of a tier are side by side", () => {
  const chosen = new Matrix(brief()).select({ group: "tier" });
  assert.deepEqual(chosen.columns, [0, 2, 1, 3]);
  assert.deepEqual(chosen.tiers, [
    { name: "test", columns: 2 },
    { name: "production", columns: 2 },
  ]);
});

test("by folder, applications of a folder are below one another, those without one last", () => {
  const all = brief();
  const more = (application, folder) => ({ ...all.rows[1], application, folder });
  all.rows.push(more("a", "team 10"), more("b", "finance/secret"), more("c", "team 9"), more("d", ""));
  const matrix = new Matrix(all);
  const chosen = matrix.select({ group: "folder" });
  assert.deepEqual(names(chosen.rows), ["Vault", "b", "c", "a", "shop", "d"]);
  assert.deepEqual(chosen.sections, [
    { name: "finance/secret", rows: 2 },
    { name: "team 9", rows: 1 },
    { name: "team 10", rows: 1 },
    { name: "", rows: 2 },
  ]);
  assert.deepEqual(chosen.tiers, []);
  const both = matrix.select({ group: "tier-folder", words: "SECRET" });
  assert.deepEqual([names(both.rows), both.columns, both.tiers.length, both.sections.length], [["Vault", "b"], [0, 2, 1, 3], 2, 1]);
  assert.deepEqual(names(matrix.select().rows), ["shop", "Vault", "a", "b", "c", "d"]);
});

test("rows stand below one another, with headings above those of a folder", () => {
  const places = new Places(6, [{ rows: 2 }, { rows: 1 }, { rows: 3 }], 50, 30);
  assert.deepEqual([places.height, places.headingHeight], [390, 30]);
  assert.deepEqual([0, 1, 2, 3, 5].map((row) => places.top(row)), [30, 80, 160, 240, 340]);
  assert.deepEqual([0, 1, 2, 3].map((row) => places.before(row)), [1, 2, 4, 6]);
  assert.deepEqual([-9, 0, 79, 80, 129, 130, 159, 210, 239, 290, 389, 999].map((pixel) => places.rowAt(pixel)), [0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 5, 5]);
  assert.deepEqual(places.sections(100, 210), [
    { index: 0, top: 0, height: 130, before: 0 },
    { index: 1, top: 130, height: 80, before: 3 },
    { index: 2, top: 210, height: 180, before: 5 },
  ]);
  const plain = new Places(6, [], 50, 30);
  assert.deepEqual([plain.height, plain.headingHeight, plain.top(3), plain.before(3), plain.rowAt(149)], [300, 0, 150, 3, 2]);
  assert.deepEqual(plain.sections(0, 300), []);
});

test("an application that is asked for alone is taken in, though its columns have other numbers there", () => {
  const matrix = new Matrix(brief());
  const vault = matrix.rows[1];
  vault.behind.set("qa", 3);
  const answer = {
    environments: [matrix.environments[0], matrix.environments[1]],
    rows: [{ ...brief().rows[1], deployed: [0, 1], versions: ["8", "7"], statuses: ["VERIFIED", "CREATED"], since: [SINCE, SINCE] }],
  };
  assert.ok(matrix.merge(answer));
  assert.notEqual(matrix.rows[1], vault);
  assert.equal(matrix.rows[1].cell(1, matrix).version, "7");
  assert.equal(matrix.rows[1].cell(3, matrix), null);
  assert.equal(matrix.rows[1].behind.get("qa"), 3);
  assert.equal(matrix.rows[0].cell(0, matrix).version, "1.5.0");
});

test("an answer of another configuration does not fit", () => {
  const matrix = new Matrix(brief());
  assert.equal(matrix.merge({ environments: [{ name: "new" }], rows: [brief().rows[1]] }), false);
  assert.equal(matrix.merge({ environments: [], rows: [] }), false);
});

test("the name of a cell has all that is seen of it", () => {
  const matrix = new Matrix(brief());
  const texts = new Texts("en", { ...common, ...messages }, { locale: "en" });
  const now = Date.parse("2026-03-03T12:00:00Z");
  assert.equal(
    nameOf(matrix.rows[0].cell(1, matrix), 2, texts, now),
    "shop at prod-eu, 1.4.0, deploying, for 3 hours, 2 commits behind upstream, 2 promotions wait, newer release verified upstream",
  );
  assert.equal(nameOf(matrix.rows[0].cell(3, matrix), 0, texts, now), "shop at prod-us, nothing yet, on hold");
});
