// Keyboard shortcuts, and the dialog that lists them.

const KEYS = [
  ["→  ←", "next and previous event"],
  ["Home  End", "first and last event of the selection"],
  ["+  −", "zoom in and out"],
  ["0", "all dates"],
  ["/", "search"],
  ["P", "present a briefing"],
  ["Esc", "close the card or a list"],
  ["?", "this list"],
];
const STEPS = { ArrowRight: "next", ArrowLeft: "previous", Home: "first", End: "last", Escape: "close" };
const ZOOMS = { "+": "closer", "=": "closer", "-": "wider", "−": "wider", 0: "all" };
const TYPING = "input, textarea, select, [contenteditable=true], [role=grid], [role=dialog] *, dialog, [data-testid=stDataFrame] *";

class Keyboard {
  constructor(root, act) {
    this.act = act; // { step(kind), zoom(kind) }
    this.dialog = root.querySelector(".timeline-keys");
    const rows = KEYS.map(([keys, description]) => {
      const row = element("tr", "");
      row.append(element("th", "", keys), element("td", "", description));
      row.firstChild.scope = "row";
      return row;
    });
    this.dialog.querySelector("tbody").replaceChildren(...rows);
    this.dialog.querySelector("button").onclick = () => this.dialog.close();
    this.onKeydown = (event) => this.handle(event);
    document.addEventListener("keydown", this.onKeydown);
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
