import assert from "node:assert/strict";
import test from "node:test";
import { Api, Problem, Unreachable } from "../../main/webapp/deployments/core/api.js";

// Global in browsers and since Node 19.
globalThis.crypto ??= (await import("node:crypto")).webcrypto;

const json = (body, init = {}) =>
  new Response(JSON.stringify(body), { ...init, headers: { "Content-Type": "application/json", ...init.headers } });

/** An API whose host answers in turn; what it was asked is in `asked`. */
function apiOf(...answers) {
  const asked = [];
  const api = new Api("/api/", { "Jenkins-Crumb": "c1" }, async (address, options) => {
    asked.push({ address, ...options });
    const answer = answers.shift();
    if (answer instanceof Error) {
      throw answer;
    }
    return answer;
  });
  return { api, asked };
}

test("addresses leave out what is not given and repeat lists", () => {
  const { api } = apiOf();
  assert.equal(api.address("/v1/matrix"), "/api/v1/matrix");
  assert.equal(api.address("/v1/x", { a: "1 2", b: null, c: "", d: ["p", "q&"] }), "/api/v1/x?a=1+2&d=p&d=q%26");
});

test("what has not changed is the same object", async () => {
  const { api, asked } = apiOf(json({ n: 1 }, { headers: { ETag: '"a"' } }), new Response(null, { status: 304 }), json({ n: 2 }));
  const first = await api.get("/v1/matrix");
  assert.equal(await api.get("/v1/matrix"), first);
  assert.equal(asked[0].headers["If-None-Match"], undefined);
  assert.equal(asked[1].headers["If-None-Match"], '"a"');
  assert.deepEqual(await api.get("/v1/matrix"), { n: 2 });
});

test("a problem tells what the host says, and that nobody is signed in", async () => {
  const problem = { type: "urn:deployment-gates:problem:unauthenticated", title: "Who are you?", detail: "send a token" };
  const { api } = apiOf(json(problem, { status: 401, headers: { "Content-Type": "application/problem+json" } }));
  let told = 0;
  api.addEventListener("unauthenticated", () => told++);
  await assert.rejects(api.get("/v1/caller"), (error) => {
    assert.ok(error instanceof Problem);
    assert.deepEqual([error.status, error.type, error.message], [401, "unauthenticated", "send a token"]);
    return true;
  });
  assert.equal(told, 1);
});

test("whatever changes something carries the crumb, a key and the header that other sites cannot send", async () => {
  const { api, asked } = apiOf(json({}), json({}));
  await api.post("/v1/holds", { environment: "qa" }, { key: "k" });
  assert.equal(asked[0].method, "POST");
  assert.equal(asked[0].body, '{"environment":"qa"}');
  assert.deepEqual(asked[0].headers, {
    "X-Deployment-Gates": "page",
    "Jenkins-Crumb": "c1",
    Accept: "application/json",
    "Idempotency-Key": "k",
    "Content-Type": "application/json",
  });
  await api.send("DELETE", "/v1/holds/qa");
  assert.equal(asked[1].headers["Content-Type"], undefined);
  assert.match(asked[1].headers["Idempotency-Key"], /^[0-9a-f]{32}$/);
});

test("a host that does not answer is told of once, and once more when it does again", async () => {
  const { api } = apiOf(new TypeError("no network"), new Response("", { status: 503 }), json({}));
  const told = [];
  api.addEventListener("unreachable", () => told.push("unreachable"));
  api.addEventListener("reachable", () => told.push("reachable"));
  await assert.rejects(api.get("/v1/matrix"), Unreachable);
  await assert.rejects(api.get("/v1/matrix"), Unreachable);
  assert.ok(api.unreachableSince instanceof Date);
  await api.get("/v1/matrix");
  assert.equal(api.unreachableSince, null);
  assert.deepEqual(told, ["unreachable", "reachable"]);
});
