import assert from "node:assert/strict";
import test from "node:test";

process.env.TZ = "Europe/Berlin";
const model = await import("../../main/webapp/deployments/components/history-model.js");
const { MINUTE, localText } = await import("../../main/webapp/deployments/core/time.js");
const { DAY, HOUR } = model;

const at = (text) => Date.parse(text);
const NOW = at("2026-03-05T15:00:00Z");
const MARCH = { from: at("2026-03-01T00:00:00Z"), to: at("2026-03-05T00:00:00Z") };

/** A deployment as the API has it. */
function deployment(id, more) {
  return {
    id,
    application: "shop",
    environment: "qa",
    version: "1.0",
    status: "VERIFIED",
    cause: "PROMOTION",
    promotion: null,
    createdAt: "2026-03-01T10:00:00Z",
    completedAt: null,
    verifiedAt: null,
    failedAt: null,
    endedAt: null,
    ...more,
  };
}

const answer = (deployments, more) => ({ deployments, failures: [], holds: [], hotfixes: [], ...more });
const order = { application: "shop", environments: ["dev", "qa", "prod"], applications: ["shop"] };

test("a period stays within its bounds and keeps its length when it can", () => {
  assert.deepEqual(model.within({ from: MARCH.from - DAY, to: MARCH.from + DAY }, MARCH), { from: MARCH.from, to: MARCH.from + 2 * DAY });
  assert.deepEqual(model.within({ from: MARCH.to - DAY, to: MARCH.to + DAY }, MARCH), { from: MARCH.to - 2 * DAY, to: MARCH.to });
  assert.deepEqual(model.within({ from: MARCH.from - DAY, to: MARCH.to + DAY }, MARCH), MARCH);
});

test("zooming keeps the instant it is about where it was, and ends at ten minutes", () => {
  const around = MARCH.from + DAY;
  const closer = model.zoomed(MARCH, 0.5, around, MARCH);
  assert.deepEqual(closer, { from: MARCH.from + DAY / 2, to: MARCH.from + 2.5 * DAY });
  assert.equal(model.place(around, closer, 1000), model.place(around, MARCH, 1000));
  const closest = model.zoomed(MARCH, 0.00001, around, MARCH);
  assert.equal(closest.to - closest.from, 10 * MINUTE);
  assert.deepEqual(model.zoomed(closer, 100, around, MARCH), MARCH);
});

test("moving and resizing end at the bounds", () => {
  const part = { from: MARCH.from + DAY, to: MARCH.from + 2 * DAY };
  assert.deepEqual(model.panned(part, 0.5, MARCH), { from: part.from + DAY / 2, to: part.to + DAY / 2 });
  assert.deepEqual(model.panned(part, -5, MARCH), { from: MARCH.from, to: MARCH.from + DAY });
  assert.deepEqual(model.resized(part, "from", MARCH.from - DAY, MARCH), { from: MARCH.from, to: part.to });
  assert.deepEqual(model.resized(part, "to", part.from - DAY, MARCH), { from: part.from, to: part.from + 10 * MINUTE });
});

test("an instant out of sight is brought in with some room", () => {
  const part = { from: MARCH.from + DAY, to: MARCH.from + 2 * DAY };
  assert.equal(model.showing(part, part.from + HOUR, MARCH), part);
  assert.deepEqual(model.showing(part, part.to + HOUR, MARCH).to, part.to + HOUR + 0.1 * DAY);
  assert.deepEqual(model.showing(part, part.from - HOUR, MARCH).from, part.from - HOUR - 0.1 * DAY);
});

test("ticks are at round times of the viewer's zone", () => {
  const days = model.ticks(MARCH, 400, 66);
  assert.deepEqual(days.map((one) => new Date(one.at).toString().slice(0, 21)), [
    "Mon Mar 02 2026 00:00",
    "Tue Mar 03 2026 00:00",
    "Wed Mar 04 2026 00:00",
    "Thu Mar 05 2026 00:00",
  ]);
  assert.ok(days.every((one) => one.unit === "day"));
  const hours = model.ticks({ from: at("2026-03-02T20:30:00Z"), to: at("2026-03-03T08:00:00Z") }, 400, 66);
  assert.deepEqual(
    hours.map((one) => [new Date(one.at).getHours(), one.unit]),
    [
      [0, "day"],
      [3, "minute"],
      [6, "minute"],
    ],
  );
});

test("ticks stay round on the days that clocks are changed", () => {
  const spring = model.ticks({ from: at("2026-03-28T23:00:00Z"), to: at("2026-03-29T22:00:00Z") }, 600, 66);
  assert.deepEqual(spring.map((one) => new Date(one.at).getHours()), [0, 3, 6, 9, 12, 15, 18, 21]);
  const autumn = model.ticks({ from: at("2026-10-24T22:00:00Z"), to: at("2026-10-25T23:00:00Z") }, 600, 66);
  assert.deepEqual(autumn.map((one) => new Date(one.at).getHours()), [0, 3, 6, 9, 12, 15, 18, 21]);
});

test("ticks are never closer than there is room, whatever the period", () => {
  for (const length of [10 * MINUTE, HOUR, 5 * HOUR, DAY, 9 * DAY, 31 * DAY, 92 * DAY, 366 * DAY, 4000 * DAY]) {
    for (const width of [300, 800, 2000]) {
      const period = { from: NOW - length, to: NOW };
      const places = model.ticks(period, width, 66).map((one) => model.place(one.at, period, width));
      assert.ok(places.length > 0 || length * 66 > width * length * 0.5, `${length} ${width}`);
      for (let index = 1; index < places.length; index++) {
        // Months and the days after a changed clock are shorter than others.
        assert.ok(places[index] - places[index - 1] >= 66 * 0.4, `${length} ${width}: ${places[index] - places[index - 1]}`);
      }
    }
  }
});

test("lanes are in pipeline order, those of environments that are gone after them", () => {
  const lanes = model.lanes(answer([deployment(1, { environment: "old" }), deployment(2)]), order, NOW);
  assert.deepEqual(lanes.map((lane) => [lane.name, lane.bars.length]), [
    ["dev", 0],
    ["qa", 1],
    ["prod", 0],
    ["old", 1],
  ]);
});

test("an environment has a lane for each application, in the order of the configuration", () => {
  const found = [deployment(1, { application: "shop" }), deployment(2, { application: "billing" })];
  const lanes = model.lanes(answer(found), { application: "", environments: ["qa"], applications: ["billing", "shop"] }, NOW);
  assert.deepEqual(lanes.map((lane) => lane.name), ["billing", "shop"]);
});

test("a bar ends when another took its place, or now", () => {
  const [, lane] = model.lanes(answer([deployment(1, { endedAt: "2026-03-02T10:00:00Z" }), deployment(2)]), order, NOW);
  assert.deepEqual(lane.bars.map((bar) => [bar.to, bar.ended]), [
    [at("2026-03-02T10:00:00Z"), true],
    [NOW, false],
  ]);
});

test("a bar says how its release stood from when until when", () => {
  const one = deployment(1, { completedAt: "2026-03-01T11:00:00Z", verifiedAt: "2026-03-01T12:00:00Z", failedAt: "2026-03-02T12:00:00Z" });
  assert.deepEqual(
    model.stages(one, NOW).map((stage) => [stage.state, (stage.to - stage.from) / HOUR]),
    [
      ["deploying", 1],
      ["deployed", 1],
      ["verified", 24],
      ["failed", 75],
    ],
  );
  assert.deepEqual(
    model.stages(one, at("2026-03-01T11:30:00Z")).map((stage) => stage.state),
    ["deploying", "deployed"],
  );
});

test("failures, rollbacks, holds and hotfixes are where they belong", () => {
  const failure = { deployment: 1, promotion: 7, reason: "put back" };
  const hold = { environment: "qa", reason: "stop", by: "bob", at: "2026-03-01T00:00:00Z", endedAt: null };
  const hotfix = { application: "shop", name: "login", from: "prod", startedAt: "2026-03-02T00:00:00Z" };
  const found = [deployment(1, { status: "FAILED" }), deployment(2, { cause: "ROLLBACK", promotion: 7 })];
  const [dev, qa, prod] = model.lanes(answer(found, { failures: [failure], holds: [hold], hotfixes: [hotfix] }), order, NOW);
  assert.equal(qa.bars[0].failure, failure);
  assert.equal(qa.bars[1].behind, failure);
  assert.deepEqual([qa.bars[1].rollback, qa.bars[0].state], [true, "failed"]);
  assert.deepEqual([dev.holds.length, qa.holds[0].to, prod.hotfixes[0].at], [0, NOW, at("2026-03-02T00:00:00Z")]);
});

test("bars are where their times are, cut at the ends of what is shown", () => {
  const spans = [
    { from: MARCH.from - DAY, to: MARCH.from + DAY },
    { from: MARCH.from + DAY, to: MARCH.from + 2 * DAY },
    { from: MARCH.to + DAY, to: MARCH.to + 2 * DAY },
  ];
  assert.deepEqual(
    model.bars(spans, MARCH, 400).map(({ x, width, count }) => [x, width, count]),
    [
      [0, 100, 0],
      [100, 100, 0],
    ],
  );
});

test("what came a moment ago is at the end and still wide enough to be seen", () => {
  const spans = [
    { from: MARCH.from, to: MARCH.to - 1000 },
    { from: MARCH.to - 1000, to: MARCH.to },
  ];
  assert.deepEqual(
    model.bars(spans, MARCH, 400).map(({ x, width, count }) => [Math.round(x), Math.round(width), count]),
    [
      [0, 400, 0],
      [400 - model.NARROW, model.NARROW, 0],
    ],
  );
});

test("the last days of a month leave room for the first of the next", () => {
  const found = model.ticks({ from: at("2026-10-23T00:00:00Z"), to: at("2026-11-22T00:00:00Z") }, 1112, 66);
  const days = found.map((tick) => new Date(tick.at).getDate());
  assert.deepEqual(days.slice(0, 5), [25, 27, 29, 1, 3]);
});

test("narrow bars side by side are drawn as one, a single one is not", () => {
  const spans = Array.from({ length: 10 }, (_, index) => ({ from: MARCH.from + DAY + index * HOUR, to: MARCH.from + DAY + (index + 1) * HOUR }));
  const alone = { from: MARCH.from + 3 * DAY, to: MARCH.from + 3 * DAY + MINUTE };
  const found = model.bars([...spans, alone], MARCH, 400);
  assert.deepEqual(found.map(({ count, spans: within }) => [count, within.length]), [
    [10, 10],
    [0, 1],
  ]);
  assert.equal(found[1].width, model.NARROW);
});

test("all that came a moment ago is one mark within the chart", () => {
  const spans = [2, 1].map((ago) => ({ from: MARCH.to - ago * 1000, to: MARCH.to - (ago - 1) * 1000 }));
  assert.deepEqual(
    model.bars(spans, MARCH, 400).map(({ x, width, count }) => [x, width, count]),
    [[400 - model.NARROW, model.NARROW, 2]],
  );
});

test("ten thousand deployments are drawn as few marks, none of which cover another", () => {
  const spans = Array.from({ length: 10000 }, (_, index) => ({ from: MARCH.from + index * 30000, to: MARCH.from + (index + 1) * 30000 }));
  const found = model.bars(spans, MARCH, 1000);
  assert.equal(found.reduce((sum, one) => sum + one.spans.length, 0), 10000);
  assert.ok(found.length <= 2);
});

test("versions that come one after the other differ in colour and pattern", () => {
  const looks = [...model.looks(Array.from({ length: 40 }, (_, index) => ({ version: `1.${index}` }))).values()];
  assert.equal(new Set(looks.map(({ color, pattern }) => `${color} ${pattern}`)).size, 40);
  for (let index = 1; index < looks.length; index++) {
    assert.notEqual(looks[index].color, looks[index - 1].color);
    assert.notEqual(looks[index].pattern, looks[index - 1].pattern);
  }
});

test("fields and addresses have instants as they want them", () => {
  assert.equal(localText(at("2026-03-03T13:00:00Z")), "2026-03-03T14:00");
  assert.equal(localText(null), "");
  assert.equal(model.instantOf("2026-03-03T13:00Z"), at("2026-03-03T13:00:00Z"));
  assert.equal(model.instantOf("yesterday"), null);
  assert.equal(model.addressText(at("2026-03-03T13:00:29Z")), "2026-03-03T13:00Z");
});

test("the nearest mark in time is the one to go to", () => {
  assert.equal(model.nearest([{ at: 10 }, { at: 20 }], 16).at, 20);
  assert.equal(model.nearest([], 16), null);
});

test("a deployment is compared with the one before it by version where that tells them apart, else by instant", () => {
  const before = deployment(1, { version: "1.0" });
  const after = deployment(2, { version: "1.1", createdAt: "2026-03-03T09:00:00.250Z" });
  const { environment } = after;
  assert.deepEqual(model.comparedWith(before, after), { left: `${environment}@1.0`, right: `${environment}@1.1` });
  const byInstant = { left: `${environment}@2026-03-03T09:00:00.249Z`, right: `${environment}@2026-03-03T09:00:00.250Z` };
  assert.deepEqual(model.comparedWith({ ...before, version: "1.1" }, after), byInstant);
  assert.deepEqual(model.comparedWith({ ...before, version: "2026-03-01" }, after), byInstant);
});

test("what is special among deployments drawn as one is counted", () => {
  const plain = { failedAt: null, rollback: false, hotfix: false };
  assert.deepEqual(model.among([plain, { ...plain, failedAt: 1 }, { ...plain, rollback: true, failedAt: 2 }]), { failed: 2, rollback: 1, hotfix: 0 });
});
