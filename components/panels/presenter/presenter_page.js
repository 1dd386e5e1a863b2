// One page in the room in words: the cover, a step, a break between sections, the sources at the end.

function roomPage(stage, number) {
  const count = stage.pages.length;
  if (number === 0) return roomCover(stage.cover);
  if (number > count) return roomClosing(stage.closing);
  const page = stage.pages[number - 1];
  return page.camera ? roomStep(page) : roomBreak(page);
}

function roomCover({ title, subtitle, date }) {
  const made = element("article", "dr-card");
  made.append(element("h2", "dr-title", title));
  if (subtitle) made.append(element("p", "dr-when", subtitle));
  if (date) made.append(element("p", "dr-quiet", date));
  return { kind: "cover", made, words: title };
}

function roomBreak({ heading, note, about }) {
  const made = element("article", "dr-card");
  made.append(element("h2", "dr-title", heading));
  for (const text of [about, note]) if (text) made.append(element("p", "dr-text", text));
  return { kind: "break", made, words: heading };
}

function roomStep(page) {
  const made = element("article", "dr-card");
  const head = element("header", "");
  if (page.kind) head.append(element("p", "dr-quiet", page.kind));
  head.append(element("h2", "dr-title", page.heading || page.title || ""));
  if (page.when) head.append(element("p", "dr-when", page.when));
  const body = element("div", "dr-body");
  const said = element("div", "dr-said");
  if (page.note) said.append(element("p", "dr-note", page.note));
  if (page.about) said.append(element("p", "dr-text", page.about));
  const facts = element("dl", "dr-facts");
  for (const [words, text] of page.facts) facts.append(element("dt", "", words), element("dd", "", text));
  body.append(...[said, facts].filter((part) => part.childNodes.length));
  made.append(head, body);
  return { kind: "step", made, words: [page.heading || page.title, page.when].filter(Boolean).join(". "), source: page.source };
}

function roomClosing({ statement, sources, others }) {
  const made = element("article", "dr-card");
  made.append(element("h2", "dr-title", "What this rests on"), element("p", "dr-text dr-statement", statement.join(" ")));
  const list = element("ul", "dr-sources");
  for (const [title, about] of sources) {
    const item = element("li", "", title);
    item.append(element("span", "dr-quiet", ` ${about}`));
    list.append(item);
  }
  list.append(element("li", "dr-quiet"));
  made.append(element("h3", "dr-sources-of", "Sources"), list);
  return { kind: "closing", made, words: "What this rests on, and sources", fit: (page) => roomFit(page, list, others) };
}

// As many sources as find room; the others are counted.
function roomFit(page, list, others) {
  const items = [...list.children];
  const rest = items.pop();
  let left = others;
  const say = () => { rest.textContent = left ? `and ${left.toLocaleString("en")} more` : ""; };
  for (say(); page.scrollHeight > page.clientHeight && items.length > 1; say()) {
    items.pop().remove();
    left += 1;
  }
}
