// What scripts say, in the language of the page: its code for numbers, and by sentence its forms by category of number.
export let said = { language: "en", words: {} };

export function speak(given) {
  if (given) said = given;
}

// Numbers among the values are written as the language does; give a year as text.
function fillIn(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === "number" ? value.toLocaleString(said.language) : value;
  });
}

export function _(sentence, values = {}) {
  return fillIn(said.words[sentence]?.other ?? sentence, values);
}

export function _n(one, many, count, values = {}) {
  const forms = said.words[one] ?? { one, other: many };
  return fillIn(forms[new Intl.PluralRules(said.language).select(count)] ?? forms.other, { count, ...values });
}
