// The events as text under the timeline: read from the server once they come into sight, and then with every answer.

import { _ } from "../../messages/messages.js";
import { button, element } from "../dom.js";

const AHEAD = "100px"; // of the screen's lower edge, from which on the lists count as in sight
const PARTS = { table: ".explorer-listing", undated: ".explorer-undated" };

export class Lists {
  constructor(root, act, ask) {
    this.act = act;
    this.ask = ask;
    this.places = Object.entries(PARTS).map(([part, place]) => [part, root.querySelector(place)]);
    this.inSight = false;
    this.isKnown = false; // whether what stands here is of the view that is on screen
    const scroller = root.closest("[data-testid=stMain]");
    this.observer = new IntersectionObserver(([seen]) => this.onSight(seen.isIntersecting), { root: scroller, rootMargin: AHEAD });
    for (const [, place] of this.places) place.addEventListener("click", (event) => this.onClick(event));
  }

  sayWords() {
    this.places[0][1].setAttribute("aria-label", _("Events in this period"));
    this.places[1][1].setAttribute("aria-label", _("Events without a date"));
  }

  onSight(inSight) {
    this.inSight = inSight;
    this.askInSight();
  }

  // Ask for the lists of the view that is on screen, where somebody sees them and they are of another; tell whether.
  askInSight() {
    if (!this.inSight || this.isKnown) return false;
    this.ask(this.undated ? Object.keys(PARTS) : ["table"]);
    return true;
  }

  onClick(event) {
    const chosen = event.target.closest("[data-event], [data-row]");
    if (!chosen || event.target.closest("a")) return;
    this.act({ type: "event", event: chosen.dataset.event ?? chosen.dataset.row });
  }

  draw(answer) {
    if (answer.timeline && answer.table === undefined && !isSameView(this.view, answer)) this.isKnown = false;
    if (answer.timeline) this.undated = answer.timeline.totals.undated;
    if (answer.table !== undefined) {
      this.isKnown = true;
      this.view = answer;
    }
    for (const [part, place] of this.places) {
      const given = part === "undated" && !this.undated ? null : answer[part];
      if (given === undefined) continue;
      const holder = element("div", "listing-holder");
      holder.innerHTML = given?.html ?? "";
      holder.tabIndex = 0; // it scrolls
      place.replaceChildren(...(given ? [holder, ...drawPages(given.pages, this.act)] : []));
    }
    if (answer.timeline) this.observer.observe(this.places[0][1]); // before, all would be in sight
    for (const row of this.places[0][1].querySelectorAll("tr[data-row]")) row.classList.toggle("listing-chosen", row.dataset.row === answer.request.event);
  }

  dispose() {
    this.observer.disconnect();
  }
}

// Whether two answers hold the same events: whatever else differs.
function isSameView(one, other) {
  const of = ({ request: { choices, window: period, scheme } }) => JSON.stringify([choices, period, scheme]);
  return Boolean(one) && of(one) === of(other);
}

// What turns the pages of a list of more than one.
export function drawPages(pages, act) {
  if (!pages) return [];
  const turn = (words, first) => {
    const made = button("side-button", words, () => act({ type: "page", name: pages.name, first }));
    made.disabled = first === null;
    return made;
  };
  const bar = element("div", "listing-pages");
  bar.append(turn(_("Previous page"), pages.previous), element("p", "quiet", pages.words), turn(_("Next page"), pages.following));
  return [bar];
}
