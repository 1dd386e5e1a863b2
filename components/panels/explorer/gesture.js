// The hand on the timeline: while it drags or turns the wheel, nothing may be drawn anew under it. The
// server is asked as soon as it pauses.

// Milliseconds without a tick of the wheel after which it rests: as many times the usual gap, between these two. Where
// ticks come slowly, be it by hand or since each takes long to draw, an answer to each would hold up the next.
const GAPS = 1.25;
const [LEAST_REST, MOST_REST] = [40, 150]; // Plotly itself waits 50 before it draws anew: the server is asked meanwhile
const NEW_TURN = 400; // a gap after which it is another turn of the wheel

class Hand {
  constructor(root, released) {
    this.released = released; // called whenever it lets go
    this.down = false;
    this.wheel = null;
    this.gap = 0;
    root.addEventListener("pointerdown", () => { this.down = true; }, { capture: true });
    this.up = () => {
      this.down = false;
      this.released();
    };
    window.addEventListener("pointerup", this.up);
    window.addEventListener("pointercancel", this.up);
  }

  get busy() {
    return this.down || this.wheel !== null;
  }

  get rest() {
    return Math.min(Math.max(GAPS * this.gap, LEAST_REST), MOST_REST);
  }

  // The wheel was turned by a tick. Plotly's own wheel goes on from where it began: a picture that was drawn anew between
  // two ticks would make it go back by one.
  tick() {
    const now = performance.now();
    const gap = now - (this.ticked ?? -Infinity);
    this.gap = gap < NEW_TURN ? (this.gap ? (this.gap + gap) / 2 : gap) : 0;
    this.ticked = now;
    clearTimeout(this.wheel);
    this.wheel = setTimeout(() => {
      this.wheel = null;
      this.released();
    }, this.rest);
  }

  leave() {
    clearTimeout(this.wheel);
    window.removeEventListener("pointerup", this.up);
    window.removeEventListener("pointercancel", this.up);
  }
}
