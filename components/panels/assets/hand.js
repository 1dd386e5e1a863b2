// This file is the hand on the timeline: while it drags or turns the wheel, nothing may be drawn anew under it.

// Milliseconds after a tick of the wheel in which the next may come. Plotly's own wheel goes on from where it began: a
// picture that was drawn anew between two ticks would make it go back by one.
const WHEELING = 80;

class Hand {
  constructor(root, released) {
    this.released = released; // called whenever it lets go
    this.down = false;
    this.wheel = null;
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

  // The wheel was turned by a tick.
  tick() {
    clearTimeout(this.wheel);
    this.wheel = setTimeout(() => {
      this.wheel = null;
      this.released();
    }, WHEELING);
  }

  leave() {
    clearTimeout(this.wheel);
    window.removeEventListener("pointerup", this.up);
    window.removeEventListener("pointercancel", this.up);
  }
}
