// What is chosen of all the filters, as words to press: each lets go of itself.

class Chips {
  constructor(list, act) {
    this.list = list;
    this.act = act; // { drop(key, codes), silence(), reset() }
  }

  draw(filters, text, chosenOf) {
    const chips = text.chosen ? [this.chip(`“${text.chosen}”`, `text: ${text.chosen}`, () => this.act.silence())] : [];
    for (const filter of filters) {
      const labels = new Map(filter.options);
      for (const code of chosenOf(filter.key)) {
        const name = labels.get(code) ?? code;
        const left = () => chosenOf(filter.key).filter((each) => each !== code);
        chips.push(this.chip(name, `${filter.label}: ${name}`, () => this.act.drop(filter.key, left())));
      }
    }
    if (chips.length > 1) chips.push(button("df-reset", "Clear all filters", () => this.act.reset()));
    this.list.replaceChildren(...chips.map((chip) => {
      const item = element("li", "");
      item.append(chip);
      return item;
    }));
  }

  chip(words, what, drop) {
    const chip = button("", `${words} ×`, drop);
    chip.setAttribute("aria-label", `Remove ${what}`);
    return chip;
  }
}
