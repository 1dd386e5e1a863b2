// The presenter's timeline: pans and zooms from step to step, with one event highlighted.

import { _n } from "../../messages/messages.js";
import { element, svgElement } from "../dom.js";
import { AIR, placeTicks } from "./presenter_axis.js";
import { placeSymbol, PresenterContext, symbolX, WIDEST } from "./presenter_context.js";

const MOVE_DURATION = 900; // milliseconds from one step to the next
const DATES_HEIGHT = 60; // pixels that the axis takes
const AXIS_HEIGHT = 100; // and with it the line on which the highlighted event is named: pixels above the lanes
const TALL_LANE = 46; // pixels of a lane whose name may take two lines
const HIGHLIGHT_RADIUS = 13; // pixels, half of the highlighted event's symbol
const LEAST_TOP = WIDEST * HIGHLIGHT_RADIUS + 2; // no symbol reaches into the name above the lanes, the tallest one neither

export class PresenterTimeline {
  constructor(presentation) {
    const hasOtherLane = (index) =>
      presentation.pages.some(({ context, highlight }) => context === index && highlight && !highlight.lanes.length);
    this.contexts = presentation.contexts.map((content, index) => new PresenterContext(content, hasOtherLane(index), presentation.outlines));
    this.outlines = presentation.outlines;
    this.root = element("div", "presenter-timeline");
    this.root.setAttribute("aria-hidden", "true"); // all that it says is on the card
    this.names = element("div", "presenter-names");
    this.frame = element("div", "presenter-frame");
    this.picture = svgElement("svg", { class: "presenter-picture" });
    this.axis = svgElement("g", { class: "presenter-axis" });
    this.lines = svgElement("g", { class: "presenter-lines" });
    this.contextLayer = svgElement("g", {});
    this.highlightLayer = svgElement("g", { class: "presenter-highlight" });
    this.label = element("div", "presenter-label");
    this.picture.append(this.lines, this.contextLayer, this.highlightLayer, this.axis);
    this.frame.append(this.picture, this.label);
    this.root.append(this.names, this.frame);
    this.reducedMotion = window.matchMedia("(prefers-reduced-motion: reduce)");
    this.viewport = null;
  }

  // Switch to a page with a viewport; at once where no movement is to be seen.
  show(page, { instant = false } = {}) {
    cancelAnimationFrame(this.moving);
    const { viewport: [first, last], context } = page;
    const target = [first, last + 1];
    const from = this.viewport;
    const before = this.context;
    this.page = page;
    this.context = context === null ? null : this.contexts[context];
    this.size();
    this.contextLayer.replaceChildren(...[before, this.context].filter((each, at, all) => each && all.indexOf(each) === at).map((each) => each.group));
    this.nameLanes();
    if (!from || instant || this.reducedMotion.matches) return this.draw(target, 1, before);
    const began = performance.now();
    const move = (now) => {
      const progress = Math.min(1, Math.max(0, (now - began) / MOVE_DURATION));
      this.draw(interpolateViewports(from, target, progress * progress * (3 - 2 * progress)), progress, before);
      if (progress < 1) this.moving = requestAnimationFrame(move);
    };
    this.moving = requestAnimationFrame(move);
  }

  size() {
    this.width = this.frame.clientWidth;
    this.height = this.frame.clientHeight;
    this.picture.setAttribute("viewBox", `0 0 ${this.width} ${this.height}`);
    this.contextLayer.setAttribute("transform", `translate(0 ${AXIS_HEIGHT})`);
    this.highlightLayer.setAttribute("transform", `translate(0 ${AXIS_HEIGHT})`);
    for (const context of this.contexts) context.layOut(this.height - AXIS_HEIGHT - 4);
  }

  resize() {
    if (!this.page) return;
    this.viewport = null;
    this.show(this.page, { instant: true });
  }

  nameLanes() {
    const { names, lanes, content } = this.context ?? { names: [], lanes: [], content: { others: 0 } };
    const left = _n("{count} more lane not shown", "{count} more lanes not shown", content.others);
    const made = names.map((name, lane) => {
      const { top, height } = lanes[lane];
      const node = element("p", "presenter-name", name);
      Object.assign(node.style, { top: `${AXIS_HEIGHT + top}px`, height: `${height}px` });
      node.classList.toggle("presenter-highlighted", this.highlightedLanes().includes(lane));
      node.classList.toggle("presenter-low", height < TALL_LANE);
      return node;
    });
    this.names.replaceChildren(...(content.others ? [element("p", "presenter-others", left)] : []), ...made);
    this.lines.replaceChildren(...lanes.map(({ top }) => svgElement("line", { x1: 0, x2: this.width, y1: AXIS_HEIGHT + top, y2: AXIS_HEIGHT + top })));
  }

  // An event of which no lane is drawn is highlighted among the other lanes.
  highlightedLanes() {
    const { highlight } = this.page;
    if (!highlight) return [];
    return highlight.lanes.length || !this.context?.names.length ? highlight.lanes : [this.context.names.length - 1];
  }

  draw(viewport, progress, before) {
    this.viewport = viewport;
    const [first, end] = viewport;
    const x = (day) => ((day - first) * this.width) / (end - first);
    for (const context of new Set([before, this.context])) {
      if (!context) continue;
      context.group.style.opacity = before === this.context ? 1 : context === this.context ? progress : 1 - progress;
      context.draw(x, this.width, context === this.context ? this.page.event : "");
    }
    if (before && before !== this.context && progress === 1) before.group.remove();
    this.drawAxis(x, progress < 0.5 && before ? before : this.context);
    this.drawHighlight(x, Math.max(0, progress * 2 - 1));
  }

  drawAxis(x, context) {
    const given = (context === this.context && this.page.ticks) || context?.content.ticks || [];
    const { ticks, dates, years } = placeTicks(given, x, this.width);
    const top = years.length ? 48 : 36;
    const rules = ticks.map((tick) => svgElement("line", { x1: tick.x, x2: tick.x, y1: top - 16, y2: this.height }));
    const words = [...dates.map((tick) => [tick, top]), ...years.map((year) => [year, 20])];
    this.axis.replaceChildren(...rules, ...words.map(([each, y]) => this.text(each.text, each.x + AIR, y)));
  }

  text(content, x, y) {
    const made = svgElement("text", { x, y });
    made.textContent = content;
    return made;
  }

  drawHighlight(x, opacity) {
    const { highlight, event, title } = this.page;
    this.label.hidden = !highlight || !this.context;
    if (this.label.hidden) return this.highlightLayer.replaceChildren();
    const [left, right] = [highlight.first, highlight.last + 1].map((day) => Math.min(Math.max(x(day), 0), this.width));
    const middle = symbolX(left, right, highlight.known, HIGHLIGHT_RADIUS);
    const tops = this.highlightedLanes().map((lane) => Math.max(this.context.yOf(event, lane), LEAST_TOP));
    const guide = svgElement("line", { x1: middle, x2: middle, y1: DATES_HEIGHT - AXIS_HEIGHT, y2: this.height - AXIS_HEIGHT, class: "presenter-guide" });
    const nodes = tops.flatMap((y) => {
      const bar = svgElement("rect", { x: left, y: y - 9, width: Math.max(1, right - left), height: 18, class: highlight.known ? "presenter-days" : "presenter-days presenter-possible" });
      const outline = this.outlines[highlight.shape] ?? this.outlines.circle;
      const kind = highlight.hollow ? "presenter-symbol presenter-hollow" : "presenter-symbol";
      const symbol = svgElement("path", { d: outline, transform: placeSymbol(middle, y, HIGHLIGHT_RADIUS), class: kind });
      return right - left > 26 ? [bar, symbol] : [symbol];
    });
    this.highlightLayer.replaceChildren(guide, ...nodes);
    this.highlightLayer.style.opacity = opacity;
    this.placeLabel(title, middle, opacity);
  }

  // The label is above the lanes, at the top of the line that leads down to its marks: it hides none of the others.
  placeLabel(title, middle, opacity) {
    const onRight = middle < this.width * 0.52;
    this.label.textContent = title;
    this.label.style.opacity = opacity;
    this.label.style.top = `${DATES_HEIGHT}px`;
    this.label.style.left = onRight ? `${middle + 1}px` : "";
    this.label.style.right = onRight ? "" : `${this.width - middle + 1}px`;
    this.label.style.maxWidth = `${(onRight ? this.width - middle : middle) - 4}px`;
  }

  dispose() {
    cancelAnimationFrame(this.moving);
  }
}

// The viewport between two: the zoom changes by factors, so that it feels even.
export function interpolateViewports(from, to, progress) {
  const [before, after] = [from, to].map(([first, end]) => end - first);
  const span = before * (after / before) ** progress;
  const middle = ((from[0] + from[1]) / 2) * (1 - progress) + ((to[0] + to[1]) / 2) * progress;
  return [middle - span / 2, middle + span / 2];
}
