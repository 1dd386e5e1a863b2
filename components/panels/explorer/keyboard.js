// Keyboard shortcuts, and the dialog that lists them.

import { _ } from "../../messages/messages.js";
import { askToPresent, element } from "../dom.js";

// Called where the language is known.
const listKeys = () => [
  ["→  ←", _("Next and previous event")],
  [_("Home  End"), _("First and last event of the selection")],
  ["+  −", _("Zoom in and out")],
  ["0", _("All dates")],
  ["/", _("Search")],
  ["P", _("Present a briefing")],
  [_("Esc"), _("Close the event details or a list")],
  ["?", _("Show this list")],
];
const STEPS = { ArrowRight: "next", ArrowLeft: "previous", Home: "first", End: "last", Escape: "close" };
const ZOOMS = { "+": "closer", "=": "closer", "-": "wider", "−": "wider", 0: "all" };
const TYPING = "input, textarea, select, [contenteditable=true], [role=grid], [role=dialog] *, dialog, [data-testid=stDataFrame] *";

export class Keyboard {
  constructor(root, act) {
    this.act = act; // { step(kind), zoom(kind) }
    this.dialog = root.querySelector(".timeline-keys");
    this.dialog.querySelector("button").onclick = () => this.dialog.close();
    this.onKeydown = (event) => this.handle(event);
    document.addEventListener("keydown", this.onKeydown);
  }

  // List the keys, in the language of the page.
  draw() {
    const rows = listKeys().map(([keys, description]) => {
      const row = element("tr", "");
      row.append(element("th", "", keys), element("td", "", description));
      row.firstChild.scope = "row";
      return row;
    });
    this.dialog.querySelector("tbody").replaceChildren(...rows);
  }

  handle(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest?.(TYPING) || this.dialog.open) return;
    if (event.key === "?") this.dialog.showModal();
    else if (event.key === "/") document.querySelector(".filters-text")?.focus();
    else if (event.key === "p" || event.key === "P") askToPresent();
    else if (STEPS[event.key]) this.act.step(STEPS[event.key]);
    else if (ZOOMS[event.key]) this.act.zoom(ZOOMS[event.key]);
    else return;
    event.preventDefault();
  }

  dispose() {
    document.removeEventListener("keydown", this.onKeydown);
  }
}
