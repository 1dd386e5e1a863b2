// What scripts say, in the language of the page: its code for numbers, and by sentence its forms, that for one first.
let said = { language: "en", words: {} };

function speak(given) {
  if (given) said = given;
}

// Numbers among the values are written as the language does; give a year as text.
function fillIn(sentence, values) {
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => {
    const value = values[name];
    return value === undefined ? whole : typeof value === "number" ? value.toLocaleString(said.language) : value;
  });
}

function _(sentence, values = {}) {
  return fillIn(said.words[sentence]?.[0] ?? sentence, values);
}

function _n(one, many, count, values = {}) {
  const forms = said.words[one] ?? [one, many];
  const form = new Intl.PluralRules(said.language).select(count) === "one" ? forms[0] : forms.at(-1);
  return fillIn(form, { count, ...values });
}
