// The address: what becomes an entry of the history, what replaces one, and what of it is the view's.

import assert from "node:assert/strict";
import test from "node:test";
import { Address } from "../../components/panels/explorer/address.js";
import { fake, stub } from "./fakes.mjs";

function toAddress(search = "", hash = "") {
  const written = [];
  const location = { search, pathname: "/", hash, href: `http://here/${search}`, assign: (url) => written.push(["load", String(url)]) };
  const write = (kind) => (_state, _title, url) => {
    written.push([kind, url]);
    location.search = url.slice(1).replace(/#.*/, "");
  };
  const window = fake({ location, history: { pushState: write("push"), replaceState: write("replace") } });
  stub({ window });
  const changed = [];
  return { address: new Address((query) => changed.push(query)), window, written, changed };
}

test("a deliberate choice is an entry, zooming is none", () => {
  const { address, written } = toAddress();
  address.write("window=2013", false, "en");
  address.write("window=2013-04", false, "en");
  address.write("window=2013-04&country=RUS", true, "en");
  address.write("", true, "en");
  assert.deepEqual(written, [
    ["replace", "/?window=2013"], ["replace", "/?window=2013-04"], ["push", "/?window=2013-04&country=RUS"], ["push", "/"],
  ]);
});

test("what stands in the address already is not written again", () => {
  const { address, written } = toAddress("?window=2013");
  address.write("window=2013", false, "en");
  address.write("window=2013", true, "en");
  assert.deepEqual(written, []);
});

test("Back tells the query of the view, and Streamlit hears nothing of it", () => {
  const { window, written, changed, address } = toAddress("?window=2013");
  window.location.search = "?window=2012&lang=de&briefing=x&embed=true";
  const heard = [];
  window.fire("popstate", { stopImmediatePropagation: () => heard.push("stopped") });
  assert.deepEqual([changed, heard, written], [["window=2012"], ["stopped"], []]);
  address.dispose();
  assert.equal(window.listening(), 0);
});

test("the theme and the language that a link asks for stay in it, and English is not said", () => {
  const { address, written } = toAddress("?embed_options=dark_theme&lang=xx", "#here");
  address.write("window=2013", false, "pseudo");
  assert.deepEqual(written, [["replace", "/?window=2013&lang=pseudo&embed_options=dark_theme#here"]]);
  assert.equal(address.readTheme(), "dark_theme");
  address.write("window=2013", false, "en");
  assert.deepEqual(written[1], ["replace", "/?window=2013&embed_options=dark_theme#here"]);
});

test("an address that is too long for a server is cut, and what was left out is counted", () => {
  const [part, most] = [`text=${"a".repeat(100)}`, 48_000];
  const fitting = Math.floor(most / (part.length + 1));
  const { address } = toAddress(`?${Array(fitting + 5).fill(part).join("&")}`);
  assert.equal(address.read().split("&").length, fitting);
  assert.equal(address.beyond, 5);
  const { address: short } = toAddress("?country=RUS&lang=de");
  assert.deepEqual([short.read(), short.beyond], ["country=RUS", 0]);
});

test("an address of more parts than the server reads is cut, too", () => {
  const { address } = toAddress(`?${"a&".repeat(3000)}b`);
  assert.equal(address.read().split("&").length, 2000);
  assert.equal(address.beyond, 1001);
});

test("an address says which table and language it is about", () => {
  const { address } = toAddress("?table=shipped&lang=de");
  assert.deepEqual([address.isAboutAnother("shipped"), address.isAboutAnother(""), address.readLanguage()], [false, true, "de"]);
  const { address: usual } = toAddress("");
  assert.deepEqual([usual.isAboutAnother(""), usual.isAboutAnother("0123"), usual.readLanguage()], [false, true, "en"]);
});

test("each time that the script is told has a number of its own", () => {
  const { address } = toAddress();
  assert.deepEqual([address.count(), address.count()], [1, 2]);
});

test("another theme loads the page anew, with all that its address says", () => {
  const { address, written } = toAddress("?window=2013");
  address.setTheme("dark_theme");
  assert.deepEqual(written, [["load", "http://here/?window=2013&embed_options=dark_theme"]]);
});
