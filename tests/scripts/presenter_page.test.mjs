// The pages of the presenter: what stands on them, in the language that was given.

import assert from "node:assert/strict";
import test from "node:test";
import { speak } from "../../components/messages/messages.js";
import { buildPage } from "../../components/panels/presenter/presenter_page.js";
import { stub } from "./fakes.mjs";

function made() {
  const node = { textContent: "", children: [] };
  node.append = (...parts) => node.children.push(...parts);
  return node;
}
const textsOf = (node) => [node.textContent, ...node.children.flatMap(textsOf)].filter(Boolean);
stub({ document: { createElement: made } });
const PRESENTATION = {
  cover: { title: "Talks", subtitle: "", date: "" },
  pages: [],
  closing: { statement: ["4 events."], sources: [["One", "Ministry"], ["Two", ""], ["Three", ""]], others: 1_234 },
};

test("the last page says its words and numbers in the language of the page", () => {
  speak({ language: "de", words: { "Sources and scope": { other: "Quellen und Umfang" }, Sources: { other: "Quellen" }, "and {count} more": { other: "und {count} weitere" } } });
  const { article, text, fit } = buildPage(PRESENTATION, 1);
  fit({ scrollHeight: 1, clientHeight: 1 });
  assert.equal(text, "Quellen und Umfang");
  assert.deepEqual(textsOf(article), ["Quellen und Umfang", "4 events.", "Quellen", "One", " Ministry", "Two", " ", "Three", " ", "und 1.234 weitere"]);
});
