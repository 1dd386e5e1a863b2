// The pending state of the timeline: while an answer takes long the old picture stays, dimmed a little.

const PENDING_DELAY = 400; // milliseconds without an answer
const REQUEST_SENT = "request-sent"; // the event of the filters, a component of their own, when they have sent something

class Pending {
  constructor(root) {
    this.root = root;
    this.onRequest = () => this.start();
    document.addEventListener(REQUEST_SENT, this.onRequest);
  }

  // Something was sent to the server; the wait counts from the first that was not answered.
  start() {
    this.root.dataset.pending = "";
    this.timer ??= setTimeout(() => this.show(true), PENDING_DELAY);
  }

  // An answer is drawn. `pending`: the gesture was faster, and another is on its way. `stale`: it was the last one again.
  finish(pending, stale) {
    clearTimeout(this.timer);
    this.timer = undefined;
    delete this.root.dataset.pending;
    this.show(false);
    this.root.classList.toggle("timeline-stale", stale);
    document.documentElement.classList.toggle("timeline-unanswered", stale);
    if (pending) this.start();
  }

  show(pending) {
    this.root.classList.toggle("timeline-pending", pending);
    this.root.setAttribute("aria-busy", String(pending));
  }

  dispose() {
    clearTimeout(this.timer);
    document.removeEventListener(REQUEST_SENT, this.onRequest);
    document.documentElement.classList.remove("timeline-unanswered");
  }
}
