import assert from "node:assert/strict";
import test from "node:test";
import { CHIP, NODE, along, depthsOf, down, neighbour } from "../../main/webapp/deployments/components/graph-layout.js";
import { comingTo, stopOf } from "../../main/webapp/deployments/components/graph-model.js";

/** `"qa: dev test"` is qa after dev and test. */
function pipeline(...lines) {
  return lines.map((line) => {
    const [environment, after = ""] = line.split(":");
    return { environment, after: after.split(" ").filter(Boolean), waiting: [], newer: [] };
  });
}

const REGIONS = pipeline("dev", "qa:dev", "integration:qa", "load:qa", "staging:integration load", "prod-eu:staging", "prod-us:staging");
const NOTHING = new Set();

/** Any pipeline, the same for the same number. */
function anyPipeline(seed) {
  let state = seed;
  const next = (most) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * most);
  };
  return Array.from({ length: 2 + next(14) }, (_, at) => ({
    environment: `e${at}`,
    after: Array.from({ length: at }, (__, other) => `e${other}`).filter(() => next(3) === 0),
    waiting: [],
  }));
}

function apart(boxes) {
  boxes.forEach((one, at) =>
    boxes.slice(at + 1).forEach((other) => {
      const clear =
        one.x + one.width <= other.x || other.x + other.width <= one.x || one.y + one.height <= other.y || other.y + other.height <= one.y;
      assert.ok(clear, `${JSON.stringify(one)} and ${JSON.stringify(other)} overlap`);
    }),
  );
}

const boxes = ({ nodes, chips }) => [
  ...[...nodes.values()].map((node) => ({ ...node, ...NODE })),
  ...[...chips.values()].map((chip) => ({ ...chip, ...CHIP })),
];

/** The straight parts of a line, corners taken as their middle. */
function parts(line) {
  const points = [...line.matchAll(/[MLQ]([-\d.]+) ([-\d.]+)(?: ([-\d.]+) ([-\d.]+))?/g)].map(([, x, y]) => [Number(x), Number(y)]);
  return points.slice(1).map((point, at) => [points[at], point]);
}

function isThrough([[ax, ay], [bx, by]], box) {
  const [left, right] = [Math.min(ax, bx), Math.max(ax, bx)];
  const [top, bottom] = [Math.min(ay, by), Math.max(ay, by)];
  return right > box.x + 1 && left < box.x + box.width - 1 && bottom > box.y + 1 && top < box.y + box.height - 1;
}

test("an environment is a step further than the furthest upstream", () => {
  const depths = depthsOf(pipeline("dev", "qa:dev", "prod:dev qa", "lab"));
  assert.deepEqual([...depths], [["dev", 0], ["qa", 1], ["prod", 2], ["lab", 0]]);
});

test("what is upstream and not there to be seen is left out", () => {
  const drawn = along(pipeline("qa:dev", "prod:qa"), NOTHING);
  assert.deepEqual([...drawn.nodes.keys()], ["qa", "prod"]);
  assert.equal(drawn.edges.length, 1);
});

test("a line of environments is a straight line", () => {
  const drawn = along(pipeline("dev", "qa:dev", "prod:qa"), NOTHING);
  assert.deepEqual([...drawn.nodes.values()].map((node) => node.y), [0, 0, 0]);
  assert.equal(drawn.height, NODE.height);
  drawn.edges.forEach((edge) => assert.match(edge.line, /^M[\d.]+ 48L[\d.]+ 48$/));
});

test("regions are around what they come from", () => {
  const { nodes } = along(REGIONS, NOTHING);
  assert.equal(nodes.get("integration").x, nodes.get("load").x);
  assert.equal(nodes.get("integration").y + nodes.get("load").y, 2 * nodes.get("qa").y);
  assert.equal(nodes.get("prod-eu").y + nodes.get("prod-us").y, 2 * nodes.get("staging").y);
});

test("no pipeline has boxes that overlap, lines through boxes, slanting lines or anything outside", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const places = anyPipeline(seed);
    const coming = new Set(places.filter((place, at) => place.after.length > 0 && at % 2 === 0).map((place) => place.environment));
    for (const draw of [along, down]) {
      const drawn = draw(places, coming);
      const all = boxes(drawn);
      assert.equal(all.length, places.length + coming.size, `seed ${seed}`);
      apart(all);
      all.forEach((box) => assert.ok(box.x >= 0 && box.y >= 0 && box.x + NODE.width <= drawn.width + NODE.width));
      for (const edge of drawn.edges) {
        for (const part of parts(edge.line)) {
          const [[ax, ay], [bx, by]] = part;
          assert.ok(ax === bx || ay === by, `seed ${seed}: ${edge.line}`);
          assert.ok([ax, bx].every((x) => x >= 0 && x <= drawn.width) && [ay, by].every((y) => y >= 0 && y <= drawn.height));
          for (const node of drawn.nodes.values()) {
            assert.ok(!isThrough(part, { ...node, ...NODE }), `seed ${seed}: ${edge.key} goes through a box`);
          }
        }
      }
    }
  }
});

test("downwards all are below each other", () => {
  const drawn = down(REGIONS, new Set(["prod-us"]));
  const tops = [...drawn.nodes.values()].map((node) => node.y);
  assert.deepEqual(tops, [...tops].sort((a, b) => a - b));
  assert.equal(new Set([...drawn.nodes.values()].map((node) => node.x)).size, 1);
  assert.ok(drawn.width < 260);
});

test("downwards thirty environments leave room for their boxes, and what leads to the same is one line", () => {
  const regions = Array.from({ length: 14 }, (_, at) => `eu-${at}`);
  const all = pipeline("dev", ...regions.map((name) => `${name}:dev`), ...regions.map((name) => `us-${name}:${name}`), `done:${regions.map((name) => `us-${name}`).join(" ")}`);
  assert.equal(all.length, 30);
  const drawn = down(all, new Set(regions));
  assert.ok(drawn.width - NODE.width <= 96, String(drawn.width));
  const upright = drawn.edges.filter(({ to }) => to === "done").map(({ line }) => parts(line).find(([[ax], [bx]]) => ax === bx)[0][0]);
  assert.equal(upright.length, 14);
  assert.equal(new Set(upright).size, 1);
});

test("arrow keys go to what is nearest in their direction", () => {
  const { nodes } = along(REGIONS, NOTHING);
  assert.equal(neighbour(nodes, "dev", [1, 0]), "qa");
  assert.equal(neighbour(nodes, "integration", [0, 1]), "load");
  assert.equal(neighbour(nodes, "load", [0, -1]), "integration");
  assert.equal(neighbour(nodes, "prod-us", [1, 0]), "prod-us");
  assert.equal(neighbour(nodes, "prod-us", [-1, 0]), "staging");
});

const deployed = (version, status = "VERIFIED") => ({ version, fingerprint: `print of ${version}`, status });

test("another release upstream is on its way, the same is not", () => {
  const [dev, qa, prod] = pipeline("dev", "qa:dev", "prod:qa");
  Object.assign(dev, { deployment: deployed("2") });
  Object.assign(qa, { deployment: deployed("1") });
  Object.assign(prod, { deployment: deployed("1") });
  const places = [dev, qa, prod];
  assert.deepEqual(places.map((place) => comingTo(place, places)), [
    null,
    { to: "qa", versions: ["2"], promotion: null, upstream: ["dev"] },
    null,
  ]);
});

test("releases that are called the same are told apart", () => {
  const [qa, prod] = pipeline("qa", "prod:qa");
  Object.assign(qa, { deployment: deployed("1") });
  Object.assign(prod, { deployment: { ...deployed("1"), fingerprint: "other" }, newer: [{ environment: "qa", version: "1", label: "1 (4f2a)" }] });
  assert.deepEqual(comingTo(prod, [qa, prod]).versions, ["1 (4f2a)"]);
});

test("a promotion that waits is what is on its way", () => {
  const [qa, prod] = pipeline("qa", "prod:qa");
  const promotion = { id: 7, version: "1", from: ["qa"] };
  Object.assign(qa, { deployment: deployed("2") });
  Object.assign(prod, { deployment: null, waiting: [promotion] });
  assert.deepEqual(comingTo(prod, [qa, prod]), { to: "prod", versions: ["1"], promotion, upstream: ["qa"] });
});

test("the first gate that has not passed stops it", () => {
  const gate = (name, verdict, earliest = null) => ({ gate: name, verdict, reason: `${name} says so`, earliest });
  const explanation = {
    subject: { version: "1" },
    verdict: "WAITING",
    outlook: "it waits for somebody to act: approvals",
    earliest: null,
    overridden: [],
    outcomes: [gate("hold", "PASSED"), gate("soak", "WAITING", "2026-03-05T16:00:00Z"), gate("approvals", "WAITING")],
  };
  assert.deepEqual(stopOf(explanation), {
    verdict: "WAITING",
    version: "1",
    gate: "soak",
    reason: "soak says so",
    earliest: "2026-03-05T16:00:00Z",
    more: 1,
    isOlder: false,
  });
  const free = stopOf({ ...explanation, verdict: "PASSED", outlook: "it can pass now", outcomes: [gate("hold", "PASSED")] });
  assert.deepEqual([free.gate, free.reason, free.more], [null, "it can pass now", 0]);
  assert.ok(stopOf({ ...explanation, outcomes: [gate("order", "REFUSED")] }).isOlder);
});
