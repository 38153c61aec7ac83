import assert from "node:assert/strict";
import test from "node:test";
import { Api, Problem, Unreachable } from "../../main/webapp/deployments/core/api.js";

// Global in browsers and since Node 19.
globalThis.crypto ??= (await import("node:crypto")).webcrypto;

const json = (body, init = {}) =>
  new Response(JSON.stringify(body), { ...init, headers: { "Content-Type": "application/json", ...init.headers } });

const html = (title, status) => new Response(`<h1>${title}</h1>`, { status, headers: { "Content-Type": "text/html" } });

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

test("a host that does not answer, a proxy before it, and an answer that breaks off are the same", async () => {
  const broken = new Response(new ReadableStream({ pull: (controller) => controller.error(new TypeError("gone")) }), {
    headers: { "Content-Type": "application/json" },
  });
  const { api } = apiOf(new TypeError("Failed to fetch"), html("Bad Gateway", 502), broken);
  for (let i = 0; i < 3; i++) {
    await assert.rejects(api.get("/v1/matrix"), Unreachable);
  }
});

test("what is refused elsewhere is told as what it is", async () => {
  const { api } = apiOf(json({ type: "urn:deployment-gates:problem:upstream", detail: "git does not answer" }, { status: 502 }), html("Forbidden", 403));
  await assert.rejects(api.get("/v1/matrix"), (error) => error instanceof Problem && error.detail === "git does not answer");
  await assert.rejects(api.get("/v1/matrix"), (error) => error instanceof Problem && error.status === 403 && error.detail === "");
});

test("what is no answer of the host is not taken for one", async () => {
  const elsewhere = Response.error();
  const { api } = apiOf(html("Sign in", 200), new Response("{", { headers: { "Content-Type": "application/json" } }), elsewhere, new Response(null, { status: 204 }));
  for (const status of [200, 200, 0]) {
    await assert.rejects(api.get("/v1/matrix"), (error) => error instanceof Problem && error.status === status && error.detail === "");
  }
  assert.equal(await api.get("/v1/matrix"), null);
});
