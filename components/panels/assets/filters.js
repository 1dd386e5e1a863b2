// This file is the filters in the browser: options with live counts, what is chosen as chips, and nothing decided here.

const instances = new WeakMap();

function element(tag, className, text) {
  const made = document.createElement(tag);
  made.className = className;
  if (text !== undefined) made.textContent = text;
  return made;
}

class Filters {
  constructor(parent) {
    this.root = parent.querySelector(".df");
    this.row = this.root.querySelector(".df-row");
    this.chips = this.root.querySelector(".df-chips");
    this.sequence = 0;
    this.boxes = new Map();
    this.outside = (event) => !this.root.contains(event.target) && this.close();
    document.addEventListener("pointerdown", this.outside);
    this.root.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      const open = this.row.querySelector("details[open]");
      this.close();
      open?.querySelector("summary").focus();
    });
  }

  take(component) {
    this.trigger = component.setTriggerValue;
    const { filters, sequence } = component.data;
    // What was ticked since this answer was asked for stays ticked: an answer to that is on its way.
    const newest = sequence >= this.sequence;
    if (newest) this.sequence = sequence;
    for (const filter of filters) {
      if (!this.boxes.has(filter.key)) this.build(filter);
      this.fill(filter, newest);
    }
    this.drawChips(filters);
  }

  build(filter) {
    const box = element("details", "df-filter");
    box.name = "filters"; // only one is open at a time
    box.dataset.filter = filter.key;
    const summary = element("summary", "");
    summary.append(element("span", "df-label", filter.label));
    const search = element("input", "df-search");
    search.type = "search";
    search.placeholder = `Find in ${filter.label.toLowerCase()}`;
    search.setAttribute("aria-label", search.placeholder);
    search.oninput = () => this.narrow(box, search.value);
    const options = element("ul", "df-options");
    options.tabIndex = -1;
    const clear = element("button", "df-clear", "Clear");
    clear.type = "button";
    clear.onclick = () => this.choose(filter.key, []);
    const panel = element("div", "df-panel");
    panel.append(search, options, clear);
    box.append(summary, panel);
    box.ontoggle = () => {
      box.classList.toggle("df-right", box.getBoundingClientRect().left > window.innerWidth - 340);
      if (box.open) this.order(box);
      search.value = "";
      this.narrow(box, "");
    };
    this.row.append(box);
    this.boxes.set(filter.key, { box, options, chosen: [] });
  }

  fill(filter, newest) {
    const entry = this.boxes.get(filter.key);
    if (newest) entry.chosen = filter.chosen;
    entry.options.dataset.order = JSON.stringify(filter.options.map(([code]) => code));
    const rows = new Map([...entry.options.children].map((row) => [row.dataset.code, row]));
    for (const [code, label, certain, possible] of filter.options) {
      const row = rows.get(code) ?? this.option(filter.key, code, label, entry.options);
      const count = row.querySelector(".df-count");
      count.replaceChildren(certain.toLocaleString("en"));
      if (possible) count.append(element("i", "", ` +${possible.toLocaleString("en")} possibly`));
      row.firstChild.classList.toggle("df-none", !certain && !possible);
      row.querySelector("input").checked = entry.chosen.includes(code);
    }
    entry.box.classList.toggle("df-active", entry.chosen.length > 0);
    entry.box.querySelector(".df-label").textContent = entry.chosen.length ? `${filter.label} (${entry.chosen.length})` : filter.label;
    entry.box.querySelector(".df-clear").hidden = !entry.chosen.length;
    if (!entry.box.open) this.order(entry.box);
  }

  option(key, code, label, list) {
    const row = element("li", "");
    row.dataset.code = code;
    const line = element("label", "");
    const tick = element("input", "");
    tick.type = "checkbox";
    tick.onchange = () => {
      const { chosen } = this.boxes.get(key);
      this.choose(key, tick.checked ? [...chosen, code] : chosen.filter((each) => each !== code));
    };
    line.append(tick, element("span", "df-name", label), element("span", "df-count"));
    row.append(line);
    list.append(row);
    return row;
  }

  // Options are put in order when a list opens, never under somebody's hand.
  order(box) {
    const list = box.querySelector(".df-options");
    const rows = new Map([...list.children].map((row) => [row.dataset.code, row]));
    list.append(...JSON.parse(list.dataset.order).map((code) => rows.get(code)));
  }

  narrow(box, text) {
    const wanted = text.trim().toLowerCase();
    for (const row of box.querySelectorAll(".df-options li")) {
      row.hidden = !row.querySelector(".df-name").textContent.toLowerCase().includes(wanted);
    }
  }

  choose(key, codes) {
    const entry = this.boxes.get(key);
    entry.chosen = codes;
    for (const row of entry.options.children) row.querySelector("input").checked = codes.includes(row.dataset.code);
    this.sequence += 1;
    this.trigger("choice", { key, codes, sequence: this.sequence });
  }

  drawChips(filters) {
    const chips = [];
    for (const filter of filters) {
      const labels = new Map(filter.options);
      for (const code of this.boxes.get(filter.key).chosen) {
        const chip = element("button", "", `${labels.get(code) ?? code} ×`);
        chip.type = "button";
        chip.setAttribute("aria-label", `Remove ${filter.label}: ${labels.get(code) ?? code}`);
        chip.onclick = () => this.choose(filter.key, this.boxes.get(filter.key).chosen.filter((each) => each !== code));
        chips.push(chip);
      }
    }
    if (chips.length > 1) {
      const reset = element("button", "df-reset", "Clear all filters");
      reset.type = "button";
      reset.onclick = () => this.trigger("reset", ++this.sequence);
      chips.push(reset);
    }
    this.chips.replaceChildren(...chips.map((chip) => {
      const item = element("li", "");
      item.append(chip);
      return item;
    }));
  }

  close() {
    for (const { box } of this.boxes.values()) box.open = false;
  }

  leave() {
    document.removeEventListener("pointerdown", this.outside);
  }
}

export default function (component) {
  const parent = component.parentElement;
  if (!instances.has(parent)) instances.set(parent, new Filters(parent));
  const filters = instances.get(parent);
  filters.take(component);
  return () => {
    filters.leave();
    instances.delete(parent);
  };
}
