import assert from "node:assert/strict";
import test from "node:test";
import { columns, path, runs } from "../../main/webapp/deployments/components/metrics-chart.js";
import { barsOf, choicesOf, millis, queryOf, usualTier, valueOf } from "../../main/webapp/deployments/components/metrics-model.js";
import { Texts } from "../../main/webapp/deployments/core/i18n.js";
import common from "../../main/webapp/deployments/messages/en/common.js";
import messages from "../../main/webapp/deployments/messages/en/metrics.js";

const texts = new Texts("en", { ...common, ...messages }, { locale: "en-GB" });
const BOX = { width: 100, height: 60, pad: 10 };

test("a length of time is read as the API writes it", () => {
  assert.equal(millis("PT25H3M"), 90180000);
  assert.equal(millis("PT0S"), 0);
  assert.equal(millis("PT1M0.5S"), 60500);
  assert.equal(millis(null), null);
  assert.throws(() => millis("P1D"), { message: "'P1D' is no length of time such as PT25H3M" });
});

test("values are said in words, and a dash where there is none", () => {
  assert.equal(valueOf("deploymentFrequency", { value: 1.5 }, texts), "1.5 days per week");
  assert.equal(valueOf("leadTime", { value: "PT26H" }, texts), "1 day 2 hours");
  assert.equal(valueOf("changeFailureRate", { value: 0.25 }, texts), "25%");
  assert.equal(valueOf("timeToRestore", { value: null }, texts), "–");
});

test("a line has a gap where there is no value", () => {
  const found = runs([0, 10, null, 5], BOX);
  assert.deepEqual(found.map((run) => run.map(({ x, y }) => [x, y])), [
    [
      [10, 50],
      [36.7, 10],
    ],
    [[90, 30]],
  ]);
  assert.equal(path(found[0]), "M10 50L36.7 10");
});

test("a line without any value, or with zeros only, stays in its box", () => {
  assert.deepEqual(runs([null, null], BOX), []);
  assert.deepEqual(runs([], BOX), []);
  assert.equal(runs([0], BOX)[0][0].y, 50);
  assert.equal(runs([0], BOX)[0][0].x, 50);
  assert.equal(runs([0.05], { ...BOX, top: 0.1 })[0][0].y, 30);
});

test("bars can be seen when they are not empty", () => {
  const bars = columns([0, 1, 1000], { width: 30, height: 50, gap: 2 });
  assert.deepEqual(
    bars.map((bar) => bar.height),
    [0, 2, 50],
  );
  assert.deepEqual(bars[1], { x: 11, y: 48, width: 8, height: 2, count: 1 });
});

test("there is to choose from what the matrix has", () => {
  const matrix = {
    environments: [
      { name: "qa", tier: "test" },
      { name: "prod", tier: "production" },
      { name: "load", tier: "test" },
    ],
    rows: [{ application: "shop" }, { application: "billing" }],
  };
  assert.deepEqual(choicesOf(matrix), { applications: ["billing", "shop"], environments: ["qa", "prod", "load"], tiers: ["test", "production"] });
  assert.equal(usualTier(["test", "production"]), "production");
  assert.equal(usualTier(["test"]), "");
});

test("a period is asked for by its days or by its begin, never both", () => {
  const chosen = { application: "shop", environment: "", tier: "all", days: "30", from: "", to: "" };
  assert.deepEqual(queryOf(chosen), { application: "shop", environment: "", tier: "", days: "30", to: "" });
  assert.deepEqual(queryOf({ ...chosen, from: "2026-03-01" }), { application: "shop", environment: "", tier: "", from: "2026-03-01", to: "" });
});

test("distributions become bars", () => {
  const spread = { weeks: [3, 1, 0, 0, 0, 0, 0, 0], leadTime: { bars: [{ from: "PT672H", to: null, count: 2 }] }, timeToRestore: null };
  assert.deepEqual(barsOf("deploymentFrequency", spread)[1], { from: 1, to: 2, count: 1 });
  assert.deepEqual(barsOf("leadTime", spread), [{ from: 2419200000, to: null, count: 2 }]);
  assert.deepEqual(barsOf("timeToRestore", spread), []);
});
