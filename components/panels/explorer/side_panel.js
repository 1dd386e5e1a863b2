// The panel beside the timeline: the card of an event or the events of a cell, with a scroll of its own. Where there is no
// room beside, it lies over the lower part of the screen, and what was tapped is kept above it.

import { _ } from "../../messages/messages.js";
import { button, element } from "../dom.js";
import { drawPages } from "./lists.js";

const ROOM = 1200; // pixels of the page from which on the panel has room of its own; the same in explorer.css
const HERE = "\0"; // in the server's texts, where the page's address goes

export class SidePanel {
  constructor(root, act) {
    this.root = root;
    this.act = act;
    this.card = root.querySelector(".side-card");
    this.legendPlace = root.querySelector(".side-legend");
    this.legend = root.parentElement.querySelector(".timeline-legend");
    this.beside = window.matchMedia(`(min-width: ${ROOM}px)`);
    this.onRoom = () => this.placeLegend();
    this.beside.addEventListener("change", this.onRoom);
    this.placeLegend();
    root.addEventListener("click", (event) => {
      const chosen = event.target.closest("[data-event]");
      if (chosen) act({ type: "event", event: chosen.dataset.event });
    });
  }

  sayWords() {
    this.root.setAttribute("aria-label", _("Details"));
  }

  // The legend stands in the panel where that has room of its own, else above the lanes.
  placeLegend() {
    const timeline = this.root.parentElement.querySelector(".timeline");
    if (this.beside.matches) this.legendPlace.append(this.legend);
    else timeline.insertBefore(this.legend, timeline.querySelector(".timeline-body"));
  }

  draw({ card, list }, request) {
    const { event, listed } = request;
    if (event && card !== undefined) this.show(`event ${event}`, card ? this.drawCard(card) : []);
    else if (!event && listed && list !== undefined) this.show(`list ${listed}`, list ? this.drawList(list) : []);
    else if (!event && !listed) this.show("", []);
  }

  show(what, nodes) {
    const focused = this.card.contains(document.activeElement) && document.activeElement.dataset.act;
    const isOther = what !== this.shown;
    this.shown = what;
    this.card.hidden = !nodes.length;
    this.card.replaceChildren(...nodes);
    this.root.classList.toggle("side-open", nodes.length > 0);
    if (isOther) this.card.scrollTop = this.root.scrollTop = 0;
    if (focused) (this.card.querySelector(`[data-act=${focused}]:not(:disabled)`) ?? this.card).focus({ preventScroll: true });
  }

  button(name, words, act, isOn = true) {
    const made = button("side-button", words, () => this.act(act));
    made.dataset.act = name;
    made.disabled = !isOn;
    return made;
  }

  drawCard({ html, previous, following, place, citation, correction }) {
    const steps = element("div", "side-steps");
    steps.append(
      this.button("previous", _("Previous"), { type: "event", event: previous }, Boolean(previous)),
      this.button("next", _("Next"), { type: "event", event: following }, Boolean(following)),
      element("p", "quiet", place),
      this.button("close", _("Close"), { type: "event", event: "" }),
    );
    const article = element("div", "side-event");
    article.innerHTML = html;
    return [steps, article, copyable(_("Cite this event"), citation), copyable(_("Report a correction"), correction)];
  }

  drawList({ html, pages }) {
    const steps = element("div", "side-steps");
    steps.append(this.button("close", _("Close"), { type: "close" }));
    const events = element("div", "side-list");
    events.innerHTML = html;
    return [steps, events, ...drawPages(pages, this.act)];
  }

  // Scroll so far that a mark stands above the panel where it lies over the timeline.
  keepInSight(mark) {
    if (!mark || this.beside.matches || this.card.hidden) return;
    const { top } = this.root.getBoundingClientRect();
    const box = mark.getBoundingClientRect();
    if (box.bottom > top - 12) document.querySelector("[data-testid=stMain]")?.scrollBy(0, box.bottom - top + 60);
  }

  dispose() {
    this.beside.removeEventListener("change", this.onRoom);
  }
}

function copyable(title, text) {
  const details = element("details", "side-copy");
  const filled = text.replaceAll(HERE, window.location.origin + window.location.pathname);
  const shown = element("pre", "", filled);
  shown.tabIndex = 0;
  const copy = button("side-button", _("Copy"), async () => {
    await navigator.clipboard?.writeText(filled);
    copy.textContent = _("Copied");
  });
  copy.hidden = !navigator.clipboard;
  details.append(element("summary", "", title), shown, copy);
  return details;
}
