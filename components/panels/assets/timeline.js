// This file is the timeline in the browser: it draws what it is given, follows the hand at once, and tells the server
// where the window came to rest and what was clicked. It decides nothing about events.

const DAY = 86400000;
const LEAST_DAYS = 7;
const REST = 140; // milliseconds without movement after which the window is told
const instances = new WeakMap();
let loading = null;

// Streamlit keeps a Plotly of another version on `window`; ours is taken from there once and the other put back.
function loadPlotly(url) {
  loading ??= new Promise((resolve, reject) => {
    const theirs = window.Plotly;
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => {
      const ours = window.Plotly;
      if (theirs) window.Plotly = theirs;
      resolve(ours);
    };
    script.onerror = () => {
      loading = null;
      reject(new Error("plotly.js could not be loaded"));
    };
    document.head.append(script);
  });
  return loading;
}

function element(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

const SVG = "http://www.w3.org/2000/svg";

function symbol(path, colour) {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("viewBox", "-8 -8 16 16");
  drawing.setAttribute("aria-hidden", "true");
  const shape = document.createElementNS(SVG, "path");
  shape.setAttribute("d", path ?? "M-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0");
  shape.setAttribute("fill", colour ?? "currentColor");
  drawing.append(shape);
  return drawing;
}

class Timeline {
  constructor(parent) {
    this.root = parent.querySelector(".dt");
    this.heads = this.root.querySelector(".dt-heads");
    this.plot = this.root.querySelector(".dt-plot");
    this.ends = this.root.querySelector(".dt-ends");
    this.legend = this.root.querySelector(".dt-legend");
    this.sequence = 0; // of the last window told
    this.moving = false; // a hand is on it: no redraw may take it away
    this.waiting = null; // the newest answer that came meanwhile
    this.listening = false;
    this.observer = new ResizeObserver(() => this.tellShape());
    this.observer.observe(this.plot);
    this.root.querySelectorAll("[data-step]").forEach((button) => {
      button.onclick = () => this.step(button.dataset.step);
    });
    // Only with Ctrl (or a pinch, which browsers report so) does the wheel zoom: the page must go on scrolling.
    this.plot.addEventListener("wheel", (event) => !event.ctrlKey && event.stopPropagation(), { capture: true });
    this.plot.addEventListener("pointerdown", () => { this.moving = true; });
    this.release = () => { this.moving = false; this.drawWaiting(); };
    window.addEventListener("pointerup", this.release);
    window.addEventListener("pointercancel", this.release);
  }

  async take(component) {
    this.tell = component.setStateValue;
    this.trigger = component.setTriggerValue;
    this.waiting = component.data;
    this.side = component.data.side;
    this.plotly ??= await loadPlotly(component.data.plotly);
    this.tellShape();
    await this.drawWaiting();
  }

  async drawWaiting() {
    const given = this.waiting;
    if (!given || this.moving || !this.plotly) return;
    if (given.theme !== this.theme()) return; // an answer for the other theme is on its way
    this.waiting = null;
    const layout = structuredClone(given.figure.layout);
    // The hand was faster than the server: what it did since stays, and an answer to that is on its way.
    if (given.sequence < this.sequence) layout.xaxis.range = this.range();
    layout.width = this.plot.clientWidth;
    this.drawing = true;
    await this.plotly.react(this.plot, given.figure.data, layout, given.config);
    this.drawing = false;
    this.drawHeads(given);
    this.drawLegend(given);
    this.root.classList.remove("dt-empty");
    this.listen();
  }

  drawHeads(given) {
    const height = `${given.figure.layout.height}px`;
    for (const column of [this.heads, this.ends]) {
      column.style.height = height;
      column.replaceChildren(...given.lanes.map((lane) => this.head(lane, given.top, column === this.ends)));
    }
  }

  head(lane, top, isEnd) {
    const box = element(lane.folded === null || isEnd ? "div" : "button", `dt-lane dt-depth-${lane.depth}`);
    box.style.top = `${top + lane.top}px`;
    box.style.height = `${lane.height}px`;
    if (isEnd) {
      box.append(element("span", "dt-earlier", lane.earlier), element("span", "dt-later", lane.later));
      box.title = lane.elsewhereWords;
      return box;
    }
    const count = element("span", "dt-count", lane.count);
    count.append(element("span", "dt-possibly", lane.possibly));
    box.append(element("span", "dt-name", lane.name), count);
    box.title = lane.words;
    box.dataset.lane = lane.key;
    box.dataset.shows = lane.shows;
    if (box.tagName === "BUTTON") {
      box.type = "button";
      box.setAttribute("aria-expanded", String(!lane.folded));
      box.onclick = () => this.trigger("fold", lane.key);
    }
    return box;
  }

  // The symbols of the legend are the very paths that plotly drew.
  drawLegend(given) {
    const trace = given.figure.data.find((each) => each.name === "events");
    const nodes = [...this.plot.querySelectorAll(".scatterlayer .trace .points")].pop()?.querySelectorAll("path.point") ?? [];
    const items = given.legend.map((kind) => {
      const item = element("li", "dt-kind");
      item.title = kind.words;
      const is = ([, code], index) => code === kind.code && !trace.marker.symbol[index].endsWith("-open");
      const at = trace.customdata.findIndex(is);
      const any = at >= 0 ? at : trace.customdata.findIndex(([, code]) => code === kind.code);
      const drawing = symbol(nodes[any]?.getAttribute("d"), trace.marker.color[any]);
      item.append(drawing, element("span", "", kind.label));
      return item;
    });
    this.legend.replaceChildren(...items, ...[...this.legend.querySelectorAll(".dt-rule")]);
  }

  listen() {
    if (this.listening) return;
    this.listening = true;
    this.plot.on("plotly_relayout", () => this.moved());
    this.plot.on("plotly_click", (event) => {
      const chosen = event.points[0]?.customdata;
      if (!chosen) return;
      if (chosen.length === 2) this.trigger("event", chosen[0]);
      else this.trigger("bin", chosen);
    });
  }

  moved() {
    if (this.drawing) return;
    this.sequence += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      const [start, end] = this.range();
      const first = Math.round(start / DAY);
      const last = Math.max(first, Math.round(end / DAY) - 1);
      this.tell("window", { first, last, sequence: this.sequence });
    }, REST);
  }

  range() {
    const axis = this.plot._fullLayout.xaxis;
    return axis.range.map((end) => axis.r2l(end));
  }

  step(kind) {
    const axis = this.plot._fullLayout?.xaxis;
    if (!axis) return;
    const [start, end] = this.range();
    const span = end - start;
    const middle = (start + end) / 2;
    const moves = {
      earlier: [start - span / 2, end - span / 2],
      later: [start + span / 2, end + span / 2],
      closer: [middle - span / 4, middle + span / 4],
      wider: [middle - span, middle + span],
    };
    let range = moves[kind] ?? this.given(kind);
    if (range[1] - range[0] < LEAST_DAYS * DAY) range = [middle - (LEAST_DAYS / 2) * DAY, middle + (LEAST_DAYS / 2) * DAY];
    const whole = range.map((end) => Math.round(end / DAY) * DAY);
    this.plotly.relayout(this.plot, { "xaxis.range": whole });
  }

  given(kind) {
    return this.presets[kind];
  }

  theme() {
    const probe = getComputedStyle(this.root).getPropertyValue("--st-background-color").trim();
    const shade = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(probe);
    if (!shade) return this.waiting?.theme;
    return shade.slice(1).reduce((sum, part) => sum + parseInt(part, 16), 0) < 3 * 128 ? "dark" : "light";
  }

  tellShape() {
    if (!this.tell || !this.plot.clientWidth) return;
    const width = Math.round(this.plot.clientWidth) - 2 * this.side;
    const theme = this.theme();
    if (this.shape === `${width} ${theme}`) return;
    this.shape = `${width} ${theme}`;
    this.tell("shape", { width, theme });
    if (this.listening) this.plotly.relayout(this.plot, { width: this.plot.clientWidth });
  }

  leave() {
    clearTimeout(this.timer);
    this.observer.disconnect();
    window.removeEventListener("pointerup", this.release);
    window.removeEventListener("pointercancel", this.release);
    if (this.plotly && this.listening) this.plotly.purge(this.plot);
  }
}

export default function (component) {
  const parent = component.parentElement;
  if (!instances.has(parent)) instances.set(parent, new Timeline(parent));
  const timeline = instances.get(parent);
  timeline.presets = component.data.presets;
  timeline.take(component).catch((error) => {
    timeline.root.querySelector(".dt-trouble").textContent = `The timeline can't be drawn: ${error.message}.`;
  });
  return () => {
    timeline.leave();
    instances.delete(parent);
  };
}
