// The overview above the timeline: bars over all dates of the table, and the window on them to drag.

import { _, said } from "../../messages/messages.js";
import { element, svgElement } from "../dom.js";
import { DAY, LEAST_DAYS } from "./plotly_dom.js";

const BARS = 34; // pixels of height for the bars
const LEAST_WINDOW = 8; // pixels, so that a short window can still be seen and taken
const dateLocale = () => (said.language === "en" ? "en-GB" : said.language); // English with the day before the month

export class Overview {
  constructor(root, move) {
    this.root = root;
    this.move = move; // called with [start, end] in milliseconds while the window is dragged
    this.drawing = svgElement("svg", { class: "timeline-bars", "aria-hidden": "true" });
    this.window = element("div", "timeline-window");
    this.ends = ["start", "end"].map((which) => this.handle(which));
    this.window.append(...this.ends);
    root.replaceChildren(this.drawing, this.window);
    root.onpointerdown = (event) => this.grab(event);
    root.onpointermove = (event) => this.drag(event);
    root.onpointerup = () => { this.dragged = null; };
    root.onpointercancel = root.onpointerup;
    // Observed and not read: reading makes the browser lay out the page there and then.
    this.rootWidth = root.clientWidth;
    this.observer = new ResizeObserver(([{ contentRect }]) => { this.rootWidth = contentRect.width; });
    this.observer.observe(root);
  }

  handle(which) {
    const handle = element("div", `timeline-handle timeline-handle-${which}`);
    handle.tabIndex = 0;
    handle.setAttribute("role", "slider");
    handle.dataset.which = which;
    handle.onkeydown = (event) => this.nudge(event, which);
    return handle;
  }

  sayWords() {
    this.dates = null;
    [_("Start of the period"), _("End of the period")].forEach((name, index) => this.ends[index].setAttribute("aria-label", name));
  }

  update(overview, side) {
    this.side = side;
    const drawn = JSON.stringify([overview, this.width]); // it hangs on no window, and so seldom changes
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    this.overview = overview;
    this.drawBars();
  }

  get width() {
    return this.rootWidth - 2 * this.side;
  }

  pixel(time) {
    const [first, last] = this.overview.domain;
    return this.side + ((time / DAY - first) / (last + 1 - first)) * this.width;
  }

  time(pixel) {
    const [first, last] = this.overview.domain;
    return (first + ((pixel - this.side) / this.width) * (last + 1 - first)) * DAY;
  }

  drawBars() {
    const { bins, wide, years } = this.overview;
    const most = Math.max(1, ...bins.map(([, , known, imprecise]) => known + imprecise));
    const parts = [];
    const bar = (kind, first, last, from, to, description) => {
      const left = this.pixel(first * DAY);
      const width = Math.max(1, this.pixel((last + 1) * DAY) - left - 0.5);
      const shape = svgElement("rect", { class: kind, x: left, width, y: BARS - to, height: Math.max(0, to - from) });
      shape.append(svgElement("title", {}));
      shape.lastChild.textContent = description;
      parts.push(shape);
    };
    for (const [first, last, known, imprecise, description] of bins) {
      const height = (count) => (count ? Math.max(2, (count / most) * (BARS - 4)) : 0);
      bar("timeline-known", first, last, 0, height(known), description);
      bar("timeline-imprecise", first, last, height(known), height(known) + height(imprecise), description);
    }
    for (const [first, last, description] of wide) bar("timeline-wide", first, last, 0, 2, description);
    for (const [day, label] of years) {
      const text = svgElement("text", { x: this.pixel(day * DAY), y: BARS + 12 });
      text.textContent = label;
      parts.push(text);
    }
    this.drawing.replaceChildren(...parts);
  }

  formatDate(time) {
    this.dates ??= new Intl.DateTimeFormat(dateLocale(), { timeZone: "UTC", dateStyle: "long" }); // dear to make
    return this.dates.format(time);
  }

  show([start, end]) {
    if (!this.overview || this.width <= 0) return;
    this.range = [start, end];
    const inside = (pixel) => Math.min(Math.max(pixel, this.side), this.side + this.width);
    const [left, right] = [inside(this.pixel(start)), inside(this.pixel(end))];
    const extra = Math.max(0, LEAST_WINDOW - (right - left)) / 2;
    this.window.style.left = `${left - extra}px`;
    this.window.style.width = `${right - left + 2 * extra}px`;
    [start, end - DAY].forEach((time, index) => {
      const [first, last] = this.overview.domain;
      const handle = this.ends[index];
      handle.setAttribute("aria-valuemin", first);
      handle.setAttribute("aria-valuemax", last);
      handle.setAttribute("aria-valuenow", Math.round(time / DAY));
      handle.setAttribute("aria-valuetext", this.formatDate(time));
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
    this.dragged = { which, from: this.at(event), range: this.range };
  }

  drag(event) {
    if (!this.dragged) return;
    const { which, from, range: [start, end] } = this.dragged;
    const by = this.at(event) - from;
    if (which === "whole") this.setRange(start + by, end + by);
    else if (which === "start") this.setRange(Math.min(start + by, end - LEAST_DAYS * DAY), end);
    else this.setRange(start, Math.max(end + by, start + LEAST_DAYS * DAY));
  }

  center(time) {
    const half = (this.range[1] - this.range[0]) / 2;
    this.setRange(time - half, time + half);
  }

  nudge(event, which) {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1, PageDown: -10, PageUp: 10 }[event.key];
    if (!by) return;
    event.preventDefault();
    event.stopPropagation();
    const days = by * Math.max(1, Math.round((this.overview.domain[1] - this.overview.domain[0]) / this.width));
    const [start, end] = this.range;
    if (which === "start") this.setRange(Math.min(start + days * DAY, end - LEAST_DAYS * DAY), end);
    else this.setRange(start, Math.max(end + days * DAY, start + LEAST_DAYS * DAY));
  }

  setRange(start, end) {
    const range = [start, end].map((time) => Math.round(time / DAY) * DAY);
    this.show(range);
    this.move(range);
  }
}
