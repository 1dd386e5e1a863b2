// Gestures: how long the server is not asked, one finger and two, and the pending state.

import assert from "node:assert/strict";
import test, { mock } from "node:test";
import { Gesture } from "../../components/panels/explorer/gesture.js";
import { Pending } from "../../components/panels/explorer/pending.js";
import { WHEEL_REDRAW } from "../../components/panels/explorer/plotly_dom.js";
import { Touch } from "../../components/panels/explorer/touch.js";
import { fake, stub } from "./fakes.mjs";

function toGesture() {
  const [root, window] = [fake(), fake()];
  let now = 1000;
  stub({ window, performance: { now: () => now } });
  let ended = 0;
  const gesture = new Gesture(root, () => { ended += 1; });
  return { gesture, root, window, pass: (time) => { now += time; mock.timers.tick(time); }, ended: () => ended };
}

test("a wheel that rests ends the gesture once, however many ticks it had", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { gesture, pass, ended } = toGesture();
  for (let count = 0; count < 5; count += 1) {
    gesture.tick();
    assert.ok(gesture.active);
    pass(30);
  }
  pass(200);
  assert.equal(ended(), 1);
  assert.ok(!gesture.active);
  mock.timers.reset();
});

test("where ticks come slowly the server is asked later, and never later than 150 ms", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { gesture, pass } = toGesture();
  const after = [10, 60, 100, 390, 390].map((gap) => {
    gesture.tick();
    pass(gap);
    gesture.tick();
    return gesture.debounce;
  });
  assert.deepEqual(after.toSorted((one, other) => one - other), after);
  assert.ok(after[0] >= WHEEL_REDRAW - 10);
  assert.equal(after.at(-1), 150);
  pass(500);
  gesture.tick();
  assert.equal(gesture.debounce, WHEEL_REDRAW - 10); // another gesture begins
  mock.timers.reset();
});

test("a pressed button holds until it is let go anywhere on the page", () => {
  const { gesture, root, window, ended } = toGesture();
  root.fire("pointerdown");
  assert.ok(gesture.active);
  window.fire("pointerup");
  assert.deepEqual([gesture.active, ended()], [false, 1]);
  gesture.dispose();
  assert.equal(window.listening(), 0);
});

function toTouch() {
  const plot = fake({ clientWidth: 100, getBoundingClientRect: () => ({ left: 0 }) });
  const went = [];
  const touch = new Touch(plot, () => [0, 1000], (range) => went.push(range));
  const point = (kind, pointerId, clientX) => plot.fire(kind, { pointerType: "touch", pointerId, clientX });
  return { touch, point, went };
}

test("one finger pans by as much as it moved, and a tap pans nothing", () => {
  const { point, went } = toTouch();
  point("pointerdown", 1, 50);
  point("pointermove", 1, 45);
  assert.deepEqual(went, []);
  point("pointermove", 1, 30);
  assert.deepEqual(went, [[200, 1200]]);
});

test("two fingers zoom about the middle between them", () => {
  const { point, went } = toTouch();
  point("pointerdown", 1, 40);
  point("pointerdown", 2, 60);
  point("pointermove", 2, 80); // twice as far apart
  assert.deepEqual(went, [[250, 750]]);
});

function toPending() {
  const [root, status, document] = [fake(), { textContent: "" }, fake({ documentElement: fake() })];
  stub({ document });
  return { pending: new Pending(root, status), root, status, document };
}

test("an answer that comes at once dims nothing, one that takes long does, until it is there", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { pending, root, status } = toPending();
  pending.start();
  mock.timers.tick(399);
  assert.ok("pending" in root.dataset);
  pending.finish();
  mock.timers.tick(1000);
  assert.ok(!root.classList.contains("timeline-pending"));
  assert.deepEqual([status.textContent, "pending" in root.dataset], ["", false]);
  pending.start();
  mock.timers.tick(400);
  assert.deepEqual([root.classList.contains("timeline-pending"), root.attributes["aria-busy"]], [true, "true"]);
  pending.finish();
  assert.deepEqual([root.classList.contains("timeline-pending"), root.attributes["aria-busy"]], [false, "false"]);
  mock.timers.reset();
});

test("the wait counts from the first question that was not answered, and is said after a second", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { pending, root, status } = toPending();
  for (let asked = 0; asked < 5; asked += 1) {
    pending.start();
    mock.timers.tick(200);
  }
  assert.ok(root.classList.contains("timeline-pending"));
  assert.equal(status.textContent, "Still working …");
  pending.finish();
  assert.equal(status.textContent, "");
  mock.timers.reset();
});

test("that the server cannot be reached is said for as long as it is so", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { pending, status } = toPending();
  pending.start();
  pending.setAway(true);
  mock.timers.tick(5000);
  assert.match(status.textContent, /^No connection to the server\./);
  pending.setAway(false);
  pending.finish();
  assert.equal(status.textContent, "");
  mock.timers.reset();
});

test("what is on screen and was not asked for is marked as such, and the page knows", () => {
  const { pending, root, document } = toPending();
  pending.finish(true);
  assert.ok(root.classList.contains("timeline-stale") && document.documentElement.classList.contains("timeline-unanswered"));
  pending.finish();
  assert.ok(!root.classList.contains("timeline-stale") && !document.documentElement.classList.contains("timeline-unanswered"));
  pending.finish(true);
  pending.dispose();
  assert.ok(!document.documentElement.classList.contains("timeline-unanswered"));
});
