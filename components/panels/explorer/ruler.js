// The axis that stays in sight where the lanes are taller than the screen: a copy of plotly's own, over it.

class Ruler {
  constructor(node, plot) {
    this.node = node;
    this.plot = plot;
    this.picture = drawn("svg", { "aria-hidden": "true" });
    node.append(captions()[0], this.picture, captions()[1]);
  }

  // Called whenever the axis has changed.
  draw() {
    const needed = this.plot.clientHeight > window.innerHeight;
    this.node.classList.toggle("dt-needed", needed);
    const axis = needed && this.plot.querySelector(".xaxislayer-above");
    if (axis) this.picture.replaceChildren(axis.cloneNode(true));
  }
}
