import assert from "node:assert/strict";
import test from "node:test";
import { concerns, fileOf, isNow, linesOf, optionsOf, parseSide, pipelinesOf, sidesOf, sorted, toInstant, toLocal, writeSide } from "../../main/webapp/deployments/components/compare-model.js";

test("a side is an environment, a version there, or an instant", () => {
  for (const [text, kind] of [
    ["qa", "now"],
    ["qa@1.4.2", "version"],
    ["qa@2026-03-03T09:00:00Z", "instant"],
    ["qa@2026-03-03", "instant"],
    ["qa@2026.9", "version"],
  ]) {
    assert.equal(parseSide(text).kind, kind, text);
    assert.equal(writeSide(parseSide(text)), text);
  }
  assert.equal(writeSide({ environment: "qa", kind: "version", what: "" }), "qa");
});

test("a field's local time becomes an instant and back", () => {
  assert.equal(toLocal(toInstant("2026-03-03T14:00")), "2026-03-03T14:00");
  assert.equal(toInstant(""), "");
  assert.equal(toLocal("nonsense"), "");
});

test("without a choice the end of the pipeline is compared with what is before it", () => {
  const pipeline = ["dev", "qa", "prod"];
  assert.deepEqual(sidesOf(pipeline, "", ""), { left: "qa", right: "prod" });
  assert.deepEqual(sidesOf(pipeline, "", "qa"), { left: "dev", right: "qa" });
  assert.deepEqual(sidesOf(pipeline, "", "dev"), { left: "qa", right: "dev" });
  assert.deepEqual(sidesOf(pipeline, "prod@1.0", ""), { left: "prod@1.0", right: "qa" });
  assert.deepEqual(sidesOf(["only"], "", ""), { left: "only", right: "only" });
  assert.deepEqual(sidesOf([], "", ""), { left: "", right: "" });
});

test("pipelines come from the matrix", () => {
  const matrix = { environments: [{ name: "qa" }, { name: "prod" }], rows: [{ application: "shop", pipeline: [1, 0] }] };
  assert.deepEqual([...pipelinesOf(matrix)], [["shop", ["prod", "qa"]]]);
});

test("what differs comes first, in the order it has", () => {
  const kinds = ["SAME", "ONLY_RIGHT", "CHANGED", "ONLY_LEFT"].map((kind) => ({ kind }));
  assert.deepEqual(
    sorted(kinds).map((one) => one.kind),
    ["CHANGED", "ONLY_LEFT", "ONLY_RIGHT", "SAME"],
  );
});

test("lines of a file have the numbers of both sides", () => {
  assert.deepEqual(fileOf("M a b.yaml"), { kind: "M", path: "a b.yaml" });
  const hunks = [
    { left: 4, right: 4, lines: [" a", "-b", "+c", " d"] },
    { left: 20, right: 20, lines: ["+e"] },
  ];
  assert.deepEqual(linesOf(hunks), [
    { sign: " ", left: 4, right: 4, text: "a" },
    { sign: "-", left: 5, right: null, text: "b" },
    { sign: "+", left: null, right: 5, text: "c" },
    { sign: " ", left: 6, right: 6, text: "d" },
    null,
    { sign: "+", left: null, right: 20, text: "e" },
  ]);
});

test("versions are offered once, instants from when on a deployment was there", () => {
  const { versions, instants } = optionsOf([
    { version: "1.1", createdAt: "2026-03-03T09:00:00.250Z" },
    { version: "1.0", createdAt: "2026-03-02T09:00:00Z" },
    { version: "1.1", createdAt: "2026-03-01T09:00:59Z" },
  ]);
  assert.deepEqual(versions, ["1.1", "1.0"]);
  assert.deepEqual(
    instants.map(({ at, version }) => `${version} ${at}`),
    ["1.1 2026-03-03T09:01:00.000Z", "1.0 2026-03-02T09:00:00.000Z", "1.1 2026-03-01T09:01:00.000Z"],
  );
});

test("only what is deployed now changes a comparison", () => {
  assert.deepEqual(["qa", "qa@1.0", "qa@2026-03-03T09:00:00Z"].map(isNow), [true, false, false]);
  assert.ok(concerns({ application: "shop", type: "deployment.created" }, "shop"));
  assert.ok(!concerns({ application: "billing", type: "deployment.created" }, "shop"));
  assert.ok(!concerns({ application: "shop", type: "promotion.requested" }, "shop"));
});
