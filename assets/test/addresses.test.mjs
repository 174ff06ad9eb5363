// The editor takes the same wrappers off an address as the server, and leaves the same alone.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { load } from "./load.mjs";

const { unwrapped } = await load("editor/address.ts");
const cases = JSON.parse(readFileSync(new URL("addresses.json", import.meta.url), "utf8"));

test("the address that was meant is read", () => {
  for (const [address, meant] of cases.unwrapped) {
    assert.equal(unwrapped(address), meant, address);
    assert.equal(unwrapped(meant), null, meant);
  }
});

test("other addresses are left alone", () => {
  for (const address of [...cases.left, ...cases.wrapped]) assert.equal(unwrapped(address), null, address);
  for (const text of ["", "sundby.dk", "Vejene", "https://", "://"]) assert.equal(unwrapped(text), null, text);
});
