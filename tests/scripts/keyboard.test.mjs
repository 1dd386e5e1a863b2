// The keys: which does what, and when a key is somebody else's.

import assert from "node:assert/strict";
import test from "node:test";
import { Keyboard } from "../../components/panels/explorer/keyboard.js";
import { fake, stub } from "./fakes.mjs";

function toKeyboard() {
  const acts = [];
  const list = { replaceChildren: (...rows) => { list.rows = rows; } };
  const dialog = { open: false, showModal: () => acts.push(["help"]), querySelector: () => list };
  const search = { focus: () => acts.push(["search"]) };
  const document = fake({
    querySelector: () => search,
    createElement: () => ({ append() {}, firstChild: {} }),
    dispatchEvent: ({ type }) => acts.push([type]),
  });
  stub({ document });
  const keyboard = new Keyboard({ querySelector: () => dialog }, { step: (kind) => acts.push(["step", kind]), zoom: (kind) => acts.push(["zoom", kind]) });
  const press = (key, more = {}) => document.fire("keydown", { key, target: {}, ...more });
  return { acts, press, dialog, keyboard, list };
}

test("every key does what the list of keys says", () => {
  const { acts, press, keyboard, list } = toKeyboard();
  const keys = ["ArrowRight", "ArrowLeft", "Home", "End", "+", "-", "0", "/", "P", "Escape", "?"];
  keys.forEach((key) => press(key));
  assert.deepEqual(acts, [
    ["step", "next"], ["step", "previous"], ["step", "first"], ["step", "last"], ["zoom", "closer"], ["zoom", "wider"],
    ["zoom", "all"], ["search"], ["open-presenter"], ["step", "close"], ["help"],
  ]);
  keyboard.draw();
  assert.equal(list.rows.length, 8);
});

test("keys of the browser, of a field and of the open list are left alone", () => {
  const { acts, press, dialog } = toKeyboard();
  press("p", { ctrlKey: true });
  press("0", { metaKey: true });
  press("ArrowLeft", { defaultPrevented: true });
  press("ArrowRight", { target: { closest: () => ({}) } });
  press("x");
  dialog.open = true;
  press("ArrowRight");
  assert.deepEqual(acts, []);
});

test("a timeline that is gone listens to no key", () => {
  const { acts, press, keyboard } = toKeyboard();
  keyboard.dispose();
  press("0");
  assert.deepEqual(acts, []);
});
