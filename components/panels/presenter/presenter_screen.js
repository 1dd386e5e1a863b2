// Full-screen presenter with keyboard navigation; works offline once loaded.

import { _, _n } from "../../messages/messages.js";
import { button, element } from "../dom.js";
import { buildPage } from "./presenter_page.js";
import { PresenterTimeline } from "./presenter_timeline.js";

const IDLE_DELAY = 2500; // milliseconds after which the pointer is out of sight
const PAGE_KEYS = {
  ArrowRight: 1, " ": 1, PageDown: 1, ArrowLeft: -1, PageUp: -1, Home: "first", End: "last",
};

const countSteps = (count) => _n("{count} step", "{count} steps", count);

export class PresenterScreen {
  constructor(presentation, theme, onClose) {
    this.presentation = presentation;
    this.onClose = onClose;
    this.last = presentation.pages.length + 1; // 0 is the cover, this one the sources
    this.at = 0;
    this.typed = "";
    this.build(theme);
    this.listeners = {
      keydown: (event) => this.onKeydown(event),
      keyup: (event) => event.stopImmediatePropagation(),
      wheel: (event) => event.preventDefault(),
      contextmenu: (event) => event.preventDefault(),
      pointermove: () => this.showPointer(),
      fullscreenchange: () => this.full && !document.fullscreenElement && this.close(),
    };
    for (const [name, act] of Object.entries(this.listeners)) document.addEventListener(name, act, { capture: true, passive: false });
    this.observer = new ResizeObserver(() => this.timeline.resize());
    this.observer.observe(this.root);
  }

  build(theme) {
    this.root = element("div", "presenter");
    this.root.dataset.theme = theme;
    this.root.tabIndex = -1;
    this.root.setAttribute("role", "dialog");
    this.root.setAttribute("aria-modal", "true");
    this.root.setAttribute("aria-label", _("Presenting: {title}", { title: this.presentation.cover.title }));
    const top = element("div", "presenter-top");
    top.append(element("p", "presenter-briefing-title", this.presentation.cover.title), element("p", "presenter-classification", this.presentation.cover.classification));
    this.timeline = new PresenterTimeline(this.presentation);
    this.page = element("div", "presenter-page");
    this.page.tabIndex = 0;
    this.page.setAttribute("role", "region");
    this.page.setAttribute("aria-label", _("Current page"));
    this.more = element("p", "presenter-more", _("↓ more"));
    const foot = element("div", "presenter-foot");
    this.bar = element("div", "presenter-progress");
    this.count = element("p", "presenter-count");
    const back = button("presenter-switch", "‹", () => this.switchBy(-1));
    const on = button("presenter-switch", "›", () => this.switchBy(1));
    back.setAttribute("aria-label", _("Previous"));
    on.setAttribute("aria-label", _("Next"));
    const track = element("div", "presenter-track");
    track.append(this.bar);
    this.source = element("p", "presenter-source");
    foot.append(this.source, back, this.count, on);
    this.status = element("p", "presenter-status");
    this.status.setAttribute("role", "status");
    this.root.append(top, this.timeline.root, this.page, this.more, track, foot, this.status);
  }

  // Offer to start: browsers go to full screen only on somebody's own doing.
  offer(step, refused) {
    this.root.classList.add("presenter-waiting");
    const start = button("presenter-start", _("Start"), () => this.start(step));
    const back = button("presenter-back", _("Not now"), () => this.close());
    const card = element("article", "presenter-card");
    const steps = countSteps(this.presentation.pages.length);
    card.append(
      element("h2", "presenter-title", this.presentation.cover.title),
      element("p", "presenter-text", step ? _("{steps}, from step {number}", { steps, number: Math.min(step, this.last) }) : steps),
      element("p", "presenter-text", _("→ next · ← previous · B blank screen · T theme · number and Enter: go to step · Esc: exit")),
    );
    const choice = element("div", "presenter-choice");
    choice.append(start, back);
    card.append(choice);
    this.page.replaceChildren(card);
    this.root.dataset.kind = "cover";
    this.attach();
    start.focus();
    if (refused) this.announce(refused);
  }

  attach() {
    const page = document.getElementById("root");
    if (page) page.inert = true;
    if (!this.root.isConnected) document.body.append(this.root);
  }

  async start(step) {
    this.attach();
    try {
      await this.root.requestFullscreen({ navigationUI: "hide" });
      this.full = true;
    } catch {
      this.full = false; // a telephone has none: the window is filled instead
    }
    this.root.classList.remove("presenter-waiting");
    this.root.focus({ preventScroll: true });
    this.switchTo(Math.min(Math.max(step, 0), this.last), { instant: true });
    this.showPointer();
  }

  switchTo(number, options) {
    this.at = number;
    this.typed = "";
    const { kind, article, text, source, fit } = buildPage(this.presentation, number);
    this.root.dataset.kind = kind;
    this.page.replaceChildren(article);
    this.page.scrollTop = 0;
    fit?.(this.page);
    this.source.textContent = source ?? "";
    if (kind === "step") this.timeline.show(this.presentation.pages[number - 1], options);
    this.bar.style.width = `${(100 * number) / this.last}%`;
    const counted = { number, count: this.last };
    this.count.textContent = number ? _("{number} of {count}", counted) : countSteps(this.last - 1);
    this.announce(number ? _("{number} of {count}: {text}", { ...counted, text }) : text);
    this.updateMore();
  }

  switchBy(by) {
    const to = Math.min(Math.max(this.at + by, 0), this.last);
    if (to !== this.at) this.switchTo(to);
  }

  onKeydown(event) {
    event.stopImmediatePropagation();
    const known = event.ctrlKey || event.metaKey || event.altKey;
    if (known) return void ("+-=0".includes(event.key) && event.preventDefault());
    if (event.key === "Tab" || event.target.closest?.("button") && [" ", "Enter"].includes(event.key)) return;
    if (event.key === "Escape") return this.close();
    event.preventDefault();
    if (this.root.classList.contains("presenter-waiting")) return;
    if (this.root.classList.contains("presenter-blank")) return this.blank(false);
    this.act(event.key);
  }

  act(key) {
    const move = PAGE_KEYS[key];
    if (/^\d$/.test(key)) return this.type(key);
    if (key === "Enter" && this.typed) return this.jump(Number(this.typed));
    this.typed = "";
    if (move) this.switchBy(move === "first" ? -this.at : move === "last" ? this.last : move);
    else if (key === "b" || key === "B" || key === ".") this.blank(true);
    else if (key === "t" || key === "T") this.switchTheme();
    else if (key === "ArrowDown" || key === "ArrowUp") this.scroll(key === "ArrowDown" ? 1 : -1);
  }

  type(digit) {
    this.typed = (this.typed + digit).slice(-4);
    this.count.textContent = _("Press Enter to go to {number}", { number: this.typed });
  }

  jump(number) {
    if (number <= this.last) return this.switchTo(number);
    this.typed = "";
    const words = _n("There is only {count} page", "There are only {count} pages", this.last);
    this.count.textContent = words;
    this.announce(words);
  }

  blank(on) {
    this.root.classList.toggle("presenter-blank", on);
    this.announce(on ? _("Screen blank. Press any key to return.") : _("Screen restored."));
  }

  switchTheme() {
    this.root.dataset.theme = this.root.dataset.theme === "black" ? "paper" : "black";
    this.timeline.resize();
  }

  scroll(by) {
    this.page.scrollBy({ top: by * this.page.clientHeight * 0.7 });
    requestAnimationFrame(() => this.updateMore());
  }

  updateMore() {
    const { scrollTop, clientHeight, scrollHeight } = this.page;
    this.more.hidden = scrollTop + clientHeight >= scrollHeight - 4;
  }

  announce(text) {
    this.status.textContent = text;
  }

  showPointer() {
    clearTimeout(this.idle);
    this.root.classList.remove("presenter-idle");
    this.idle = setTimeout(() => this.root.classList.add("presenter-idle"), IDLE_DELAY);
  }

  close() {
    if (this.closed) return;
    this.closed = true;
    clearTimeout(this.idle);
    for (const [name, act] of Object.entries(this.listeners)) document.removeEventListener(name, act, { capture: true });
    this.observer.disconnect();
    this.timeline.dispose();
    if (document.fullscreenElement) document.exitFullscreen().catch(() => {});
    this.root.remove();
    const page = document.getElementById("root");
    if (page) page.inert = false;
    this.onClose();
  }
}
