// The width and theme that a picture is asked for, and that one for another is not drawn.

import assert from "node:assert/strict";
import test, { mock } from "node:test";
import { fake, load } from "./load.mjs";

function toShape(clientWidth, background = "#ffffff") {
  const server = { connected: true, running: false };
  const sent = [];
  const { Shape } = load(["panels/explorer/shape.js"], ["Shape"], {
    getComputedStyle: () => ({ getPropertyValue: () => background }),
    isServerConnected: () => server.connected,
    isServerRunning: () => server.running,
    setTimeout,
    clearTimeout,
  });
  const plot = { clientWidth };
  const shape = new Shape(fake(), plot, (asked) => sent.push(`${asked.width} ${asked.theme}`));
  return { shape, plot, server, sent };
}

const answer = (width, theme = "light", more = {}) => ({
  width, theme, side: 50, session: "one", stale: false, widths: { step: 20, least: 100, most: 2000 }, ...more,
});

test("widths come in steps, and within bounds", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  for (const [client, width] of [[300, 200], [319, 200], [320, 220], [90, 100], [9000, 2000]]) {
    const { shape } = toShape(client);
    shape.update(answer(1));
    assert.equal(shape.width, width);
  }
  mock.timers.reset();
});

test("a picture for another width or theme is asked for again, and no other is", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { shape, sent } = toShape(300, "#0e1117");
  shape.update(answer(200, "dark"));
  assert.deepEqual(sent, []);
  shape.update(answer(200, "light"));
  shape.update(answer(400, "dark"));
  assert.deepEqual(sent, ["200 dark"]); // what is asked for is not asked twice at once
  mock.timers.reset();
});

test("what has no answer is asked for again, later each time, while the server is there and idle", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { shape, server, sent } = toShape(300);
  shape.update(answer(400));
  mock.timers.tick(1000);
  assert.equal(sent.length, 2);
  mock.timers.tick(1999);
  assert.equal(sent.length, 2);
  mock.timers.tick(1);
  assert.equal(sent.length, 3);
  server.running = true;
  mock.timers.tick(60000);
  assert.equal(sent.length, 3);
  mock.timers.reset();
});

test("nothing is asked for a page that is not shown", () => {
  const { shape, plot, sent } = toShape(0);
  shape.update(answer(400));
  assert.deepEqual(sent, []);
  assert.ok(!shape.fits(answer(100)));
  plot.clientWidth = 300;
  assert.ok(shape.fits(answer(200)));
});
