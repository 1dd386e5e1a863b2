// The width and theme that a picture is requested for, again until it comes; one for another width or theme is not drawn.

const FIRST_PAUSE = 1000; // milliseconds until it is requested again; each time twice as long

class Shape {
  constructor(root, plot, send) {
    this.root = root;
    this.plot = plot;
    this.send = send;
  }

  // Called with every answer.
  update(answer) {
    this.answer = answer;
    this.root.style.setProperty("--timeline-sides", `${2 * answer.side}px`);
    this.root.style.setProperty("--timeline-width-step", `${answer.widths.step}px`);
    this.request();
  }

  get width() {
    const { side, widths: { step, least, most } } = this.answer;
    const free = Math.floor((this.plot.clientWidth - 2 * side) / step) * step;
    return Math.min(Math.max(free, least), most);
  }

  get theme() {
    const probe = getComputedStyle(this.root).getPropertyValue("--st-background-color").trim();
    const shade = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})/i.exec(probe);
    if (!shade) return this.answer.theme;
    return shade.slice(1).reduce((sum, part) => sum + parseInt(part, 16), 0) < 3 * 128 ? "dark" : "light";
  }

  // Nothing fits a page that is not shown.
  fits({ width, theme }) {
    return this.plot.clientWidth > 0 && width === this.width && theme === this.theme;
  }

  // Request a picture that fits, where the last answer does not. What has no answer is not requested again by itself.
  request() {
    if (!this.answer || !this.plot.clientWidth) return;
    const { session, stale } = this.answer;
    const requested = stale || this.fits(this.answer) ? null : JSON.stringify([this.width, this.theme, session]);
    if (requested === this.requested) return;
    this.dispose();
    this.requested = requested;
    if (requested) this.repeat(FIRST_PAUSE);
  }

  repeat(pause) {
    if (isServerConnected()) this.send({ width: this.width, theme: this.theme });
    this.wait(pause);
  }

  // While the server runs nothing is sent again: that would make it begin anew.
  wait(pause) {
    const goOn = () => (isServerConnected() && !isServerRunning() ? this.repeat(2 * pause) : this.wait(pause));
    this.timer = setTimeout(goOn, pause);
  }

  dispose() {
    clearTimeout(this.timer);
  }
}
