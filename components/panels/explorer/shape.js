// The width and theme that a picture is asked for: one for another width or theme is not drawn.

export class Shape {
  constructor(root, plot) {
    this.root = root;
    this.plot = plot;
    this.clientWidth = 0; // observed and not read: reading makes the browser lay out the page there and then
  }

  // Take the pixels on either side of the plot, its widths and those behind the lanes, before anything is asked for.
  setRoom({ side, widths, ends }) {
    this.side = side;
    this.widths = widths;
    this.root.style.setProperty("--timeline-ends", `${ends}px`);
    this.root.style.setProperty("--timeline-sides", `${2 * side}px`);
    this.root.style.setProperty("--timeline-width-step", `${widths.step}px`);
    this.clientWidth = this.plot.clientWidth;
    this.theme = this.readTheme();
  }

  get isShown() {
    return Boolean(this.widths) && this.clientWidth > 0;
  }

  get width() {
    const { step, least, most } = this.widths;
    const free = Math.floor((this.clientWidth - 2 * this.side) / step) * step;
    return Math.min(Math.max(free, least), most);
  }

  readTheme() {
    const probe = getComputedStyle(this.root).getPropertyValue("--st-background-color").trim();
    const shade = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(probe);
    if (!shade) return "light";
    return shade.slice(1).reduce((sum, part) => sum + parseInt(part, 16), 0) < 3 * 128 ? "dark" : "light";
  }

  // Nothing fits a page that is not shown.
  fits({ width, theme }) {
    return this.isShown && width === this.width && theme === this.theme;
  }
}
