// How the timeline shows that an answer takes its time: the old picture stays, dimmed a little.

const PATIENCE = 400; // milliseconds without an answer
const ASKED = "dt-asked"; // what the filters, in a component of their own, say when they have told something

class Busy {
  constructor(root) {
    this.root = root;
    this.heard = () => this.ask();
    document.addEventListener(ASKED, this.heard);
  }

  // Something was told to the server; the wait counts from the first that was not answered.
  ask() {
    this.root.dataset.pending = "";
    this.timer ??= setTimeout(() => this.show(true), PATIENCE);
  }

  // An answer is drawn. `pending`: the hand was faster, and another is on its way. `stale`: it was the last one again.
  answer(pending, stale) {
    clearTimeout(this.timer);
    this.timer = undefined;
    delete this.root.dataset.pending;
    this.show(false);
    this.root.classList.toggle("dt-stale", stale);
    document.documentElement.classList.toggle("dt-unanswered", stale);
    if (pending) this.ask();
  }

  show(busy) {
    this.root.classList.toggle("dt-busy", busy);
    this.root.setAttribute("aria-busy", String(busy));
  }

  leave() {
    clearTimeout(this.timer);
    document.removeEventListener(ASKED, this.heard);
    document.documentElement.classList.remove("dt-unanswered");
  }
}
