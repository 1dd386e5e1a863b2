// The filters: options with live counts, what is chosen as chips, and a search that is debounced.

import { _, _n, said } from "../../messages/messages.js";
import { button, element, fold } from "../dom.js";
import { Chips } from "./chips.js";
import { chosenOf } from "./view_state.js";

const TEXT = "text"; // the key of the search
const SEARCH_DEBOUNCE = 300; // milliseconds after the last character before a search is sent

export class Filters {
  // act: takes what is chosen. ask: asks for the counts.
  constructor(root, act, ask) {
    this.root = root;
    this.act = act;
    this.ask = ask;
    this.row = this.root.querySelector(".filters-row");
    this.chips = new Chips(this.root.querySelector(".filters-chips"), {
      choose: (key, codes) => this.choose(key, codes),
      clearText: () => {
        this.text.value = "";
        this.search();
      },
      reset: () => this.act({ type: "clear" }),
    });
    this.given = [];
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

  // Draw the filters of an answer with their counts; what is chosen is said by the request, which may be newer.
  draw({ filters }, request) {
    this.given = filters;
    this.isKnown = true;
    this.rebuild(filters);
    for (const filter of filters) {
      const isNew = !this.boxes.has(filter.key);
      if (isNew) this.build(filter);
      const entry = this.boxes.get(filter.key);
      entry.given = filter;
      if (isNew || entry.box.open) this.fill(entry); // the others once they are opened
    }
    this.show(request);
  }

  // Another view is shown: the counts are of none any more, and are read again once somebody looks at them.
  forget() {
    this.isKnown = false;
  }

  get isOpen() {
    return [...this.boxes.values()].some(({ box }) => box.open);
  }

  // The parts to be asked for with a view.
  wanted() {
    return this.isOpen || !this.given.length ? ["filters"] : [];
  }

  // Show what is chosen: at once, while the counts are on their way.
  show(request, names) {
    if (names) this.names = names;
    if (!request || !this.given.length) return;
    for (const filter of this.given) this.tick(filter, chosenOf(request, filter.key));
    const text = chosenOf(request, TEXT).codes.join(" ");
    if (document.activeElement !== this.text) this.text.value = text;
    this.chips.draw(this.given, { chosen: text }, (key) => this.boxes.get(key).chosen, (key, code) => this.nameOf(key, code));
    const active = this.given.filter(({ key }) => this.boxes.get(key).chosen.length).length;
    this.toggle.textContent = active ? _("Filters ({count})", { count: active }) : _("Filters");
  }

  // What a code is called: as the answer says, else as its row does.
  nameOf(key, code) {
    const row = this.boxes.get(key).options.querySelector(`[data-code="${CSS.escape(code)}"] .filters-name`);
    return this.names?.[key]?.[code] ?? row?.textContent ?? code;
  }

  // What explorer.html has no words for, since it has no language.
  sayWords() {
    this.kinds = null; // all are built anew
    this.toggle.textContent = _("Filters");
    this.root.setAttribute("aria-label", _("Filters"));
    this.chips.list.setAttribute("aria-label", _("Selected filters"));
    this.text.placeholder = _("Search titles, people …");
    this.text.setAttribute("aria-label", _("Search titles, people, places"));
  }

  // Another table or language has other filters or names: then all are built anew.
  rebuild(filters) {
    const kinds = JSON.stringify(filters.map(({ key, label, many }) => [key, label, many]));
    if (kinds === this.kinds) return;
    this.kinds = kinds;
    for (const { box } of this.boxes.values()) box.remove();
    this.boxes.clear();
  }

  search() {
    clearTimeout(this.timer);
    const text = this.text.value.trim();
    this.act({ type: "choose", key: TEXT, codes: text ? [text] : [] });
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
      const entry = this.boxes.get(filter.key);
      if (box.open && entry && entry.given !== entry.filled) {
        this.fill(entry);
        this.tick(entry.given, { codes: entry.chosen, every: entry.every.checked, grey: entry.grey.checked });
      }
      if (box.open && !this.isKnown) this.ask(["filters"]);
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
    this.act({ type: "find", key, text });
  }

  mode(text, act) {
    const line = element("label", "filters-mode");
    const tick = element("input", "");
    tick.type = "checkbox";
    tick.onchange = act;
    line.append(tick, text);
    return tick;
  }

  fill(entry) {
    const filter = entry.given;
    entry.filled = filter;
    entry.isTicked = null; // its rows may be others
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
    }
    if (!entry.box.open) this.order(entry.box);
    else this.narrow(entry.box, entry.box.querySelector(".filters-search").value);
    this.sayMore(filter.key);
  }

  tick(filter, { codes, every, grey }) {
    const entry = this.boxes.get(filter.key);
    const isTicked = JSON.stringify([codes, every, grey]);
    if (isTicked === entry.isTicked) return;
    entry.isTicked = isTicked;
    entry.chosen = codes;
    if (codes.length) [entry.every.checked, entry.grey.checked] = [every, grey];
    for (const row of entry.options.children) row.querySelector("input").checked = codes.includes(row.dataset.code);
    entry.box.classList.toggle("filters-active", codes.length > 0);
    entry.box.querySelector(".filters-label").textContent = codes.length ? _("{filter} ({count})", { filter: filter.label, count: codes.length }) : filter.label;
    entry.box.querySelector(".filters-clear").hidden = !codes.length;
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
    const { every, grey } = this.boxes.get(key);
    this.act({ type: "choose", key, codes, every: every.checked, grey: grey.checked });
  }

  close() {
    for (const { box } of this.boxes.values()) box.open = false;
  }

  dispose() {
    clearTimeout(this.timer);
    document.removeEventListener("pointerdown", this.onPointerdown);
  }
}
