// Tests of the words of scripts: English as it stands, another language as it was given, numbers as that writes them.

import assert from "node:assert/strict";
import { test } from "node:test";

let pages = 0;

// The module as a page has it that was just opened.
function start() {
  pages += 1;
  return import(`../../components/messages/messages.js?${pages}`);
}

test("a sentence that nobody translated is said as it stands", async () => {
  const { _, _n } = await start();
  assert.equal(_("Close"), "Close");
  assert.equal(_("{count} of {all} in {year}", { count: 1234, all: 5678, year: "2013" }), "1,234 of 5,678 in 2013");
  assert.equal(_("{count} of {all}", { count: 0 }), "0 of {all}");
  assert.equal(_n("{count} event", "{count} events", 1), "1 event");
  assert.equal(_n("{count} event", "{count} events", 1234), "1,234 events");
});

test("a language says what it was given, in its own forms and numbers", async () => {
  const { _, _n, speak } = await start();
  const words = { Close: { other: "閉じる" }, "{count} event": { other: "{count} 件" } };
  speak({ language: "de", words: { ...words, "{count} day": { one: "{count} Tag", other: "{count} Tage" } } });
  assert.equal(_("Close"), "閉じる");
  assert.equal(_("Open"), "Open");
  assert.deepEqual([1, 1234].map((count) => _n("{count} event", "{count} events", count)), ["1 件", "1.234 件"]);
  assert.deepEqual([1, 2].map((count) => _n("{count} day", "{count} days", count)), ["1 Tag", "2 Tage"]);
  speak(undefined);
  assert.equal(_("Close"), "閉じる");
});
