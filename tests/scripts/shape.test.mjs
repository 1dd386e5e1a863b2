// The width and theme that a picture is asked for, and that one for another is not drawn.

import assert from "node:assert/strict";
import test from "node:test";
import { Shape } from "../../components/panels/explorer/shape.js";
import { fake, stub } from "./fakes.mjs";

const ROOM = { side: 50, widths: { step: 20, least: 100, most: 2000 }, ends: 84 };

function toShape(clientWidth, background = "#ffffff") {
  stub({ getComputedStyle: () => ({ getPropertyValue: () => background }) });
  const set = {};
  const plot = { clientWidth };
  const shape = new Shape(fake({ style: { setProperty: (name, value) => { set[name] = value; } } }), plot);
  return { shape, plot, set };
}

test("widths come in steps, and within bounds", () => {
  for (const [client, width] of [[300, 200], [319, 200], [320, 220], [90, 100], [9000, 2000]]) {
    const { shape } = toShape(client);
    shape.setRoom(ROOM);
    assert.equal(shape.width, width);
  }
});

test("a picture for another width or theme does not fit", () => {
  const { shape } = toShape(300, "#0e1117");
  shape.setRoom(ROOM);
  const drawn = [[200, "dark"], [200, "light"], [400, "dark"]].map(([width, theme]) => shape.fits({ width, theme }));
  assert.deepEqual(drawn, [true, false, false]);
});

test("the theme is that of the page's background, and light where that says nothing", () => {
  for (const [background, theme] of [["#0e1117", "dark"], [" #FFFFFF ", "light"], ["#7f8080", "dark"], ["#808080", "light"], ["", "light"], ["white", "light"]]) {
    const { shape } = toShape(300, background);
    shape.setRoom(ROOM);
    assert.equal(shape.theme, theme);
  }
});

test("the room beside the plot is left before anything is asked for", () => {
  const { shape, set } = toShape(300);
  assert.ok(!shape.isShown);
  shape.setRoom(ROOM);
  assert.deepEqual(set, { "--timeline-ends": "84px", "--timeline-sides": "100px", "--timeline-width-step": "20px" });
});

test("nothing fits a page that is not shown", () => {
  const { shape, plot } = toShape(0);
  shape.setRoom(ROOM);
  assert.ok(!shape.isShown && !shape.fits({ width: 100, theme: "light" }));
  plot.clientWidth = 300;
  shape.setRoom(ROOM);
  assert.ok(shape.isShown && shape.fits({ width: 200, theme: "light" }));
});
