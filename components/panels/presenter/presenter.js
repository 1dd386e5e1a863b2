// The way into the room, and what the browser keeps of a briefing: the server may go away at any time.

const DRAFT = "diplomatic-timeline-briefing"; // of this tab, gone when it is closed
const presenters = new WeakMap();
let room = null; // it outlives the page's own elements

class Presenter {
  constructor(parent) {
    this.root = parent.querySelector(".dp");
    this.asked = () => this.ask();
    document.addEventListener("dt-present", this.asked);
  }

  take(component) {
    const { session, code, theme, stage, start, step } = component.data;
    this.theme = theme;
    this.tell = (name, value) => tellAlone(() => component.setTriggerValue(name, value));
    this.keep(session, code);
    if (stage) [this.stage, this.staged] = [stage, code];
    if (!start || start === this.started) return;
    this.started = start;
    this.open(step);
  }

  // A server that began anew knows of no briefing: what was in hand is given back to it, once.
  keep(session, code) {
    const anew = session !== this.session;
    this.session = session;
    this.code = code;
    try {
      const kept = window.sessionStorage.getItem(DRAFT);
      if (code) window.sessionStorage.setItem(DRAFT, code);
      else if (anew && kept) this.tell("draft", kept);
      else if (!anew) window.sessionStorage.removeItem(DRAFT);
    } catch {
      // a browser that keeps nothing: a briefing lives as long as its server then
    }
  }

  ask() {
    if (room) return;
    if (serverIsThere()) return this.tell("present", true);
    // What was presented before can be presented again without the server.
    if (this.stage && this.staged === this.code) return this.open(0);
    this.root.textContent = "The server can’t be reached just now; press P again once it is back.";
  }

  open(step) {
    if (room) return;
    this.root.textContent = "";
    const focused = document.activeElement;
    const black = this.theme === "dark";
    room = new Room(this.stage, black ? "black" : "paper", () => {
      room = null;
      if (serverIsThere()) this.tell("left", true);
      focused?.focus?.({ preventScroll: true });
    });
    if (navigator.userActivation?.isActive && !step) room.start(step);
    else room.offer(step);
  }

  leave() {
    document.removeEventListener("dt-present", this.asked);
  }
}

export default function (component) {
  const parent = component.parentElement;
  if (!presenters.has(parent)) presenters.set(parent, new Presenter(parent));
  const presenter = presenters.get(parent);
  presenter.take(component);
  return leaveWith(parent, presenters);
}
