// Hover and clicks on the labels of events: Plotly only has them for the symbols beside.

import { describePoint, findLabels } from "./plotly_dom.js";

export class Labels {
  constructor(plot, act) {
    this.plot = plot;
    this.act = act; // { show(label), hide(), choose(id) }
    this.boxes = null;
    this.hovered = null;
    plot.addEventListener("pointermove", (event) => this.onPointermove(event), { capture: true });
    // Plotly would find no symbol here and take the hover away again.
    plot.addEventListener("mousemove", (event) => this.hovered && !event.buttons && event.stopPropagation(), { capture: true });
    plot.addEventListener("pointerdown", (event) => { this.pressedAt = [event.clientX, event.clientY]; }, { capture: true });
    // Plotly lays a cover over the whole page while a button is down, so that the plot hears of no end.
    this.onRelease = (event) => this.onPointerup(event);
    window.addEventListener("pointerup", this.onRelease, { capture: true });
  }

  // Labels are elsewhere now. Where, is measured at the next pointer move: it costs as much as drawing them.
  invalidate() {
    this.boxes = null;
  }

  // Where labels are drawn; the page may scroll meanwhile, so it is kept from the plot's corner.
  measure({ left, top }) {
    return findLabels(this.plot).flatMap((node) => {
      const { curve, point, customdata } = describePoint(node);
      const id = customdata?.[0];
      const box = node.querySelector("text")?.getBoundingClientRect();
      if (!id || !box?.width) return [];
      return [{ id, curve, point, left: box.left - left, right: box.right - left, top: box.top - top, bottom: box.bottom - top }];
    });
  }

  at(event) {
    const corner = this.plot.getBoundingClientRect();
    const [x, y] = [event.clientX - corner.left, event.clientY - corner.top];
    this.boxes ??= this.measure(corner);
    return this.boxes.find((label) => x >= label.left && x <= label.right && y >= label.top && y <= label.bottom);
  }

  onPointermove(event) {
    if (event.pointerType === "touch" || event.buttons) return;
    const label = this.at(event);
    this.plot.classList.toggle("timeline-pointing", Boolean(label));
    if (label === this.hovered) return;
    if (label) this.act.show(label);
    else this.act.hide();
    this.hovered = label;
  }

  onPointerup(event) {
    if (!this.pressedAt) return;
    const [x, y] = this.pressedAt;
    this.pressedAt = null;
    const still = Math.hypot(event.clientX - x, event.clientY - y) < 5;
    const label = still && event.button === 0 && this.at(event);
    if (label) this.act.choose(label.id);
  }

  dispose() {
    window.removeEventListener("pointerup", this.onRelease, { capture: true });
  }
}
