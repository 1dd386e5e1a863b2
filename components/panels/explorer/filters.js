// The filters component: options with live counts, what is chosen as chips, and a search that is debounced.

const SEARCH_DEBOUNCE = 300; // milliseconds after the last character before a search is sent
const instances = new WeakMap();

class Filters {
  constructor(parent) {
    this.root = parent.querySelector(".filters");
    preventFading(this.root);
    this.row = this.root.querySelector(".filters-row");
    this.chips = new Chips(this.root.querySelector(".filters-chips"), {
      choose: (key, codes) => this.choose(key, codes),
      clearText: () => {
        this.text.value = "";
        this.search();
      },
      reset: () => this.reset(),
    });
    this.sequence = 0;
    this.answered = 0;
    this.boxes = new Map();
    this.onPointerdown = (event) => !this.root.contains(event.target) && this.close();
    document.addEventListener("pointerdown", this.onPointerdown);
    this.toggle = this.root.querySelector(".filters-toggle"); // shown on a narrow screen
    this.toggle.onclick = () => this.toggle.setAttribute("aria-expanded", this.root.classList.toggle("filters-unfolded"));
    this.text = this.root.querySelector(".filters-text");
    this.text.oninput = () => {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.search(), SEARCH_DEBOUNCE);
    };
    this.root.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      const open = this.row.querySelector("details[open]");
      if (event.target === this.text) this.text.blur();
      else if (!open) return;
      event.preventDefault();
      this.close();
      open?.querySelector("summary").focus();
    });
  }

  update(component) {
    this.trigger = (name, value) => {
      document.dispatchEvent(new Event(REQUEST_SENT));
      component.setTriggerValue(name, value);
    };
    const { filters, text, sequence, session } = component.data;
    const spoken = JSON.stringify(component.data.messages);
    if (spoken !== this.spoken) this.sayWords();
    const restarted = session !== this.session; // the server began anew, and with it the numbers
    const lost = restarted && this.session !== undefined && this.sequence > this.answered; // sent to one that is gone
    if (restarted) this.sequence = 0;
    this.session = session;
    this.answered = sequence;
    // What was ticked since this answer was requested stays ticked: an answer to that is on its way.
    const rebuilt = this.rebuild(filters, spoken);
    this.spoken = spoken;
    const newest = rebuilt || (!lost && sequence >= this.sequence);
    this.sequence = Math.max(this.sequence, sequence);
    for (const filter of filters) {
      if (!this.boxes.has(filter.key)) this.build(filter);
      this.fill(filter, newest);
    }
    if (newest && document.activeElement !== this.text) this.text.value = text.chosen;
    this.chips.draw(filters, text, (key) => this.boxes.get(key).chosen);
    const active = filters.filter(({ key }) => this.boxes.get(key).chosen.length).length;
    this.toggle.textContent = active ? _("Filters ({count})", { count: active }) : _("Filters");
    if (lost && !rebuilt) this.send();
  }

  // What filters.html has no words for, since it has no language.
  sayWords() {
    this.root.setAttribute("aria-label", _("Filters"));
    this.chips.list.setAttribute("aria-label", _("Selected filters"));
    this.text.placeholder = _("Search titles, people …");
    this.text.setAttribute("aria-label", _("Search titles, people, places"));
  }

  // Another table or language has other filters or names: then all are built anew, and this returns true.
  rebuild(filters, spoken) {
    const kinds = JSON.stringify(filters.map(({ key, label, many }) => [key, label, many]));
    if (kinds === this.kinds && spoken === this.spoken) return false;
    this.kinds = kinds;
    for (const { box } of this.boxes.values()) box.remove();
    this.boxes.clear();
    return true;
  }

  search() {
    clearTimeout(this.timer);
    this.send();
  }

  build(filter) {
    const box = element("details", "filters-facet");
    box.name = "filters"; // only one is open at a time
    box.dataset.filter = filter.key;
    const summary = element("summary", "");
    summary.append(element("span", "filters-label", filter.label));
    const search = element("input", "filters-search");
    search.type = "search";
    search.placeholder = _("Search {filter}", { filter: filter.label });
    search.setAttribute("aria-label", search.placeholder);
    search.oninput = () => {
      this.narrow(box, search.value);
      this.sayMore(filter.key, true);
      clearTimeout(this.finding);
      this.finding = setTimeout(() => this.find(filter.key, search.value), SEARCH_DEBOUNCE);
    };
    const options = element("ul", "filters-options");
    options.tabIndex = -1;
    const clear = button("filters-clear", _("Clear"), () => this.choose(filter.key, []));
    const modes = element("div", "filters-modes");
    const every = this.mode(_("Match all selected"), () => this.choose(filter.key, this.boxes.get(filter.key).chosen));
    const grey = this.mode(_("Dim the rest instead of hiding it"), () => this.choose(filter.key, this.boxes.get(filter.key).chosen));
    every.parentElement.hidden = !filter.many;
    modes.append(every.parentElement, grey.parentElement, clear);
    const more = element("p", "filters-more");
    const panel = element("div", "filters-panel");
    panel.append(search, options, more, modes);
    box.append(summary, panel);
    box.ontoggle = () => {
      box.classList.toggle("filters-right", box.getBoundingClientRect().left > window.innerWidth - 340);
      if (box.open) this.order(box);
      search.value = "";
      this.narrow(box, "");
      this.sayMore(filter.key);
    };
    this.row.append(box);
    this.boxes.set(filter.key, { box, options, every, grey, more, chosen: [], unlisted: 0, sought: false });
  }

  // Of very many options the server lists those with most events, and those that are looked for, until no more are.
  find(key, text) {
    const entry = this.boxes.get(key);
    if (!entry.sought && !(entry.unlisted && text.trim())) return;
    entry.sought = text.trim() !== "";
    this.trigger("find", { key, text });
  }

  mode(text, act) {
    const line = element("label", "filters-mode");
    const tick = element("input", "");
    tick.type = "checkbox";
    tick.onchange = act;
    line.append(tick, text);
    return tick;
  }

  fill(filter, newest) {
    const entry = this.boxes.get(filter.key);
    if (newest) {
      entry.chosen = filter.chosen;
      if (filter.chosen.length) [entry.every.checked, entry.grey.checked] = [filter.every, filter.grey];
    }
    entry.options.dataset.order = JSON.stringify(filter.options.map(([code]) => code));
    entry.unlisted = filter.unlisted;
    const rows = new Map([...entry.options.children].map((row) => [row.dataset.code, row]));
    const listed = new Set(filter.options.map(([code]) => code));
    for (const [code, row] of rows) if (!listed.has(code)) row.remove();
    for (const [code, label, certain, uncertain, possible, other] of filter.options) {
      const row = rows.get(code) ?? this.option(filter.key, code, label, entry.options);
      row.dataset.spellings = fold(`${label} ${other}`);
      const count = row.querySelector(".filters-count");
      count.replaceChildren(certain.toLocaleString(said.language));
      if (possible) count.append(" ", element("i", "", _("+{count} possibly", { count: possible })));
      if (uncertain) count.append(" ", element("i", "", _("+{count} uncertain", { count: uncertain })));
      row.firstChild.classList.toggle("filters-none", !certain && !possible && !uncertain);
      row.querySelector("input").checked = entry.chosen.includes(code);
    }
    entry.box.classList.toggle("filters-active", entry.chosen.length > 0);
    entry.box.querySelector(".filters-label").textContent = entry.chosen.length ? _("{filter} ({count})", { filter: filter.label, count: entry.chosen.length }) : filter.label;
    entry.box.querySelector(".filters-clear").hidden = !entry.chosen.length;
    if (!entry.box.open) this.order(entry.box);
    else this.narrow(entry.box, entry.box.querySelector(".filters-search").value);
    this.sayMore(filter.key);
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
    line.append(tick, element("span", "filters-name", label), element("span", "filters-count"));
    row.append(line);
    list.append(row);
    return row;
  }

  // Options are put in order when a list opens, never while somebody is in it.
  order(box) {
    const list = box.querySelector(".filters-options");
    const rows = new Map([...list.children].map((row) => [row.dataset.code, row]));
    list.append(...JSON.parse(list.dataset.order).map((code) => rows.get(code)));
  }

  narrow(box, text) {
    const wanted = fold(text);
    for (const row of box.querySelectorAll(".filters-options li")) row.hidden = !row.dataset.spellings.includes(wanted);
  }

  // Below the options: how many are not listed, or that none is what is looked for, unless the server may still find one.
  sayMore(key, isTyping = false) {
    if (!this.boxes.has(key)) return; // a list that closes since its table is gone
    const { box, more, options, unlisted } = this.boxes.get(key);
    const text = box.querySelector(".filters-search").value.trim();
    const none = text && ![...options.children].some((row) => !row.hidden) && !(isTyping && unlisted);
    if (none) more.textContent = _("Nothing matches “{text}”.", { text });
    else more.textContent = unlisted && !text ? _n("{count} more: type to search", "{count} more: type to search", unlisted) : "";
  }

  choose(key, codes) {
    const entry = this.boxes.get(key);
    entry.chosen = codes;
    for (const row of entry.options.children) row.querySelector("input").checked = codes.includes(row.dataset.code);
    this.send();
  }

  // All that is chosen is sent at once: of two reports before an answer only the last one arrives.
  send() {
    const text = this.text.value.trim();
    const facets = [...this.boxes].map(([key, { chosen, every, grey }]) => [key, chosen, every.checked, grey.checked]);
    const choices = [...facets, ["text", text ? [text] : [], false, false]].filter(([, codes]) => codes.length);
    this.sequence += 1;
    this.trigger("choices", { choices, sequence: this.sequence });
  }

  reset() {
    this.text.value = "";
    for (const { chosen, options } of this.boxes.values()) {
      chosen.length = 0;
      for (const tick of options.querySelectorAll("input")) tick.checked = false;
    }
    this.send();
  }

  close() {
    for (const { box } of this.boxes.values()) box.open = false;
  }

  dispose() {
    clearTimeout(this.timer);
    document.removeEventListener("pointerdown", this.onPointerdown);
  }
}

export default function (component) {
  const parent = component.parentElement;
  if (!instances.has(parent)) instances.set(parent, new Filters(parent));
  const filters = instances.get(parent);
  speak(component.data.messages);
  filters.update(component);
  return disposeWith(parent, instances);
}
