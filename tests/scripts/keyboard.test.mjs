// The keys: which does what, and when a key is somebody else's.

import assert from "node:assert/strict";
import test from "node:test";
import { fake, load, plain } from "./load.mjs";

function toKeyboard() {
  const acts = [];
  const dialog = { open: false, showModal: () => acts.push(["help"]), querySelector: () => ({ replaceChildren() {} }) };
  const search = { focus: () => acts.push(["search"]) };
  const document = fake({ querySelector: () => search });
  const element = () => ({ append() {}, firstChild: {} });
  const { Keyboard, listKeys } = load(["messages/messages.js", "panels/explorer/keyboard.js"], ["Keyboard", "listKeys"], {
    document, element, askToPresent: () => acts.push(["present"]),
  });
  const keyboard = new Keyboard({ querySelector: () => dialog }, { step: (kind) => acts.push(["step", kind]), zoom: (kind) => acts.push(["zoom", kind]) });
  const press = (key, more = {}) => document.fire("keydown", { key, target: {}, ...more });
  return { acts, press, dialog, keyboard, listKeys };
}

test("every key does what the list of keys says", () => {
  const { acts, press, listKeys } = toKeyboard();
  const keys = ["ArrowRight", "ArrowLeft", "Home", "End", "+", "-", "0", "/", "P", "Escape", "?"];
  keys.forEach((key) => press(key));
  assert.deepEqual(acts, [
    ["step", "next"], ["step", "previous"], ["step", "first"], ["step", "last"], ["zoom", "closer"], ["zoom", "wider"],
    ["zoom", "all"], ["search"], ["present"], ["step", "close"], ["help"],
  ]);
  assert.equal(listKeys().length, 8);
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
  assert.deepEqual(plain(acts), []);
});

test("a timeline that is gone listens to no key", () => {
  const { acts, press, keyboard } = toKeyboard();
  keyboard.dispose();
  press("0");
  assert.deepEqual(plain(acts), []);
});
