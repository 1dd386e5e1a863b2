// Drag and wheel gestures on the timeline: no redraw while one is active, and queries are debounced.

import { WHEEL_REDRAW } from "./plotly_dom.js";

// Debounce: milliseconds without a tick of the wheel, as many times the usual gap, between these two. Where ticks come
// slowly, be it of themselves or since each takes long to draw, an answer to each would hold up the next.
const GAPS = 1.25;
const [LEAST_DEBOUNCE, MOST_DEBOUNCE] = [WHEEL_REDRAW - 10, 150]; // the server is asked before Plotly draws anew
const NEW_GESTURE = 400; // a gap after which another gesture begins

export class Gesture {
  constructor(root, onRelease) {
    this.onRelease = onRelease; // called whenever one ends
    this.down = false;
    this.wheel = null;
    this.gap = 0;
    root.addEventListener("pointerdown", () => { this.down = true; }, { capture: true });
    this.onUp = () => {
      this.down = false;
      this.onRelease();
    };
    window.addEventListener("pointerup", this.onUp);
    window.addEventListener("pointercancel", this.onUp);
  }

  get active() {
    return this.down || this.wheel !== null;
  }

  get debounce() {
    return Math.min(Math.max(GAPS * this.gap, LEAST_DEBOUNCE), MOST_DEBOUNCE);
  }

  // The wheel was turned by a tick. Plotly's own wheel goes on from where it began: a picture that was drawn anew between
  // two ticks would make it go back by one.
  tick() {
    const now = performance.now();
    const gap = now - (this.ticked ?? -Infinity);
    this.gap = gap < NEW_GESTURE ? (this.gap ? (this.gap + gap) / 2 : gap) : 0;
    this.ticked = now;
    clearTimeout(this.wheel);
    this.wheel = setTimeout(() => {
      this.wheel = null;
      this.onRelease();
    }, this.debounce);
  }

  dispose() {
    clearTimeout(this.wheel);
    window.removeEventListener("pointerup", this.onUp);
    window.removeEventListener("pointercancel", this.onUp);
  }
}
