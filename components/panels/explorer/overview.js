// The strip above the timeline: all the table's time at a glance, and the window to take and move.

const BARS = 34; // pixels of height for the bars
const LEAST_WINDOW = 8; // pixels, so that a short window can still be seen and taken

class Overview {
  constructor(root, move) {
    this.root = root;
    this.move = move; // told [start, end] in milliseconds while the hand moves, and when it rests
    this.drawing = drawn("svg", { class: "dt-bars", "aria-hidden": "true" });
    this.window = element("div", "dt-window");
    this.ends = ["start", "end"].map((which) => this.handle(which));
    this.window.append(...this.ends);
    root.replaceChildren(this.drawing, this.window);
    root.onpointerdown = (event) => this.grab(event);
    root.onpointermove = (event) => this.drag(event);
    root.onpointerup = () => { this.held = null; };
    root.onpointercancel = root.onpointerup;
    // Told and not asked for: asking makes the browser lay out the page there and then.
    this.room = root.clientWidth;
    this.observer = new ResizeObserver(([{ contentRect }]) => { this.room = contentRect.width; });
    this.observer.observe(root);
  }

  handle(which) {
    const handle = element("div", `dt-handle dt-handle-${which}`);
    handle.tabIndex = 0;
    handle.setAttribute("role", "slider");
    handle.setAttribute("aria-label", which === "start" ? "Beginning of the period" : "End of the period");
    handle.dataset.which = which;
    handle.onkeydown = (event) => this.nudge(event, which);
    return handle;
  }

  take(given, side) {
    this.side = side;
    this.given = given;
    this.drawBars();
  }

  get width() {
    return this.room - 2 * this.side;
  }

  pixel(time) {
    const [first, last] = this.given.domain;
    return this.side + ((time / DAY - first) / (last + 1 - first)) * this.width;
  }

  time(pixel) {
    const [first, last] = this.given.domain;
    return (first + ((pixel - this.side) / this.width) * (last + 1 - first)) * DAY;
  }

  drawBars() {
    const { bins, wide, years } = this.given;
    const most = Math.max(1, ...bins.map(([, , known, imprecise]) => known + imprecise));
    const parts = [];
    const bar = (kind, first, last, from, to, words) => {
      const left = this.pixel(first * DAY);
      const width = Math.max(1, this.pixel((last + 1) * DAY) - left - 0.5);
      const shape = drawn("rect", { class: kind, x: left, width, y: BARS - to, height: Math.max(0, to - from) });
      shape.append(drawn("title", {}));
      shape.lastChild.textContent = words;
      parts.push(shape);
    };
    for (const [first, last, known, imprecise, words] of bins) {
      const height = (count) => (count ? Math.max(2, (count / most) * (BARS - 4)) : 0);
      bar("dt-known", first, last, 0, height(known), words);
      bar("dt-imprecise", first, last, height(known), height(known) + height(imprecise), words);
    }
    for (const [first, last, words] of wide) bar("dt-wide", first, last, 0, 2, words);
    for (const [day, label] of years) {
      const text = drawn("text", { x: this.pixel(day * DAY), y: BARS + 12 });
      text.textContent = label;
      parts.push(text);
    }
    this.drawing.replaceChildren(...parts);
  }

  show([start, end]) {
    if (!this.given || this.width <= 0) return;
    this.range = [start, end];
    const inside = (pixel) => Math.min(Math.max(pixel, this.side), this.side + this.width);
    const [left, right] = [inside(this.pixel(start)), inside(this.pixel(end))];
    const extra = Math.max(0, LEAST_WINDOW - (right - left)) / 2;
    this.window.style.left = `${left - extra}px`;
    this.window.style.width = `${right - left + 2 * extra}px`;
    [start, end - DAY].forEach((time, index) => {
      const [first, last] = this.given.domain;
      const handle = this.ends[index];
      handle.setAttribute("aria-valuemin", first);
      handle.setAttribute("aria-valuemax", last);
      handle.setAttribute("aria-valuenow", Math.round(time / DAY));
      handle.setAttribute("aria-valuetext", new Date(time).toLocaleDateString("en-GB", { timeZone: "UTC", dateStyle: "long" }));
    });
  }

  at(event) {
    return this.time(event.clientX - this.root.getBoundingClientRect().left);
  }

  grab(event) {
    if (event.button !== 0 || !this.range) return;
    event.preventDefault();
    const which = event.target.dataset?.which ?? "whole";
    event.target.focus?.({ preventScroll: true });
    this.root.setPointerCapture(event.pointerId);
    if (which === "whole" && event.target !== this.window) this.center(this.at(event));
    this.held = { which, from: this.at(event), range: this.range };
  }

  drag(event) {
    if (!this.held) return;
    const { which, from, range: [start, end] } = this.held;
    const by = this.at(event) - from;
    if (which === "whole") this.settle(start + by, end + by);
    else if (which === "start") this.settle(Math.min(start + by, end - LEAST_DAYS * DAY), end);
    else this.settle(start, Math.max(end + by, start + LEAST_DAYS * DAY));
  }

  center(time) {
    const half = (this.range[1] - this.range[0]) / 2;
    this.settle(time - half, time + half);
  }

  nudge(event, which) {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    const days = by * Math.max(1, Math.round((this.given.domain[1] - this.given.domain[0]) / this.width));
    const [start, end] = this.range;
    if (which === "start") this.settle(Math.min(start + days * DAY, end - LEAST_DAYS * DAY), end);
    else this.settle(start, Math.max(end + days * DAY, start + LEAST_DAYS * DAY));
  }

  settle(start, end) {
    const range = [start, end].map((time) => Math.round(time / DAY) * DAY);
    this.show(range);
    this.move(range);
  }
}
