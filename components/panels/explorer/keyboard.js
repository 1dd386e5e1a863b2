// The keyboard: what each key does, and the list of them.

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

class Keys {
  constructor(root, act) {
    this.act = act; // { step(kind), zoom(kind) }
    this.dialog = root.querySelector(".dt-keys");
    const rows = KEYS.map(([keys, words]) => {
      const row = element("tr", "");
      row.append(element("th", "", keys), element("td", "", words));
      row.firstChild.scope = "row";
      return row;
    });
    this.dialog.querySelector("tbody").replaceChildren(...rows);
    this.dialog.querySelector("button").onclick = () => this.dialog.close();
    this.pressed = (event) => this.press(event);
    document.addEventListener("keydown", this.pressed);
  }

  press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (event.target.closest?.(TYPING) || this.dialog.open) return;
    if (event.key === "?") this.dialog.showModal();
    else if (event.key === "/") document.querySelector(".df-text")?.focus();
    else if (event.key === "p" || event.key === "P") document.dispatchEvent(new CustomEvent("dt-present"));
    else if (STEPS[event.key]) this.act.step(STEPS[event.key]);
    else if (ZOOMS[event.key]) this.act.zoom(ZOOMS[event.key]);
    else return;
    event.preventDefault();
  }

  leave() {
    document.removeEventListener("keydown", this.pressed);
  }
}
