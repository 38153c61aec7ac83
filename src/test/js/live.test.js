import assert from "node:assert/strict";
import test from "node:test";
import { EventParser } from "../../main/webapp/deployments/core/live.js";

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
