// Lane headers: names and counts before the lanes, counts outside the window behind them, and the legend.

import { _ } from "../../messages/messages.js";
import { button, element, svgElement } from "../dom.js";

// The captions above the counts before the lanes, and above those outside the window behind them.
export const captions = () => [_("events"), _("before · after")].map((text) => element("span", "timeline-caption", text));

export class LaneHeaders {
  constructor(root, legend, act) {
    this.headers = root.querySelector(".timeline-headers");
    this.ends = root.querySelector(".timeline-ends");
    this.legend = legend;
    this.act = act;
  }

  toggle(list, key) {
    this.act({ type: "toggle", list, key });
  }

  draw(given) {
    const focused = document.activeElement?.closest?.(".timeline-lane")?.dataset.lane;
    const role = document.activeElement?.dataset?.role;
    for (const column of [this.headers, this.ends]) column.style.height = `${given.figure.layout.height}px`;
    const [before, behind] = captions();
    this.headers.replaceChildren(before, ...given.lanes.map((lane) => this.header(lane, given.top)));
    this.ends.replaceChildren(behind, ...given.lanes.map((lane) => this.end(lane, given.top)));
    if (focused) this.headers.querySelector(`[data-lane="${CSS.escape(focused)}"] [data-role="${role}"]`)?.focus();
  }

  box(lane, top) {
    const box = element("div", `timeline-lane timeline-depth-${lane.depth}`);
    box.style.top = `${top + lane.top}px`;
    box.style.height = `${lane.height}px`;
    return box;
  }

  header(lane, top) {
    const box = this.box(lane, top);
    box.dataset.lane = lane.key;
    box.dataset.shows = lane.shows;
    const folds = lane.folded !== null;
    const name = folds ? button("timeline-name timeline-fold", lane.name, () => this.toggle("unfolded", lane.key)) : element("span", "timeline-name", lane.name);
    if (folds) {
      name.dataset.role = "fold";
      name.setAttribute("aria-expanded", String(!lane.folded));
    }
    const pin = button("timeline-pin", "", () => this.toggle("pinned", lane.key));
    pin.dataset.role = "pin";
    pin.setAttribute("aria-pressed", String(lane.pinned));
    pin.setAttribute("aria-label", lane.pinned ? _("Unpin {lane}", { lane: lane.name }) : _("Pin {lane}", { lane: lane.name }));
    pin.title = lane.pinned ? _("Return this lane to its usual place") : _("Keep this lane at the top");
    const count = element("span", "timeline-count", lane.events);
    count.append(element("span", "timeline-others", lane.others));
    box.title = lane.described;
    box.append(name, pin, count);
    return box;
  }

  end(lane, top) {
    const box = this.box(lane, top);
    box.title = lane.beyond.join(", ");
    box.append(element("span", "timeline-earlier", lane.earlier), element("span", "timeline-later", lane.later));
    return box;
  }

  // Samples are drawn by the server, as in files; a kind can be chosen by its own.
  drawLegend(given) {
    const drawn = JSON.stringify(given.legend);
    if (drawn === this.drawn) return;
    this.drawn = drawn;
    const items = given.legend.map((entry) => {
      if (entry.caption) return element("li", "timeline-legend-caption", entry.label);
      const drawing = svgElement("svg", { viewBox: `${-entry.room / 2 - 2} -10 ${entry.room + 4} 20`, width: entry.room + 4, height: 20, "aria-hidden": "true" });
      drawing.innerHTML = entry.sample;
      const item = element("li", "");
      if (!entry.code) {
        item.append(drawing, element("span", "", entry.label));
        return item;
      }
      const choose = button("timeline-kind", "", () => this.act({ type: "kind", code: entry.code }));
      choose.title = entry.definition;
      choose.setAttribute("aria-pressed", String(entry.chosen));
      choose.append(drawing, element("span", "", entry.label));
      item.append(choose);
      return item;
    });
    this.legend.replaceChildren(...items);
  }
}
