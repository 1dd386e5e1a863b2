// Touch gestures on the timeline: one finger pans it sideways, two zoom; up and down the page scrolls as ever.

const SLOP = 8; // pixels before a touch is taken for a movement

export class Touch {
  constructor(plot, range, go) {
    this.range = range;
    this.go = go;
    this.fingers = new Map();
    // Plotly would take the touch and keep the page from scrolling.
    for (const kind of ["touchstart", "touchmove"]) {
      plot.addEventListener(kind, (event) => event.stopPropagation(), { capture: true, passive: true });
    }
    plot.addEventListener("pointerdown", (event) => this.down(event), { capture: true });
    plot.addEventListener("pointermove", (event) => this.move(event), { capture: true });
    for (const kind of ["pointerup", "pointercancel"]) {
      plot.addEventListener(kind, (event) => this.fingers.delete(event.pointerId), { capture: true });
    }
    this.plot = plot;
  }

  down(event) {
    if (event.pointerType !== "touch") return;
    this.fingers.set(event.pointerId, { from: event.clientX, at: event.clientX });
    this.anchor();
  }

  anchor() {
    for (const finger of this.fingers.values()) finger.from = finger.at;
    this.start = this.range();
  }

  move(event) {
    const finger = this.fingers.get(event.pointerId);
    if (!finger) return;
    finger.at = event.clientX;
    const [one, other] = [...this.fingers.values()];
    const perPixel = (this.start[1] - this.start[0]) / this.plot.clientWidth;
    if (!other) {
      const by = one.from - one.at;
      if (Math.abs(by) > SLOP) this.go(this.start.map((time) => time + by * perPixel));
      return;
    }
    const left = this.plot.getBoundingClientRect().left;
    const apart = Math.max(20, Math.abs(one.from - other.from));
    const ratio = apart / Math.max(20, Math.abs(one.at - other.at));
    const middle = this.start[0] + ((one.from + other.from) / 2 - left) * perPixel;
    this.go(this.start.map((time) => middle + (time - middle) * ratio));
  }
}
