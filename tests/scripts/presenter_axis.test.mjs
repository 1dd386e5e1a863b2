// The ticks of the presenter's axis.

import assert from "node:assert/strict";
import test from "node:test";
import { load, plain } from "./load.mjs";

const { buildTicks, interpolateViewports } = load(
  ["panels/presenter/presenter_axis.js", "panels/presenter/presenter_timeline.js"],
  ["buildTicks", "interpolateViewports"],
);
const dayOf = (text) => Date.parse(`${text}T00:00:00Z`) / 86400000;
const ticksOf = (first, last, width) => plain(buildTicks([dayOf(first), dayOf(last) + 1], width, 92));
const texts = (list) => list.map(({ text }) => text);

test("a month on a wide wall has its days, under its name", () => {
  const { ticks, spans } = ticksOf("2013-04-01", "2013-04-10", 1000);
  assert.deepEqual(texts(ticks), ["1", "2", "3", "4", "5", "6", "7", "8", "9", "10"]);
  assert.deepEqual(texts(spans), ["Apr 2013"]);
  assert.equal(ticks[0].at, dayOf("2013-04-01"));
});

test("a year has its months, under the year", () => {
  const { ticks, spans } = ticksOf("2013-01-01", "2013-12-31", 1400);
  assert.deepEqual(texts(ticks).slice(0, 3), ["Jan", "Feb", "Mar"]);
  assert.equal(ticks.length, 12);
  assert.deepEqual(texts(spans), ["2013"]);
});

test("a century has few ticks, and each is a year", () => {
  const { ticks, spans } = ticksOf("1901-01-01", "2000-12-31", 1000);
  assert.deepEqual(texts(ticks), ["1910", "1920", "1930", "1940", "1950", "1960", "1970", "1980", "1990", "2000"]);
  assert.deepEqual(spans, []);
});

test("no two ticks are nearer than a date needs, from a week to a thousand years", () => {
  for (const years of [0.02, 0.1, 0.5, 1, 3, 10, 40, 150, 1000]) {
    for (const width of [400, 720, 1366]) {
      const [first, end] = [dayOf("1900-03-05"), dayOf("1900-03-05") + Math.round(years * 365.25)];
      const { ticks } = plain(buildTicks([first, end], width, 92));
      const pixels = ticks.map(({ at }) => ((at - first) * width) / (end - first));
      for (let index = 1; index < pixels.length; index += 1) {
        assert.ok(pixels[index] - pixels[index - 1] > 92 * 0.6, `${years} years on ${width} pixels`);
      }
      assert.ok(ticks.every(({ at }) => at >= first && at < end));
    }
  }
});

test("a move begins where it was and ends where it leads, and is between the two meanwhile", () => {
  assert.deepEqual(plain(interpolateViewports([0, 10], [100, 200], 0)), [0, 10]);
  assert.deepEqual(plain(interpolateViewports([0, 10], [100, 200], 1)), [100, 200]);
  const [first, end] = interpolateViewports([0, 10], [100, 200], 0.5);
  assert.ok(end - first > 10 && end - first < 100 && first > 0 && end < 200);
});
