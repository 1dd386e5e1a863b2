// The chips of all that is chosen in the filters; a click on one removes it.

class Chips {
  constructor(list, act) {
    this.list = list;
    this.act = act; // { drop(key, codes), clearText(), reset() }
  }

  draw(filters, text, chosenOf) {
    const chips = text.chosen ? [this.chip(`“${text.chosen}”`, `text: ${text.chosen}`, () => this.act.clearText())] : [];
    for (const filter of filters) {
      const labels = new Map(filter.options);
      for (const code of chosenOf(filter.key)) {
        const name = labels.get(code) ?? code;
        const left = () => chosenOf(filter.key).filter((each) => each !== code);
        chips.push(this.chip(name, `${filter.label}: ${name}`, () => this.act.drop(filter.key, left())));
      }
    }
    if (chips.length > 1) chips.push(button("filters-reset", "Clear all filters", () => this.act.reset()));
    this.list.replaceChildren(...chips.map((chip) => {
      const item = element("li", "");
      item.append(chip);
      return item;
    }));
  }

  chip(text, name, drop) {
    const chip = button("", `${text} ×`, drop);
    chip.setAttribute("aria-label", `Remove ${name}`);
    return chip;
  }
}
