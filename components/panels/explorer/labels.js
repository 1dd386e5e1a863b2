// The labels of events as things to point at: Plotly only knows of the symbols beside them.

class Labels {
  constructor(plot, act) {
    this.plot = plot;
    this.act = act; // { show(curve, point), hide(), choose(id) }
    this.found = null;
    this.over = null;
    plot.addEventListener("pointermove", (event) => this.point(event), { capture: true });
    // Plotly would find no symbol here and take the hover away again.
    plot.addEventListener("mousemove", (event) => this.over && !event.buttons && event.stopPropagation(), { capture: true });
    plot.addEventListener("pointerdown", (event) => { this.from = [event.clientX, event.clientY]; }, { capture: true });
    // Plotly lays a cover over the whole page while a button is down, so that the plot hears of no end.
    this.released = (event) => this.press(event);
    window.addEventListener("pointerup", this.released, { capture: true });
  }

  // Labels stand elsewhere now. Where, is measured once somebody points: it costs as much as drawing them.
  forget() {
    this.found = null;
  }

  // Where labels are drawn; the page may scroll meanwhile, so it is kept from the plot's corner.
  measure({ left, top }) {
    return [...this.plot.querySelectorAll(".scatterlayer .textpoint")].flatMap((node) => {
      const { trace, point } = pointOf(node);
      const id = trace?.customdata?.[point]?.[0];
      const box = node.querySelector("text")?.getBoundingClientRect();
      if (!id || !box?.width) return [];
      return [{ id, curve: trace.index, point, left: box.left - left, right: box.right - left, top: box.top - top, bottom: box.bottom - top }];
    });
  }

  at(event) {
    const corner = this.plot.getBoundingClientRect();
    const [x, y] = [event.clientX - corner.left, event.clientY - corner.top];
    this.found ??= this.measure(corner);
    return this.found.find((label) => x >= label.left && x <= label.right && y >= label.top && y <= label.bottom);
  }

  point(event) {
    if (event.pointerType === "touch" || event.buttons) return;
    const label = this.at(event);
    this.plot.classList.toggle("dt-pointing", Boolean(label));
    if (label === this.over) return;
    if (label) this.act.show(label.curve, label.point);
    else this.act.hide();
    this.over = label;
  }

  press(event) {
    if (!this.from) return;
    const [x, y] = this.from;
    this.from = null;
    const still = Math.hypot(event.clientX - x, event.clientY - y) < 5;
    const label = still && event.button === 0 && this.at(event);
    if (label) this.act.choose(label.id);
  }

  leave() {
    window.removeEventListener("pointerup", this.released, { capture: true });
  }
}
