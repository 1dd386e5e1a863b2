// The timeline component: draws each answer, follows gestures at once, and sends windows and clicks to the server.

const instances = new WeakMap();
let drawnTable = null;

class Timeline {
  constructor(parent) {
    this.root = parent.querySelector(".timeline");
    preventFading(this.root);
    this.plot = this.root.querySelector(".timeline-plot");
    const send = (name) => (value) => this.trigger(name, value);
    this.headers = new LaneHeaders(this.root, (name, value) => this.trigger(name, value));
    this.overview = new Overview(this.root.querySelector(".timeline-overview"), (range) => this.go(range));
    this.address = new Address((name, value) => this.trigger(name, value));
    this.keyboard = new Keyboard(this.root, { step: send("step"), zoom: (kind) => this.step(kind) });
    this.labels = new Labels(this.plot, {
      show: (label) => showHover(this.plotly, this.plot, label),
      hide: () => hideHover(this.plotly, this.plot),
      choose: send("event"),
    });
    this.pending = new Pending(this.root);
    this.touch = new Touch(this.plot, () => this.range(), (range) => this.go(range));
    this.sequence = 0; // of the last window sent
    this.waiting = null; // the newest answer that is not drawn yet
    this.listening = false;
    this.shape = new Shape(this.root, this.plot, (shape) => this.setState("shape", shape));
    this.observer = new ResizeObserver(() => this.fit().catch((error) => this.showError(error)));
    this.observer.observe(this.plot);
    this.root.querySelectorAll("[data-step]").forEach((each) => {
      each.onclick = () => this.step(each.dataset.step);
    });
    this.root.querySelector("[data-keys]").onclick = () => this.root.querySelector(".timeline-keys").showModal();
    const selects = { ".timeline-lanes": send("lanes"), ".timeline-schemes": send("scheme"), ".timeline-theme": (kind) => this.address.setTheme(kind) };
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
    this.gesture = new Gesture(this.root, () => this.drawWaiting());
    this.ruler = new Ruler(this.root.querySelector(".timeline-ruler"), this.plot);
  }

  async update(component) {
    const { data } = component;
    [this.setState, this.trigger] = [component.setStateValue, component.setTriggerValue].map((send) => (name, value) => {
      this.pending.start();
      sendAlone(() => send(name, value));
    });
    const spoken = JSON.stringify(data.messages);
    if (spoken !== this.spoken) this.sayWords();
    this.spoken = spoken;
    this.waiting = data;
    this.side = data.side;
    this.root.style.setProperty("--timeline-ends", `${data.ends}px`); // before the plot's width is sent
    this.presets = data.presets;
    this.shape.update(data);
    if (data.session !== this.session) this.sequence = 0; // the server began anew, and with it the numbers
    this.session = data.session;
    this.plotly ??= await loadPlotly(data.plotly);
    await this.drawWaiting();
  }

  // What timeline.html has no words for, since it has no language.
  sayWords() {
    const texts = { lanes: _("Lanes"), regions: _("Regions"), all: _("All dates"), theme: _("Theme"), close: _("Close") };
    for (const [name, text] of Object.entries(texts)) this.root.querySelector(`[data-words=${name}]`).textContent = text;
    const names = [
      [".timeline-lanes", _("Lanes by")],
      [".timeline-schemes", _("Region grouping")],
      [".timeline-moves", _("Move along the timeline")],
      [".timeline-period", _("Choose a period")],
      [".timeline-overview", _("Overview of all dates; drag the marked area to move the period")],
      [".timeline-legend", _("Legend; press a meeting type to filter by it")],
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
    for (const [place, name, title] of [...names, ...titled]) {
      const node = this.root.querySelector(place);
      node.setAttribute("aria-label", name);
      if (title) node.title = title;
    }
    this.keyboard.draw();
    this.overview.sayWords();
    this.ruler.sayWords();
  }

  // The plot has another size: another picture is requested, and until it comes the one that is there stays as it is.
  async fit() {
    this.shape.request();
    await this.drawWaiting();
  }

  showError(error) {
    this.root.querySelector(".timeline-error").textContent = _("The timeline can't be drawn ({reason}). Reload the page to try again.", { reason: error.message });
  }

  async drawWaiting() {
    const given = this.waiting;
    if (!given || this.gesture.active || this.drawing || !this.plotly) return;
    if (!this.shape.fits(given)) { // one that does is on its way, but where the server has no answer
      if (given.stale) this.pending.finish(false, true);
      return;
    }
    this.waiting = null;
    if (given.sequence < this.sequence && !given.stale) return; // the gesture was faster, and a newer one is on its way
    const layout = structuredClone(given.figure.layout);
    if (given.sequence < this.sequence) layout.xaxis.range = this.range().map(toEnd);
    this.drawing = true;
    try {
      await this.plotly.react(this.plot, given.figure.data, layout, given.config);
    } finally {
      this.drawing = false;
    }
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
    this.reveal(given);
    this.pending.finish(given.sequence < this.sequence && !given.stale, given.stale);
    this.root.dataset.drawn = Number(this.root.dataset.drawn ?? 0) + 1;
    if (given.sequence >= this.sequence) this.at = this.days().join();
    // The browser lays the whole page out before it writes an address: not ahead of the picture.
    requestAnimationFrame(() => setTimeout(() => this.address.update(given.link)));
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
    const ring = findSymbols(this.plot).find((node) => describePoint(node).name === "chosen");
    ring?.scrollIntoView({ block: "nearest", inline: "nearest" });
  }

  listChoices({ lanes, lanes_by, schemes, scheme }) {
    const themes = [["", _("System")], ["light_theme", _("Light")], ["dark_theme", _("Dark")]];
    const offered = [[lanes, lanes_by], [schemes, scheme], [themes, this.address.readTheme()]];
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
    if (Number.isFinite(last)) this.go([first * DAY, (last + 1) * DAY], true);
  }

  listen() {
    if (this.listening) return;
    this.listening = true;
    this.plot.on("plotly_relayout", (change) => {
      this.labels.invalidate();
      if (Object.keys(change).some((name) => name.startsWith("xaxis"))) this.onMove();
    });
    this.plot.on("plotly_afterplot", () => moveMarksIn(this.plot));
    this.plot.on("plotly_relayouting", () => { this.gesture.tick(); this.onMove(); });
    this.plot.on("plotly_click", (event) => {
      const chosen = event.points[0]?.customdata;
      if (!chosen) return;
      if (chosen.length === 2) this.trigger("event", chosen[0]);
      else this.trigger("bin", chosen);
    });
  }

  onMove() {
    this.overview.show(this.range());
    this.ruler.draw();
    const at = this.days().join(); // Plotly tells the end of a zoom once more, by fractions of a second elsewhere
    if (at === this.at) return;
    this.at = at;
    this.sequence += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.sendWindow(), this.gesture.debounce);
  }

  sendWindow() {
    const [first, last] = this.days();
    this.setState("window", { first, last, sequence: this.sequence, deliberate: this.deliberate ?? false });
    this.deliberate = false;
  }

  // The first and the last day of the window, as the server counts them.
  days() {
    const [first, end] = this.range().map((time) => Math.round(time / DAY));
    return [first, Math.max(first, end - 1)];
  }

  range() {
    return readRange(this.plot);
  }

  // Move the picture at once; the server gets it once the gesture pauses.
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

  dispose() {
    clearTimeout(this.timer);
    this.observer.disconnect();
    this.shape.dispose();
    this.address.dispose();
    this.keyboard.dispose();
    this.labels.dispose();
    this.pending.dispose();
    this.gesture.dispose();
    this.overview.observer.disconnect();
    if (this.plotly && this.listening) this.plotly.purge(this.plot);
  }
}

export default function (component) {
  const parent = component.parentElement;
  if (!instances.has(parent)) instances.set(parent, new Timeline(parent));
  const timeline = instances.get(parent);
  speak(component.data.messages);
  timeline.update(component).catch((error) => timeline.showError(error));
  return disposeWith(parent, instances);
}
