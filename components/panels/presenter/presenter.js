// The presenter component: opens the full-screen presenter, and keeps the briefing in the browser's session storage.

import { _, speak } from "../../messages/messages.js";
import { disposeWith, isServerConnected, sendAlone, takePresenterAsked } from "../dom.js";
import { PresenterScreen } from "./presenter_screen.js";

const DRAFT = "diplomatic-timeline-briefing"; // of this tab, gone when it is closed
const presenters = new WeakMap();
let openScreen = null; // it outlives the page's own elements

class Presenter {
  constructor(parent) {
    this.root = parent.querySelector(".presenter-message");
    this.onOpen = () => this.request();
    document.addEventListener("open-presenter", this.onOpen);
  }

  update(component) {
    speak(component.data.messages);
    const { session, code, theme, presentation, start, step } = component.data;
    this.theme = theme;
    this.send = (name, value) => sendAlone(() => component.setTriggerValue(name, value));
    this.syncDraft(session, code);
    if (presentation) [this.presentation, this.presentedCode] = [presentation, code];
    if (takePresenterAsked()) this.request();
    if (!start || start === this.started) return;
    this.started = start;
    this.open(step);
  }

  // A server that began anew knows of no briefing: the one that the browser kept is sent back, once.
  syncDraft(session, code) {
    const anew = session !== this.session;
    this.session = session;
    this.code = code;
    try {
      const kept = window.sessionStorage.getItem(DRAFT);
      if (code) window.sessionStorage.setItem(DRAFT, code);
      else if (anew && kept) this.send("draft", kept);
      else if (!anew) window.sessionStorage.removeItem(DRAFT);
    } catch {
      // a browser that keeps nothing: a briefing lives as long as its server then
    }
  }

  request() {
    takePresenterAsked(); // this is its answer
    if (openScreen) return;
    if (isServerConnected()) return this.send("present", true);
    // What was presented before can be presented again without the server.
    if (this.presentation && this.presentedCode === this.code) return this.open(0);
    this.root.textContent = _("The server can't be reached. Wait a moment, then press P to try again.");
  }

  open(step) {
    if (openScreen) return;
    this.root.textContent = "";
    const focused = document.activeElement;
    const black = this.theme === "dark";
    openScreen = new PresenterScreen(this.presentation, black ? "black" : "paper", () => {
      openScreen = null;
      if (isServerConnected()) this.send("closed", true);
      focused?.focus?.({ preventScroll: true });
    });
    if (navigator.userActivation?.isActive && !step) openScreen.start(step);
    else openScreen.offer(step);
  }

  dispose() {
    document.removeEventListener("open-presenter", this.onOpen);
  }
}

export default function (component) {
  const parent = component.parentElement;
  if (!presenters.has(parent)) presenters.set(parent, new Presenter(parent));
  const presenter = presenters.get(parent);
  presenter.update(component);
  return disposeWith(parent, presenters);
}
