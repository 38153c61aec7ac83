import assert from "node:assert/strict";
import test from "node:test";
import { safeAddress } from "../../main/webapp/deployments/core/dom.js";

test("addresses of pages are kept", () => {
  for (const address of ["./history?application=shop", "/api", "https://ci.example.com/1", "#top", "a:b".replace("a:", "./a:")]) {
    assert.equal(safeAddress(address), address);
  }
});

test("addresses that would run a script, or are of another kind, are left out, however they are written", () => {
  const hostile = ["javascript:alert(1)", "JaVaScRiPt:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "\u0001javascript:1", "data:text/html,x", "vbscript:x", "mailto:a@b", ""];
  for (const address of hostile) {
    assert.equal(safeAddress(address), null, address);
  }
});
