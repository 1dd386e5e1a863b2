// The chips of all that is chosen in the filters; a click on one removes it.

import { _ } from "../../messages/messages.js";
import { button, element } from "../dom.js";

export class Chips {
  constructor(list, act) {
    this.list = list;
    this.act = act; // { choose(key, codes), clearText(), reset() }
  }

  draw(filters, text, chosenOf, nameOf) {
    const chips = [];
    if (text.chosen) {
      const quoted = _("“{text}”", { text: text.chosen });
      chips.push(this.chip(quoted, _("Remove the search {text}", { text: quoted }), () => this.act.clearText()));
    }
    for (const filter of filters) {
      for (const code of chosenOf(filter.key)) {
        const name = nameOf(filter.key, code);
        const left = () => chosenOf(filter.key).filter((each) => each !== code);
        const remove = _("Remove {filter}: {choice}", { filter: filter.label, choice: name });
        chips.push(this.chip(name, remove, () => this.act.choose(filter.key, left())));
      }
    }
    if (chips.length > 1) chips.push(button("filters-reset", _("Clear all filters"), () => this.act.reset()));
    this.list.replaceChildren(...chips.map((chip) => {
      const item = element("li", "");
      item.append(chip);
      return item;
    }));
  }

  chip(text, name, remove) {
    const chip = button("", `${text} ×`, remove);
    chip.setAttribute("aria-label", name);
    return chip;
  }
}
