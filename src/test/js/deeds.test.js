import assert from "node:assert/strict";
import test from "node:test";
import { offered, outcomeOf, requestOf, seenOf, sortedOutcomes, wishOf } from "../../main/webapp/deployments/components/deeds.js";
import { deedsFor, kindOf, shownOf } from "../../main/webapp/deployments/components/waiting-model.js";

const subject = { fingerprint: "f2", commit: "c2", version: "1.4.2" };
const gate = (name, verdict) => ({ gate: name, verdict });
const promotion = { id: 9, application: "shop", from: ["qa"], to: "prod", version: "1.4.2", kind: "FORWARD", status: "WAITING", overrideReason: null };

function situation(more) {
  return {
    application: "shop",
    environment: "prod",
    version: "1.4.2",
    promotion: null,
    explanation: { subject, verdict: "PASSED", outcomes: [] },
    current: { fingerprint: "f1", commit: "c1", version: "1.4.1", status: "VERIFIED" },
    hold: null,
    choices: [],
    may: ["PROMOTE", "APPROVE", "OVERRIDE"],
    mayAll: ["HOLD"],
    mine: false,
    wish: { application: "shop", to: "prod" },
    ...more,
  };
}

const waits = { subject, verdict: "WAITING", outcomes: [gate("approvals", "WAITING")] };

test("whoever may nothing is offered nothing", () => {
  assert.deepEqual(offered(situation({ may: [], mayAll: [] })), []);
  assert.deepEqual(offered(situation({ promotion, explanation: waits, mine: true, may: [], mayAll: [] })), []);
});

test("what passes can be promoted, and needs no override", () => {
  assert.deepEqual(offered(situation()), ["promote", "hold"]);
});

test("what waits can be asked for or overridden; what is refused can be overridden only", () => {
  assert.deepEqual(offered(situation({ explanation: waits })), ["promote", "override", "hold"]);
  const refused = { subject, verdict: "REFUSED", outcomes: [gate("order", "REFUSED")] };
  assert.deepEqual(offered(situation({ explanation: refused, mayAll: [] })), ["override"]);
});

test("no override sets aside that two would move at once", () => {
  const exclusive = { subject, verdict: "WAITING", outcomes: [gate("exclusive", "WAITING")] };
  assert.deepEqual(offered(situation({ explanation: exclusive, mayAll: [] })), ["promote"]);
});

test("what is there is not promoted again, unless it failed", () => {
  const there = { fingerprint: "f2", commit: "c2", version: "1.4.2", status: "COMPLETED" };
  assert.deepEqual(offered(situation({ current: there, mayAll: [] })), []);
  assert.deepEqual(offered(situation({ current: { ...there, status: "FAILED" }, mayAll: [] })), ["promote"]);
});

test("one that waits is approved by those only whose yes counts", () => {
  const known = { promotion, explanation: waits, mayAll: [] };
  assert.deepEqual(offered(situation({ ...known, mine: true })), ["approve", "refuse", "override", "cancel"]);
  assert.deepEqual(offered(situation({ ...known, may: ["APPROVE"] })), ["refuse"]);
  assert.deepEqual(offered(situation({ ...known, promotion: { ...promotion, status: "PROMOTED" } })), []);
});

test("a hold is released, and what was good can come back", () => {
  assert.deepEqual(offered(situation({ hold: { environment: "prod" }, choices: [{}], explanation: null })), ["rollback", "release"]);
});

test("what is asked of the API names exactly what was confirmed", () => {
  const one = situation({ promotion, wish: wishOf(promotion) });
  assert.deepEqual(requestOf("override", one, { reason: "shop is down" }).body, {
    application: "shop",
    to: "prod",
    from: "qa",
    version: "1.4.2",
    fingerprint: "f2",
    override: "shop is down",
  });
  assert.deepEqual(requestOf("promote", situation()).body, { application: "shop", to: "prod", fingerprint: "f2" });
  assert.deepEqual(requestOf("rollback", one, { version: "1.4.0" }).body, { application: "shop", environments: ["prod"], version: "1.4.0" });
  assert.deepEqual(requestOf("cancel", one), { method: "POST", path: "/v1/promotions/9/cancel" });
  assert.equal(requestOf("release", { ...one, environment: "a/b" }).path, "/v1/holds/a%2Fb");
});

test("what came of it is told as it is", () => {
  assert.equal(outcomeOf("promote", { promotion: { ...promotion, status: "PROMOTED" } }).key, "deed.done.promoted");
  assert.equal(outcomeOf("promote", { promotion }).key, "deed.done.waits");
  assert.equal(outcomeOf("approve", { promotion }).key, "deed.done.approve");
  assert.equal(outcomeOf("approve", { promotion: { ...promotion, status: "FAILED" } }).good, false);
  assert.equal(outcomeOf("refuse", { promotion: { ...promotion, status: "REFUSED" } }).good, true);
  assert.equal(outcomeOf("release", [{}, {}]).count, 2);
});

test("gates that stop stand first, otherwise as they were asked", () => {
  const outcomes = [gate("hold", "PASSED"), gate("soak", "WAITING"), gate("order", "REFUSED"), gate("ticket", "WAITING")];
  assert.deepEqual(sortedOutcomes({ outcomes }).map((one) => one.gate), ["order", "soak", "ticket", "hold"]);
});

test("what was read is a release or a deployment; when it is another, it is not done", () => {
  assert.equal(seenOf("promote", situation()), "f2");
  assert.equal(seenOf("override", situation({ explanation: null })), "");
  assert.equal(seenOf("rollback", situation({ current: { id: 4 } })), 4);
  assert.equal(seenOf("hold", situation()), "");
});

test("others' promotions are shown when asked for, and can be refused or called off", () => {
  const other = { ...promotion, id: 8, trigger: "Ann" };
  const known = { all: [other, promotion], votes: new Map([[9, {}]]), may: new Map([["shop", ["APPROVE", "PROMOTE"]]]) };
  const shown = (wish) => shownOf(known, { others: true, filter: "", ...wish }).map((one) => one.id);
  assert.deepEqual(shown({ others: false }), [9]);
  assert.deepEqual(shown(), [8, 9]);
  assert.deepEqual(shown({ filter: " PROD  ann" }), [8]);
  assert.deepEqual(shown({ filter: "prod qa" }), []);
  assert.deepEqual(deedsFor(promotion, known), ["approve", "refuse"]);
  assert.deepEqual(deedsFor(other, known), ["refuse", "cancel"]);
  assert.deepEqual(deedsFor({ ...other, status: "EXECUTING" }, known), []);
});

test("what something waits for is told by its first gate", () => {
  const kind = (more) => kindOf({ ...promotion, pullRequest: null, reason: "", ...more }, { votes: new Map([[9, {}]]) });
  assert.equal(kind(), "mine");
  assert.equal(kind({ id: 8, reason: "approvals: 0 of 1 approval; soak: 2 hours" }), "votes");
  assert.equal(kind({ id: 8, reason: "soak: 2 hours" }), "time");
  assert.equal(kind({ id: 8, reason: "http check: not yet" }), "other");
  assert.equal(kind({ id: 8, reason: "" }), "other");
  assert.equal(kind({ id: 8, status: "REQUESTED" }), "asking");
  assert.equal(kind({ id: 8, status: "EXECUTING" }), "way");
  assert.equal(kind({ id: 8, status: "EXECUTING", pullRequest: {} }), "pullRequest");
});
