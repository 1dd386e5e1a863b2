// The room: a briefing on the whole screen, turned by keys, that needs no server once it has begun.

const ROOM_IDLE = 2500; // milliseconds after which the pointer is out of sight
const ROOM_TURNS = {
  ArrowRight: 1, " ": 1, PageDown: 1, ArrowLeft: -1, PageUp: -1, Home: "first", End: "last",
};

class Room {
  constructor(stage, theme, left) {
    this.stage = stage;
    this.left = left; // called once it is over
    this.last = stage.pages.length + 1; // 0 is the cover, this one the sources
    this.at = 0;
    this.typed = "";
    this.build(theme);
    this.heard = {
      keydown: (event) => this.press(event),
      keyup: (event) => event.stopImmediatePropagation(),
      wheel: (event) => event.preventDefault(),
      contextmenu: (event) => event.preventDefault(),
      pointermove: () => this.wake(),
      fullscreenchange: () => this.full && !document.fullscreenElement && this.leave(),
    };
    for (const [name, act] of Object.entries(this.heard)) document.addEventListener(name, act, { capture: true, passive: false });
    this.observer = new ResizeObserver(() => this.timeline.resize());
    this.observer.observe(this.root);
  }

  build(theme) {
    this.root = element("div", "dr");
    this.root.dataset.theme = theme;
    this.root.tabIndex = -1;
    this.root.setAttribute("role", "dialog");
    this.root.setAttribute("aria-modal", "true");
    this.root.setAttribute("aria-label", `Presenting: ${this.stage.cover.title}`);
    const top = element("div", "dr-top");
    top.append(element("p", "dr-name-of", this.stage.cover.title), element("p", "dr-class", this.stage.cover.classification));
    this.timeline = new RoomTimeline(this.stage);
    this.page = element("div", "dr-page");
    this.page.tabIndex = 0;
    this.page.setAttribute("role", "region");
    this.page.setAttribute("aria-label", "What is shown");
    this.more = element("p", "dr-more", "↓ more");
    const foot = element("div", "dr-foot");
    this.bar = element("div", "dr-bar-of");
    this.count = element("p", "dr-count");
    const back = button("dr-turn", "‹", () => this.turn(-1));
    const on = button("dr-turn", "›", () => this.turn(1));
    back.setAttribute("aria-label", "Back");
    on.setAttribute("aria-label", "Next");
    const track = element("div", "dr-track");
    track.append(this.bar);
    this.source = element("p", "dr-source");
    foot.append(this.source, back, this.count, on);
    this.said = element("p", "dr-heard");
    this.said.setAttribute("role", "status");
    this.root.append(top, this.timeline.root, this.page, this.more, track, foot, this.said);
  }

  // Offer to start: browsers go to full screen only on somebody's own doing.
  offer(step, refused) {
    this.root.classList.add("dr-waiting");
    const start = button("dr-start", "Start", () => this.start(step));
    const back = button("dr-back", "Not now", () => this.leave());
    const card = element("article", "dr-card");
    const steps = this.stage.pages.length;
    card.append(
      element("h2", "dr-title", this.stage.cover.title),
      element("p", "dr-text", `${steps} ${steps === 1 ? "step" : "steps"}${step ? `, from step ${Math.min(step, this.last)}` : ""}`),
      element("p", "dr-text", "→ next · ← back · B blank · T theme · a number and Enter to jump · Esc to leave"),
    );
    const choice = element("div", "dr-choice");
    choice.append(start, back);
    card.append(choice);
    this.page.replaceChildren(card);
    this.root.dataset.kind = "cover";
    this.put();
    start.focus();
    if (refused) this.say(refused);
  }

  put() {
    const page = document.getElementById("root");
    if (page) page.inert = true;
    if (!this.root.isConnected) document.body.append(this.root);
  }

  async start(step) {
    this.put();
    try {
      await this.root.requestFullscreen({ navigationUI: "hide" });
      this.full = true;
    } catch {
      this.full = false; // a telephone has none: the window is filled instead
    }
    this.root.classList.remove("dr-waiting");
    this.root.focus({ preventScroll: true });
    this.go(Math.min(Math.max(step, 0), this.last), { instant: true });
    this.wake();
  }

  go(number, options) {
    this.at = number;
    this.typed = "";
    const { kind, made, words, source, fit } = roomPage(this.stage, number);
    this.root.dataset.kind = kind;
    this.page.replaceChildren(made);
    this.page.scrollTop = 0;
    fit?.(this.page);
    this.source.textContent = source ? `Source: ${source}` : "";
    if (kind === "step") this.timeline.show(this.stage.pages[number - 1], options);
    this.bar.style.width = `${(100 * number) / this.last}%`;
    this.count.textContent = number ? `${number} of ${this.last}` : `${this.last - 1} ${this.last === 2 ? "step" : "steps"}`;
    this.say(`${number ? `${number} of ${this.last}: ` : ""}${words}`);
    this.tellMore();
  }

  turn(by) {
    const to = Math.min(Math.max(this.at + by, 0), this.last);
    if (to !== this.at) this.go(to);
  }

  press(event) {
    event.stopImmediatePropagation();
    const known = event.ctrlKey || event.metaKey || event.altKey;
    if (known) return void ("+-=0".includes(event.key) && event.preventDefault());
    if (event.key === "Tab" || event.target.closest?.("button") && [" ", "Enter"].includes(event.key)) return;
    if (event.key === "Escape") return this.leave();
    event.preventDefault();
    if (this.root.classList.contains("dr-waiting")) return;
    if (this.root.classList.contains("dr-blank")) return this.blank(false);
    this.act(event.key);
  }

  act(key) {
    const turn = ROOM_TURNS[key];
    if (/^\d$/.test(key)) return this.type(key);
    if (key === "Enter" && this.typed) return this.jump(Number(this.typed));
    this.typed = "";
    if (turn) this.turn(turn === "first" ? -this.at : turn === "last" ? this.last : turn);
    else if (key === "b" || key === "B" || key === ".") this.blank(true);
    else if (key === "t" || key === "T") this.repaint();
    else if (key === "ArrowDown" || key === "ArrowUp") this.scroll(key === "ArrowDown" ? 1 : -1);
  }

  type(digit) {
    this.typed = (this.typed + digit).slice(-4);
    this.count.textContent = `go to ${this.typed}, Enter`;
  }

  jump(number) {
    if (number <= this.last) return this.go(number);
    this.typed = "";
    this.count.textContent = `there are ${this.last}`;
    this.say(`There are ${this.last}.`);
  }

  blank(on) {
    this.root.classList.toggle("dr-blank", on);
    this.say(on ? "Blank. Any key brings it back." : "Shown again.");
  }

  repaint() {
    this.root.dataset.theme = this.root.dataset.theme === "black" ? "paper" : "black";
    this.timeline.resize();
  }

  scroll(by) {
    this.page.scrollBy({ top: by * this.page.clientHeight * 0.7 });
    requestAnimationFrame(() => this.tellMore());
  }

  tellMore() {
    const { scrollTop, clientHeight, scrollHeight } = this.page;
    this.more.hidden = scrollTop + clientHeight >= scrollHeight - 4;
  }

  say(words) {
    this.said.textContent = words;
  }

  wake() {
    clearTimeout(this.idle);
    this.root.classList.remove("dr-idle");
    this.idle = setTimeout(() => this.root.classList.add("dr-idle"), ROOM_IDLE);
  }

  leave() {
    if (this.over) return;
    this.over = true;
    clearTimeout(this.idle);
    for (const [name, act] of Object.entries(this.heard)) document.removeEventListener(name, act, { capture: true });
    this.observer.disconnect();
    this.timeline.leave();
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    this.root.remove();
    const page = document.getElementById("root");
    if (page) page.inert = false;
    this.left();
  }
}
