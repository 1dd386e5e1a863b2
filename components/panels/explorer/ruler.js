// The sticky axis where the lanes are taller than the screen: a copy of Plotly's own, over it.

import { svgElement } from "../dom.js";
import { captions } from "./lane_headers.js";
import { findDates } from "./plotly_dom.js";

export class Ruler {
  constructor(node, plot) {
    this.node = node;
    this.plot = plot;
    this.picture = svgElement("svg", { "aria-hidden": "true" });
  }

  sayWords() {
    const [before, behind] = captions();
    this.node.replaceChildren(before, this.picture, behind);
  }

  // Called whenever the axis has changed.
  draw() {
    const needed = this.plot.layout.height > window.innerHeight; // as given: reading it from the page would lay that out
    this.node.classList.toggle("timeline-needed", needed);
    const axis = needed && findDates(this.plot);
    if (axis) this.picture.replaceChildren(axis.cloneNode(true));
  }
}
