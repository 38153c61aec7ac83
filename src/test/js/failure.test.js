import assert from "node:assert/strict";
import test from "node:test";
import { Problem, Unreachable } from "../../main/webapp/deployments/core/api.js";
import { mayPass, said } from "../../main/webapp/deployments/core/failure.js";
import { Texts } from "../../main/webapp/deployments/core/i18n.js";
import common from "../../main/webapp/deployments/messages/en/common.js";

const texts = new Texts("en", common, { locale: "en-GB" });

test("the host's own words are shown", () => {
  assert.equal(said(texts, new Problem(409, { title: "No", detail: "prod is on hold" })), "prod is on hold");
  assert.equal(said(texts, new Problem(409, { title: "It cannot be done" })), "It cannot be done");
});

test("an answer that says nothing to people is told by its status", () => {
  const of = (status, body) => said(texts, new Problem(status, body));
  assert.equal(of(500, null), "The server failed (HTTP 500).");
  assert.equal(of(418, "<html>"), "The server refused this without saying why (HTTP 418).");
  assert.equal(of(403, { detail: { nested: true }, title: " " }), "This was refused: you may not do it, or this page is too old. Load it again.");
  assert.equal(of(404, []), "There is no such thing.");
  assert.equal(of(401), "You are not signed in any more. Load this page again.");
  assert.equal(of(429), "There are too many requests. Try again in a moment.");
  const foreign = "What answered is not Deployment Gates, perhaps a proxy that wants you to sign in. Load this page again.";
  assert.equal(of(0), foreign);
  assert.equal(of(200), foreign);
});

test("no answer is told as that, and a defect of the page to the console, too", (t) => {
  assert.equal(said(texts, new Unreachable(new TypeError("Failed to fetch"))), "The server does not answer.");
  const told = t.mock.method(console, "error", () => {});
  assert.equal(said(texts, new RangeError("oops")), "This page failed. Your browser's console says more.");
  assert.equal(told.mock.callCount(), 1);
});

test("what the host may have mended a little later may pass", () => {
  assert.deepEqual([503, 500, 429, 409, 401].map((status) => mayPass(new Problem(status))), [true, true, true, false, false]);
  assert.equal(mayPass(new Unreachable()), true);
  assert.equal(mayPass(new TypeError()), false);
});
