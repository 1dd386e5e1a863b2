// The pending state of the timeline: while an answer takes long the old picture stays, dimmed a little.

import { _ } from "../../messages/messages.js";

const PENDING_DELAY = 400; // milliseconds without an answer
const SAID_DELAY = 1000; // and until it is said

export class Pending {
  constructor(root, status) {
    this.root = root;
    this.status = status;
    this.isAway = false;
  }

  // Something was asked for; the wait counts from the first that was not answered.
  start() {
    this.root.dataset.pending = "";
    this.timer ??= setTimeout(() => this.show(true), PENDING_DELAY);
    this.sayTimer ??= setTimeout(() => this.say(_("Still working …")), SAID_DELAY);
  }

  // An answer is drawn; or there is none, and what is on screen is not what was asked for.
  finish(isStale = false) {
    clearTimeout(this.timer);
    clearTimeout(this.sayTimer);
    this.timer = this.sayTimer = undefined;
    delete this.root.dataset.pending;
    this.show(false);
    this.say("");
    this.root.classList.toggle("timeline-stale", isStale);
    document.documentElement.classList.toggle("timeline-unanswered", isStale);
  }

  // The server can't be reached, or can be again.
  setAway(isAway) {
    this.isAway = isAway;
    this.say("");
  }

  say(words) {
    this.status.textContent = this.isAway ? _("No connection to the server. What is on screen stays; the page keeps trying.") : words;
  }

  show(pending) {
    this.root.classList.toggle("timeline-pending", pending);
    this.root.setAttribute("aria-busy", String(pending));
  }

  dispose() {
    clearTimeout(this.timer);
    clearTimeout(this.sayTimer);
    document.documentElement.classList.remove("timeline-unanswered");
  }
}
