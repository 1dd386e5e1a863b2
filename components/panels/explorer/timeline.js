// The timeline in the browser: it draws what it is given, follows the hand at once, and tells the server
// where the window came to rest and what was clicked. It decides nothing about events.

const instances = new WeakMap();
let drawnTable = null;

class Timeline {
  constructor(parent) {
    this.root = parent.querySelector(".dt");
    keepBright(this.root);
    this.plot = this.root.querySelector(".dt-plot");
    const tell = (name) => (value) => this.trigger(name, value);
    this.heads = new LaneHeads(this.root, (name, value) => this.trigger(name, value));
    this.overview = new Overview(this.root.querySelector(".dt-overview"), (range) => this.go(range));
    this.address = new Address((name, value) => this.trigger(name, value));
    this.keys = new Keys(this.root, { step: tell("step"), zoom: (kind) => this.step(kind) });
    this.labels = new Labels(this.plot, {
      show: (curve, point) => this.plotly.Fx.hover(this.plot, [{ curveNumber: curve, pointNumber: point }]),
      hide: () => this.plotly.Fx.unhover(this.plot),
      choose: tell("event"),
    });
    this.busy = new Busy(this.root);
    this.touch = new Touch(this.plot, () => this.range(), (range) => this.go(range));
    this.sequence = 0; // of the last window told
    this.waiting = null; // the newest answer that came meanwhile
    this.listening = false;
    this.shape = new Shape(this.root, this.plot, (shape) => this.tell("shape", shape));
    this.observer = new ResizeObserver(() => this.fit().catch((error) => this.fail(error)));
    this.observer.observe(this.plot);
    this.root.querySelectorAll("[data-step]").forEach((each) => {
      each.onclick = () => this.step(each.dataset.step);
    });
    this.root.querySelector("[data-keys]").onclick = () => this.root.querySelector(".dt-keys").showModal();
    const selects = { ".dt-lanes": tell("lanes"), ".dt-schemes": tell("scheme"), ".dt-theme": (kind) => this.address.theme(kind) };
    this.selects = Object.entries(selects).map(([name, act]) => {
      const select = this.root.querySelector(name);
      select.onchange = () => act(select.value);
      return select;
    });
    this.period = this.root.querySelector(".dt-period");
    this.period.onchange = () => this.choosePeriod();
    // Only with Ctrl (or a pinch, which browsers report so) does the wheel zoom: the page must go on scrolling.
    this.plot.addEventListener("wheel", (event) => !event.ctrlKey && event.stopPropagation(), { capture: true });
    // Plotly keeps the focus where it was: the arrow keys would go on changing a list that was used before.
    this.plot.addEventListener("pointerdown", () => document.activeElement?.matches("select") && document.activeElement.blur());
    this.hand = new Hand(this.root, () => this.drawWaiting());
    this.ruler = new Ruler(this.root.querySelector(".dt-ruler"), this.plot);
  }

  async take(component) {
    const { data } = component;
    [this.tell, this.trigger] = [component.setStateValue, component.setTriggerValue].map((told) => (name, value) => {
      this.busy.ask();
      tellAlone(() => told(name, value));
    });
    this.waiting = data;
    this.side = data.side;
    this.root.style.setProperty("--dt-ends", `${data.ends}px`); // before the plot's width is told
    this.presets = data.presets;
    this.shape.take(data);
    if (data.session !== this.session) this.sequence = 0; // the server began anew, and with it the numbers
    this.session = data.session;
    this.plotly ??= await loadPlotly(data.plotly);
    await this.drawWaiting();
  }

  // The plot has another size: the picture is asked for anew, and until it comes the one that is there stays as it is.
  async fit() {
    this.shape.ask();
    await this.drawWaiting();
  }

  fail(error) {
    this.root.querySelector(".dt-trouble").textContent = `The timeline can't be drawn: ${error.message}.`;
  }

  async drawWaiting() {
    const given = this.waiting;
    if (!given || this.hand.busy || this.drawing || !this.plotly) return;
    if (!this.shape.fits(given)) { // one that does is on its way, but where the server has no answer
      if (given.stale) this.busy.answer(false, true);
      return;
    }
    this.waiting = null;
    if (given.sequence < this.sequence && !given.stale) return; // the hand was faster, and a newer one is on its way
    const layout = structuredClone(given.figure.layout);
    if (given.sequence < this.sequence) layout.xaxis.range = this.range().map(toEnd);
    this.drawing = true;
    try {
      await this.plotly.react(this.plot, given.figure.data, layout, given.config);
    } finally {
      this.drawing = false;
    }
    this.heads.draw(given);
    this.heads.drawLegend(given, this.plot);
    this.labels.forget();
    this.overview.take(given.overview, this.side);
    this.overview.show(this.range());
    this.ruler.draw();
    this.listPeriods(given.periods);
    this.listChoices(given.choices);
    this.root.classList.remove("dt-empty");
    this.reveal(given);
    this.busy.answer(given.sequence < this.sequence && !given.stale, given.stale);
    this.root.dataset.drawn = Number(this.root.dataset.drawn ?? 0) + 1;
    if (given.sequence >= this.sequence) this.at = this.days().join();
    // The browser lays the whole page out before it writes an address: not ahead of the picture.
    requestAnimationFrame(() => setTimeout(() => this.address.take(given.link)));
    this.listen();
    if (this.waiting) await this.drawWaiting();
  }

  // Another table begins at the top of the page; the event that was stepped to is brought into view where it has a mark.
  reveal({ event, table }) {
    if (drawnTable && table !== drawnTable) document.querySelector("[data-testid=stMain]")?.scrollTo(0, 0);
    drawnTable = table;
    if (event === this.shown) return;
    this.shown = event;
    if (!event) return;
    const points = [...this.plot.querySelectorAll(".scatterlayer path.point")];
    const ring = points.find((node) => pointOf(node).trace?.name === "chosen");
    ring?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  listChoices({ lanes, lanes_by, schemes, scheme }) {
    const themes = [["", "as the browser"], ["light_theme", "light"], ["dark_theme", "dark"]];
    const offered = [[lanes, lanes_by], [schemes, scheme], [themes, this.address.themed()]];
    this.selects.forEach((select, index) => {
      const [options, chosen] = offered[index];
      const listed = JSON.stringify(options); // another table has other ways to make lanes
      if (select.dataset.listed !== listed) select.replaceChildren(...options.map(([code, words]) => new Option(words, code)));
      select.dataset.listed = listed;
      select.value = chosen;
    });
  }

  listPeriods(periods) {
    const listed = JSON.stringify(periods);
    if (listed === this.listed) return;
    this.listed = listed;
    const groups = periods.map(([label, options]) => {
      const group = element("optgroup", "");
      group.label = label;
      group.append(...options.map(([words, first, last]) => new Option(words, `${first} ${last}`)));
      return group;
    });
    this.period.replaceChildren(new Option("Period …", ""), ...groups);
  }

  choosePeriod() {
    const [first, last] = this.period.value.split(" ").map(Number);
    this.period.value = "";
    if (Number.isFinite(last)) this.go([first * DAY, (last + 1) * DAY], true);
  }

  listen() {
    if (this.listening) return;
    this.listening = true;
    this.plot.on("plotly_relayout", (change) => {
      this.labels.forget();
      if (Object.keys(change).some((name) => name.startsWith("xaxis"))) this.moved();
    });
    this.plot.on("plotly_relayouting", () => { this.hand.tick(); this.moved(); });
    this.plot.on("plotly_click", (event) => {
      const chosen = event.points[0]?.customdata;
      if (!chosen) return;
      if (chosen.length === 2) this.trigger("event", chosen[0]);
      else this.trigger("bin", chosen);
    });
  }

  moved() {
    this.overview.show(this.range());
    this.ruler.draw();
    const at = this.days().join(); // Plotly tells the end of a zoom once more, by fractions of a second elsewhere
    if (at === this.at) return;
    this.at = at;
    this.sequence += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.tellWindow(), this.hand.rest);
  }

  tellWindow() {
    const [first, last] = this.days();
    this.tell("window", { first, last, sequence: this.sequence, deliberate: this.deliberate ?? false });
    this.deliberate = false;
  }

  // The first and the last day of the window, as the server counts them.
  days() {
    const [first, end] = this.range().map((time) => Math.round(time / DAY));
    return [first, Math.max(first, end - 1)];
  }

  range() {
    const axis = this.plot._fullLayout.xaxis;
    return axis.range.map((end) => axis.r2l(end));
  }

  // Move the picture at once; the server is told when the hand rests.
  go([start, end], deliberate = false) {
    if (!this.listening) return;
    const span = Math.min(Math.max(end - start, LEAST_DAYS * DAY), LATEST - EARLIEST);
    const from = Math.min(Math.max((start + end - span) / 2, EARLIEST), LATEST - span);
    const [first, last] = [from, from + span].map((time) => Math.round(time / DAY) * DAY);
    this.deliberate ||= deliberate;
    this.plotly.relayout(this.plot, { "xaxis.range": [first, toEnd(last)] });
  }

  step(kind) {
    if (!this.listening) return;
    const [start, end] = this.range();
    const quarter = (end - start) / 4;
    const moves = {
      earlier: [start - 2 * quarter, end - 2 * quarter],
      later: [start + 2 * quarter, end + 2 * quarter],
      closer: [start + quarter, end - quarter],
      wider: [start - 2 * quarter, end + 2 * quarter],
    };
    this.go(moves[kind] ?? this.presets[kind], true);
  }

  leave() {
    clearTimeout(this.timer);
    this.observer.disconnect();
    this.shape.leave();
    this.address.leave();
    this.keys.leave();
    this.labels.leave();
    this.busy.leave();
    this.hand.leave();
    this.overview.observer.disconnect();
    if (this.plotly && this.listening) this.plotly.purge(this.plot);
  }
}

export default function (component) {
  const parent = component.parentElement;
  if (!instances.has(parent)) instances.set(parent, new Timeline(parent));
  const timeline = instances.get(parent);
  timeline.take(component).catch((error) => timeline.fail(error));
  return leaveWith(parent, instances);
}
