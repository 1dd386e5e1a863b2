// The width and the theme of the picture: one that was made for others is never drawn. What is told of them
// may get lost, so it is told again until a picture for them comes.

const FIRST_PAUSE = 1000; // milliseconds until it is told again; each time twice as long

class Shape {
  constructor(root, plot, tell) {
    this.root = root;
    this.plot = plot;
    this.tell = tell;
  }

  // Called with every answer.
  take(answer) {
    this.answer = answer;
    this.root.style.setProperty("--dt-sides", `${2 * answer.side}px`);
    this.root.style.setProperty("--dt-width-step", `${answer.widths.step}px`);
    this.ask();
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

  // Ask for a picture that fits, where the last answer does not. What has no answer is not asked again by itself.
  ask() {
    if (!this.answer || !this.plot.clientWidth) return;
    const { session, stale } = this.answer;
    const wanted = stale || this.fits(this.answer) ? null : JSON.stringify([this.width, this.theme, session]);
    if (wanted === this.wanted) return;
    this.leave();
    this.wanted = wanted;
    if (wanted) this.repeat(FIRST_PAUSE);
  }

  repeat(pause) {
    if (serverIsThere()) this.tell({ width: this.width, theme: this.theme });
    this.wait(pause);
  }

  // While the server is at work it is told nothing again: that would make it begin anew.
  wait(pause) {
    const goOn = () => (serverIsThere() && !serverIsAtWork() ? this.repeat(2 * pause) : this.wait(pause));
    this.timer = setTimeout(goOn, pause);
  }

  leave() {
    clearTimeout(this.timer);
  }
}
