// The overview: days and pixels, and how far its window and its two handles go.

import assert from "node:assert/strict";
import test from "node:test";
import { Overview } from "../../components/panels/explorer/overview.js";
import { DAY, LEAST_DAYS } from "../../components/panels/explorer/plotly_dom.js";
import { fake, stub } from "./fakes.mjs";

function toOverview() {
  const root = fake({
    clientWidth: 120, replaceChildren() {}, getBoundingClientRect: () => ({ left: 0 }), setPointerCapture() {},
  });
  const made = () => ({ ...fake(), append() {}, replaceChildren() {}, lastChild: {} });
  stub({ document: { createElement: made, createElementNS: made }, ResizeObserver: class { observe() {} } });
  const moves = [];
  const overview = new Overview(root, (range) => moves.push(range.map((time) => time / DAY)));
  overview.update({ domain: [0, 99], bins: [], wide: [], years: [] }, 10);
  overview.show([20 * DAY, 40 * DAY]);
  return { overview, root, moves };
}

const at = (pixel, more = {}) => ({ clientX: pixel, button: 0, pointerId: 1, preventDefault() {}, target: {}, ...more });

test("a pixel is a day and back", () => {
  const { overview } = toOverview();
  assert.deepEqual([0, 25, 100].map((day) => overview.pixel(day * DAY)), [10, 35, 110]);
  for (const day of [0, 3, 50.5, 99]) assert.ok(Math.abs(overview.time(overview.pixel(day * DAY)) / DAY - day) < 1e-9);
});

test("the window is dragged by as much as the pointer moved", () => {
  const { overview, root, moves } = toOverview();
  root.onpointerdown(at(40, { target: overview.window }));
  root.onpointermove(at(45));
  assert.deepEqual(moves, [[25, 45]]);
  root.onpointerup();
  root.onpointermove(at(60));
  assert.equal(moves.length, 1);
});

test("a press beside the window brings its middle there", () => {
  const { root, moves } = toOverview();
  root.onpointerdown(at(70));
  assert.deepEqual(moves, [[50, 70]]);
});

test("a handle moves one end, and never nearer to the other than the shortest window", () => {
  const { overview, root, moves } = toOverview();
  const handle = overview.ends[0];
  root.onpointerdown(at(30, { target: handle }));
  root.onpointermove(at(20));
  root.onpointermove(at(90));
  assert.deepEqual(moves, [[10, 40], [40 - LEAST_DAYS, 40]]);
});

test("keys move an end by a day at least, and pages by more", () => {
  const { overview, moves } = toOverview();
  const press = (which, key) => overview.nudge({ key, preventDefault() {}, stopPropagation() {} }, which);
  press("end", "ArrowRight");
  press("start", "PageUp");
  press("start", "x");
  assert.deepEqual(moves, [[20, 41], [30, 41]]);
});

test("each handle says which day it stands on", () => {
  const { overview } = toOverview();
  assert.equal(overview.ends.map((handle) => handle.attributes["aria-valuenow"]).join(), "20,39");
  assert.equal(overview.ends[0].attributes["aria-valuetext"], "21 January 1970");
});
