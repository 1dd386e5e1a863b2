// The address: what becomes an entry of the history, what replaces one, and what a server that began anew is told.

import assert from "node:assert/strict";
import test from "node:test";
import { fake, load, plain } from "./load.mjs";

function toAddress(search = "") {
  const written = [];
  const location = { search, pathname: "/", hash: "", href: `http://here/${search}` };
  const write = (kind) => (_state, _title, url) => {
    written.push([kind, url]);
    location.search = url.slice(1);
  };
  const window = fake({ location, history: { pushState: write("push"), replaceState: write("replace") } });
  const { Address } = load(["panels/explorer/address.js"], ["Address"], { window });
  const sent = [];
  return { address: new Address((name, value) => sent.push([name, plain(value)])), window, written, sent };
}

const answer = (query, choice, more = {}) => ({ query, choice, session: "one", number: 0, ...more });

test("a deliberate choice is an entry, zooming is none", () => {
  const { address, written } = toAddress();
  address.update(answer("window=2013", 0));
  address.update(answer("window=2013-04", 0));
  address.update(answer("window=2013-04&country=RUS", 1));
  assert.deepEqual(written, [
    ["replace", "/?window=2013"], ["replace", "/?window=2013-04"], ["push", "/?window=2013-04&country=RUS"],
  ]);
});

test("what stands in the address already is not written again", () => {
  const { address, written } = toAddress("?window=2013");
  address.update(answer("window=2013", 0));
  address.update(answer("window=2013", 1));
  assert.deepEqual(written, []);
});

test("Back sends the link, and an answer to an older one writes nothing", () => {
  const { address, window, written, sent } = toAddress("?window=2013");
  address.update(answer("window=2013", 0));
  window.location.search = "?window=2012";
  window.fire("popstate");
  assert.deepEqual(sent, [["link", { search: "?window=2012", number: 1, resumed: false }]]);
  address.update(answer("window=2014", 0, { number: 0 }));
  assert.deepEqual(written, []);
  address.update(answer("window=2012&lanes=level", 0, { number: 1 }));
  assert.deepEqual(written, [["replace", "/?window=2012&lanes=level"]]);
});

test("a server that began anew is told what was last seen", () => {
  const { address, written, sent } = toAddress();
  address.update(answer("window=2013", 0));
  address.update(answer("", 0, { session: "another" }));
  assert.deepEqual(sent, [["link", { search: "?window=2013", number: 1, resumed: true }]]);
  assert.equal(written.length, 1);
});

test("a link with more parts than Streamlit hands on is sent by ourselves", () => {
  const { address, sent } = toAddress(`?${"a&".repeat(1000)}b`);
  address.update(answer("window=2013", 0));
  assert.equal(sent.length, 1);
});

test("the theme that a link asks for stays in it", () => {
  const { address, written } = toAddress("?embed_options=dark_theme");
  address.update(answer("window=2013", 0));
  assert.deepEqual(written, [["replace", "/?window=2013&embed_options=dark_theme"]]);
  assert.equal(address.readTheme(), "dark_theme");
});
