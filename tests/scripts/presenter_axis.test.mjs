// The dates of the presenter's axis, and how it moves.

import assert from "node:assert/strict";
import test from "node:test";
import { placeTicks } from "../../components/panels/presenter/presenter_axis.js";
import { interpolateViewports } from "../../components/panels/presenter/presenter_timeline.js";

const TICKS = [[0, "Nov", "2012"], [30, "Dec", ""], [61, "Jan", "2013"], [92, "Feb", ""]];
const place = (first, width = 600) => placeTicks(TICKS, (day) => (day - first) * 10, width);

test("dates in sight stand at their days, their year above the first of them", () => {
  const { ticks, dates, years } = place(0);
  assert.deepEqual(ticks.map(({ x, text }) => [x, text]), [[0, "Nov"], [300, "Dec"]]);
  assert.equal(dates.length, 2);
  assert.deepEqual(years, [{ x: 0, text: "2012" }]);
});

test("the year of what is at the left end is always in sight", () => {
  assert.deepEqual(place(20).years, [{ x: 0, text: "2012" }, { x: 410, text: "2013" }]);
  assert.deepEqual(place(70).years, [{ x: 0, text: "2013" }]);
});

test("a year without room before the next, or at the right end, is not written, and no date is cut there", () => {
  assert.deepEqual(place(58).years, [{ x: 30, text: "2013" }]);
  assert.deepEqual(place(5).years, [{ x: 0, text: "2012" }]);
  assert.deepEqual(place(33, 320).dates, []);
  assert.deepEqual(place(33, 322).dates.map(({ text }) => text), ["Jan"]);
});

test("a move begins where it was and ends where it leads, and is between the two meanwhile", () => {
  assert.deepEqual(interpolateViewports([0, 10], [100, 200], 0), [0, 10]);
  assert.deepEqual(interpolateViewports([0, 10], [100, 200], 1), [100, 200]);
  const [first, end] = interpolateViewports([0, 10], [100, 200], 0.5);
  assert.ok(end - first > 10 && end - first < 100 && first > 0 && end < 200);
});
