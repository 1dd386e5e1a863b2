// What all scripts use: folding of names, sending one thing at a time, and asking for the presenter.

import assert from "node:assert/strict";
import test from "node:test";
import { askToPresent, fold, sendAlone, takePresenterAsked } from "../../components/panels/dom.js";
import { stub } from "./fakes.mjs";

test("spellings of one name are equal", () => {
  assert.equal(fold(" Erdoğan"), fold("ERDOGAN"));
  assert.equal(fold("ＴＯＫＹＯ"), "tokyo");
  assert.equal(fold("安倍"), "安倍");
  assert.notEqual(fold("ガ"), ""); // a mark that is a letter's own comes back
});

test("what is sent at one time is sent one after the other, each at a time of its own", async () => {
  const sent = [];
  sendAlone(() => { sent.push("one"); setTimeout(() => sent.push("of its own time")); });
  await new Promise((done) => { sendAlone(() => { sent.push("two"); done(); }); });
  assert.deepEqual(sent, ["one", "of its own time", "two"]);
});

test("the presenter is told once that it was asked for, also before it listens", () => {
  const heard = [];
  stub({ document: { dispatchEvent: ({ type }) => heard.push(type) } });
  askToPresent();
  assert.deepEqual(heard, ["open-presenter"]);
  assert.deepEqual([takePresenterAsked(), takePresenterAsked()], [true, false]);
});
