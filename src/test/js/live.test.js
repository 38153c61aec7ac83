import assert from "node:assert/strict";
import test from "node:test";
import { EventParser, Live } from "../../main/webapp/deployments/core/live.js";

test("an event that comes in pieces is told of once it is whole", () => {
  const parser = new EventParser();
  assert.deepEqual(parser.push("retry: 3000\n\nid: 7\nda"), []);
  assert.deepEqual(parser.push('ta: {"a":1}\n'), []);
  assert.deepEqual(parser.push("\n"), [{ id: "7", data: '{"a":1}' }]);
});

test("several events, signs of life and all kinds of line ends are taken apart", () => {
  const parser = new EventParser();
  assert.deepEqual(parser.push("id: 1\r\ndata: x\r\n\r\n:\n\nid:2\ndata:y\ndata: z\n\n"), [
    { id: "1", data: "x" },
    { id: "2", data: "y\nz" },
  ]);
});

/** Time that goes on when a test says so, instead of the browser's. */
class Time {
  now = Date.parse("2026-03-05T15:00:00Z");
  #timers = new Map();
  #next = 1;

  constructor(t) {
    const later = (work, pause, every) => {
      this.#timers.set(this.#next, { work, due: this.now + pause, every });
      return this.#next++;
    };
    t.mock.method(globalThis, "setTimeout", (work, pause) => later(work, pause, null));
    t.mock.method(globalThis, "setInterval", (work, pause) => later(work, pause, pause));
    for (const name of ["clearTimeout", "clearInterval"]) {
      t.mock.method(globalThis, name, (timer) => this.#timers.delete(timer));
    }
    t.mock.method(Date, "now", () => this.now);
  }

  pass(milliseconds) {
    const end = this.now + milliseconds;
    for (;;) {
      const [id, timer] = [...this.#timers].sort(([, a], [, b]) => a.due - b.due)[0] ?? [];
      if (!timer || timer.due > end) {
        this.now = end;
        return;
      }
      this.now = Math.max(this.now, timer.due);
      if (timer.every) {
        timer.due += timer.every;
      } else {
        this.#timers.delete(id);
      }
      timer.work();
    }
  }
}

/** A browser's window as far as `Live` looks at it, and an API whose streams the test feeds. */
function world(t) {
  const time = new Time(t);
  t.mock.method(Math, "random", () => 0.5);
  globalThis.document = Object.assign(new EventTarget(), { visibilityState: "visible" });
  const window = new EventTarget();
  for (const name of ["addEventListener", "removeEventListener"]) {
    globalThis[name] = (...listener) => window[name](...listener);
  }
  const api = Object.assign(new EventTarget(), {
    asked: [],
    address: (path, { after }) => (after === null ? path : `${path}?after=${after}`),
    read: async ({ status }) => {
      throw new Error(`HTTP ${status}`);
    },
    request(address, { signal }) {
      return new Promise((resolve, reject) => {
        signal.addEventListener("abort", () => reject(new DOMException("aborted", "AbortError")));
        const stream = (type = "text/event-stream") =>
          resolve(
            new Response(
              new ReadableStream({
                start(controller) {
                  attempt.send = (text) => controller.enqueue(new TextEncoder().encode(text));
                  attempt.end = () => controller.close();
                  signal.addEventListener("abort", () => controller.error(new DOMException("aborted", "AbortError")));
                },
              }),
              { headers: { "Content-Type": type } },
            ),
          );
        const attempt = { address, signal, stream, fail: () => reject(new TypeError("gone")), answer: (status) => resolve(new Response("", { status })) };
        this.asked.push(attempt);
      });
    },
  });
  const live = new Live(api, null);
  const told = [];
  live.addEventListener("events", ({ detail }) => told.push(detail.length));
  t.after(() => live.close());
  /** Until everything that was begun has gone on as far as it can. */
  const settled = async () => {
    for (let i = 0; i < 50; i++) {
      await Promise.resolve();
    }
    await new Promise((resolve) => setImmediate(resolve));
  };
  return { api, live, told, settled, window, pass: (milliseconds) => time.pass(milliseconds), sleep: (milliseconds) => (time.now += milliseconds) };
}

test("what is heard is told, and after a break it is gone on behind it", async (t) => {
  const { api, live, told, settled, pass } = world(t);
  assert.deepEqual([live.state, api.asked[0].address], ["connecting", "/v1/events"]);
  api.asked[0].stream();
  await settled();
  assert.equal(live.state, "live");
  api.asked[0].send('id: 7\ndata: {"type":"a"}\n\nid: 8\ndata: {"type":"b"}\n\n');
  await settled();
  assert.deepEqual(told, [2]);
  api.asked[0].end();
  await settled();
  assert.equal(live.state, "live");
  pass(500);
  assert.equal(api.asked[1].address, "/v1/events?after=8");
  api.asked[1].stream();
  await settled();
  assert.deepEqual(told, [2]);
});

test("after it could not be heard, those who listen look again, whatever happened meanwhile", async (t) => {
  const { api, live, told, settled, pass } = world(t);
  api.asked[0].stream();
  await settled();
  api.asked[0].send("id: 8\ndata: {}\n\n");
  await settled();
  pass(1000);
  api.asked[0].end();
  await settled();
  pass(500);
  api.asked[1].fail();
  await settled();
  assert.deepEqual([live.state, live.staleSince instanceof Date], ["stale", true]);
  // Each pause is longer than the one before.
  pass(999);
  assert.equal(api.asked.length, 2);
  pass(1);
  assert.equal(api.asked.length, 3);
  api.asked[2].stream();
  await settled();
  assert.deepEqual([live.state, live.staleSince, told], ["live", null, [1, 0]]);
});

test("a page of a proxy is no stream, and is not asked again at once for ever", async (t) => {
  const { api, live, settled, pass } = world(t);
  for (const pause of [500, 1000, 2000, 5000, 10000, 30000, 30000]) {
    api.asked.at(-1).stream("text/html");
    await settled();
    assert.equal(live.state, "stale");
    const before = api.asked.length;
    pass(pause - 1);
    assert.equal(api.asked.length, before);
    pass(1);
    assert.equal(api.asked.length, before + 1);
  }
});

test("a connection that is silent is given up, also one that never answered", async (t) => {
  const { api, live, settled, pass } = world(t);
  pass(40000);
  await settled();
  assert.deepEqual([api.asked[0].signal.aborted, live.state], [true, "stale"]);
  pass(500);
  api.asked[1].stream();
  await settled();
  pass(35000);
  api.asked[1].send(":\n\n");
  await settled();
  pass(35000);
  await settled();
  assert.equal(live.state, "live");
  pass(5000);
  await settled();
  assert.equal(live.state, "stale");
});

test("after the machine slept, its old connection is given up when somebody looks", async (t) => {
  const { api, live, settled, sleep } = world(t);
  api.asked[0].stream();
  await settled();
  sleep(3 * 60 * 60 * 1000);
  document.dispatchEvent(new Event("visibilitychange"));
  await settled();
  assert.deepEqual([api.asked[0].signal.aborted, live.state], [true, "stale"]);
});

test("a page in the background lets its connection go, and catches up when it is looked at", async (t) => {
  const { api, live, told, settled, pass } = world(t);
  api.asked[0].stream();
  await settled();
  document.visibilityState = "hidden";
  document.dispatchEvent(new Event("visibilitychange"));
  pass(9999);
  assert.equal(api.asked[0].signal.aborted, false);
  pass(1);
  await settled();
  pass(600000);
  assert.deepEqual([live.state, api.asked.length], ["stale", 1]);
  document.visibilityState = "visible";
  document.dispatchEvent(new Event("visibilitychange"));
  api.asked[1].stream();
  await settled();
  assert.deepEqual([live.state, told], ["live", [0]]);
});

test("whoever asks for it need not wait, neither for a pause nor for an answer that does not come", async (t) => {
  const { api, live, settled, window, pass } = world(t);
  api.asked[0].fail();
  await settled();
  live.retry();
  assert.equal(api.asked.length, 2);
  live.retry();
  await settled();
  assert.equal(api.asked[1].signal.aborted, true);
  pass(500);
  api.asked[2].stream();
  await settled();
  window.dispatchEvent(new Event("offline"));
  await settled();
  assert.equal(live.state, "stale");
  window.dispatchEvent(new Event("online"));
  assert.equal(api.asked.length, 4);
});

test("whoever closes it hears of nothing more", async (t) => {
  const { api, live, told, settled, pass } = world(t);
  api.asked[0].stream();
  await settled();
  live.close();
  await settled();
  pass(60000);
  assert.deepEqual([api.asked.length, api.asked[0].signal.aborted, told], [1, true, []]);
});
