// The sticky axis where the lanes are taller than the screen: a copy of Plotly's own, over it.

class Ruler {
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
    const needed = this.plot.clientHeight > window.innerHeight;
    this.node.classList.toggle("timeline-needed", needed);
    const axis = needed && findDates(this.plot);
    if (axis) this.picture.replaceChildren(axis.cloneNode(true));
  }
}
