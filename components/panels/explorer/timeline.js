// The timeline: draws each answer, follows gestures at once, and says which window they come to rest on.

import { _ } from "../../messages/messages.js";
import { element } from "../dom.js";
import { Gesture } from "./gesture.js";
import { Keyboard } from "./keyboard.js";
import { Labels } from "./labels.js";
import { LaneHeaders } from "./lane_headers.js";
import { Overview } from "./overview.js";
import {
  DAY, describePoint, EARLIEST, findSymbols, forgetHover, hideHover, LATEST, LEAST_DAYS, moveMarksIn, readRange, showHover, toEnd,
} from "./plotly_dom.js";
import { Ruler } from "./ruler.js";
import { Shape } from "./shape.js";
import { Touch } from "./touch.js";

// Milliseconds without a move after which an answer is asked for. It is drawn once the gesture has ended, which takes
// longer to tell: another tick of the wheel only ends the question.
const ASK_AFTER = 30;
const TURN_DELAY = 150; // milliseconds without an answer before the picture that is there is moved to another period
const CHOSEN = "chosen"; // the name of the trace around the event in hand

export class Timeline {
  // page: { act(act, deliberate), fit(), release(), theme(), setTheme(kind) }
  constructor(root, page) {
    this.root = root;
    this.page = page;
    this.plot = root.querySelector(".timeline-plot");
    this.headers = new LaneHeaders(root, root.querySelector(".timeline-legend"), page.act);
    this.overview = new Overview(root.querySelector(".timeline-overview"), (range) => this.go(range));
    this.keyboard = new Keyboard(root, {
      step: (kind) => page.act(kind === "close" ? { type: "close" } : { type: "move", kind }),
      zoom: (kind) => this.step(kind),
    });
    this.labels = new Labels(this.plot, {
      show: (label) => showHover(this.plotly, this.plot, label),
      hide: () => hideHover(this.plotly, this.plot),
      choose: (event) => page.act({ type: "event", event }),
    });
    this.touch = new Touch(this.plot, () => this.range(), (range) => this.go(range));
    this.listening = false;
    this.shape = new Shape(this.root, this.plot);
    this.observer = new ResizeObserver(([{ contentRect }]) => {
      this.shape.clientWidth = contentRect.width;
      page.fit();
    });
    this.root.querySelectorAll("[data-step]").forEach((each) => {
      each.onclick = () => this.step(each.dataset.step);
    });
    this.root.querySelector("[data-keys]").onclick = () => this.root.querySelector(".timeline-keys").showModal();
    const selects = {
      ".timeline-lanes": (by) => page.act({ type: "lanes", by }),
      ".timeline-schemes": (scheme) => page.act({ type: "scheme", scheme: scheme === this.ownScheme ? "" : scheme }),
      ".timeline-theme": (kind) => page.setTheme(kind),
    };
    this.selects = Object.entries(selects).map(([name, act]) => {
      const select = this.root.querySelector(name);
      select.onchange = () => act(select.value);
      return select;
    });
    this.period = this.root.querySelector(".timeline-period");
    this.period.onchange = () => this.choosePeriod();
    // Only with Ctrl (or a pinch, which browsers report so) does the wheel zoom: the page must go on scrolling.
    this.plot.addEventListener("wheel", (event) => !event.ctrlKey && event.stopPropagation(), { capture: true });
    // Plotly keeps the focus where it was: the arrow keys would go on changing a list that was used before.
    this.plot.addEventListener("pointerdown", () => document.activeElement?.matches("select") && document.activeElement.blur());
    this.gesture = new Gesture(this.root, () => page.release());
    this.ruler = new Ruler(this.root.querySelector(".timeline-ruler"), this.plot);
  }

  // Take how much room there is, before anything is asked for.
  setRoom(given) {
    this.shape.setRoom(given);
    this.ownScheme = given.scheme;
    this.side = given.side;
    if (!this.isObserved) this.observer.observe(this.plot);
    this.isObserved = true;
  }

  start(plotly, config) {
    this.plotly = plotly;
    this.config = config;
    this.page.release();
  }

  get isReady() {
    return Boolean(this.plotly);
  }

  get isShown() {
    return this.shape.isShown;
  }

  // Whether the hand is on it, or has moved on since: another answer is on its way then.
  get isBusy() {
    return this.gesture.active || this.timer !== undefined;
  }

  fits(answer) {
    return this.shape.fits(answer);
  }

  // What explorer.html has no words for, since it has no language.
  sayWords() {
    const texts = { lanes: _("Lanes"), regions: _("Regions"), all: _("All dates"), theme: _("Theme"), close: _("Close") };
    for (const [name, text] of Object.entries(texts)) this.root.querySelector(`[data-words=${name}]`).textContent = text;
    const names = [
      [".timeline-lanes", _("Lanes by")],
      [".timeline-schemes", _("Region grouping")],
      [".timeline-moves", _("Move along the timeline")],
      [".timeline-period", _("Choose a period")],
      [".timeline-overview", _("Overview of all dates; drag the marked area to move the period")],
      [".timeline-keys", _("Keyboard shortcuts and appearance")],
      [".timeline-theme", _("Theme")],
    ];
    const titled = [
      ["[data-step=earlier]", _("Earlier"), _("Earlier")],
      ["[data-step=later]", _("Later"), _("Later")],
      ["[data-step=wider]", _("Zoom out"), _("Zoom out (or Ctrl and mouse wheel)")],
      ["[data-step=closer]", _("Zoom in"), _("Zoom in (or Ctrl and mouse wheel)")],
      ["[data-keys]", _("Keyboard shortcuts and appearance"), _("Keyboard shortcuts and appearance")],
    ];
    this.root.setAttribute("aria-label", _("Timeline"));
    this.headers.legend.setAttribute("aria-label", _("Legend; press a meeting type to filter by it"));
    for (const [place, name, title] of [...names, ...titled]) {
      const node = this.root.querySelector(place);
      node.setAttribute("aria-label", name);
      if (title) node.title = title;
    }
    this.keyboard.draw();
    this.overview.sayWords();
    this.ruler.sayWords();
  }

  showError(error) {
    this.root.querySelector(".timeline-error").textContent = _("The timeline can't be drawn ({reason}). Reload the page to try again.", { reason: error.message });
  }

  // Draw the timeline's part of an answer to a request.
  async draw(given, request) {
    this.presets = given.presets;
    clearTimeout(this.turning);
    this.target = undefined;
    await this.plotly.react(this.plot, given.figure.data, given.figure.layout, this.config);
    moveMarksIn(this.plot);
    this.headers.draw(given);
    this.headers.drawLegend(given);
    this.labels.invalidate();
    this.overview.update(given.overview, this.side);
    this.overview.show(this.range());
    this.ruler.draw();
    this.listPeriods(given.periods);
    this.listChoices(given.choices);
    this.root.classList.remove("timeline-empty");
    this.at = toDays(this.range()).join();
    this.listen();
    this.reveal(request.event);
  }

  // Say that another answer is on screen, for whoever waits for it.
  count() {
    this.root.dataset.drawn = Number(this.root.dataset.drawn ?? 0) + 1;
  }

  // The event that was stepped to is brought into view where it has a mark.
  reveal(event) {
    if (event === this.shown) return;
    this.shown = event;
    if (event) this.findShown({ event })?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  // The mark of the event in hand, if it is drawn.
  findShown({ event }) {
    return event ? findSymbols(this.plot).find((node) => describePoint(node).name === CHOSEN) : undefined;
  }

  listChoices({ lanes, lanes_by, schemes, scheme }) {
    const themes = [["", _("System")], ["light_theme", _("Light")], ["dark_theme", _("Dark")]];
    const offered = [[lanes, lanes_by], [schemes, scheme], [themes, this.page.theme()]];
    this.selects.forEach((select, index) => {
      const [options, chosen] = offered[index];
      const listed = JSON.stringify(options); // another table has other ways to make lanes
      if (select.dataset.listed !== listed) select.replaceChildren(...options.map(([code, label]) => new Option(label, code)));
      select.dataset.listed = listed;
      select.value = chosen;
    });
  }

  listPeriods(periods) {
    const listed = JSON.stringify([periods, _("Period …")]);
    if (listed === this.listed) return;
    this.listed = listed;
    const groups = periods.map(([label, options]) => {
      const group = element("optgroup", "");
      group.label = label;
      group.append(...options.map(([text, first, last]) => new Option(text, `${first} ${last}`)));
      return group;
    });
    this.period.replaceChildren(new Option(_("Period …"), ""), ...groups);
  }

  choosePeriod() {
    const [first, last] = this.period.value.split(" ").map(Number);
    this.period.value = "";
    if (Number.isFinite(last)) this.turn([first * DAY, (last + 1) * DAY]);
  }

  listen() {
    if (this.listening) return;
    this.listening = true;
    this.plot.on("plotly_relayout", (change) => {
      this.labels.invalidate();
      if (Object.keys(change).some((name) => name.startsWith("xaxis"))) this.onMove();
    });
    this.plot.on("plotly_afterplot", () => moveMarksIn(this.plot));
    this.plot.on("plotly_relayouting", () => {
      forgetHover(this.plotly, this.plot);
      this.gesture.tick();
      this.onMove();
    });
    this.plot.on("plotly_click", (event) => {
      const chosen = event.points[0]?.customdata;
      if (!chosen) return;
      if (chosen.length === 2) this.page.act({ type: "event", event: chosen[0] });
      else this.page.act({ type: "bin", bin: chosen });
    });
  }

  onMove() {
    this.overview.show(this.range());
    this.ruler.draw();
    const at = toDays(this.range()).join(); // Plotly tells the end of a zoom once more, by fractions of a second elsewhere
    if (at === this.at) return;
    this.at = at;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.rest(), ASK_AFTER);
  }

  rest() {
    this.timer = undefined;
    this.page.act({ type: "window", window: toDays(this.range()) }, false);
  }

  range() {
    return readRange(this.plot);
  }

  // Move the picture at once; the server gets it once the gesture pauses.
  go(range) {
    if (!this.listening) return;
    this.relayout(limit(range));
  }

  relayout([start, end]) {
    this.plotly.relayout(this.plot, { "xaxis.range": [start, toEnd(end)] });
  }

  // Turn to another period: it is asked for first, and the picture that is there is moved where the answer takes its time.
  turn(range) {
    if (!this.listening) return;
    clearTimeout(this.timer);
    this.timer = undefined;
    this.target = limit(range);
    clearTimeout(this.turning);
    this.turning = setTimeout(() => {
      this.at = toDays(this.target).join();
      this.relayout(this.target);
    }, TURN_DELAY);
    this.page.act({ type: "window", window: toDays(this.target) }, true);
  }

  step(kind) {
    if (!this.listening) return;
    const [start, end] = this.target ?? this.range();
    const quarter = (end - start) / 4;
    const moves = {
      earlier: [start - 2 * quarter, end - 2 * quarter],
      later: [start + 2 * quarter, end + 2 * quarter],
      closer: [start + quarter, end - quarter],
      wider: [start - 2 * quarter, end + 2 * quarter],
    };
    this.turn(moves[kind] ?? this.presets[kind]);
  }

  dispose() {
    clearTimeout(this.timer);
    clearTimeout(this.turning);
    this.observer.disconnect();
    this.keyboard.dispose();
    this.labels.dispose();
    this.gesture.dispose();
    this.overview.observer.disconnect();
    if (this.plotly && this.listening) this.plotly.purge(this.plot);
  }
}

// A window of at least LEAST_DAYS, of whole days, within the years that there are; in milliseconds.
function limit([start, end]) {
  const span = Math.min(Math.max(end - start, LEAST_DAYS * DAY), LATEST - EARLIEST);
  const from = Math.min(Math.max((start + end - span) / 2, EARLIEST), LATEST - span);
  return [from, from + span].map((time) => Math.round(time / DAY) * DAY);
}

// The first and the last day of a window, as the server counts them.
function toDays(range) {
  const [first, end] = range.map((time) => Math.round(time / DAY));
  return [first, Math.max(first, end - 1)];
}
