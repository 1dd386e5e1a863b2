// The pages of the presenter: the cover, a step, a break between sections, the sources at the end.

import { _ } from "../../messages/messages.js";
import { element } from "../dom.js";

export function buildPage(presentation, number) {
  const count = presentation.pages.length;
  if (number === 0) return buildCover(presentation.cover);
  if (number > count) return buildClosing(presentation.closing);
  const page = presentation.pages[number - 1];
  return page.viewport ? buildStep(page) : buildBreak(page);
}

function buildCover({ title, subtitle, date }) {
  const article = element("article", "presenter-card");
  article.append(element("h2", "presenter-title", title));
  if (subtitle) article.append(element("p", "presenter-when", subtitle));
  if (date) article.append(element("p", "presenter-quiet", date));
  return { kind: "cover", article, text: title };
}

function buildBreak({ heading, note, about }) {
  const article = element("article", "presenter-card");
  article.append(element("h2", "presenter-title", heading));
  for (const text of [about, note]) if (text) article.append(element("p", "presenter-text", text));
  return { kind: "break", article, text: heading };
}

function buildStep(page) {
  const article = element("article", "presenter-card");
  const head = element("header", "");
  if (page.kind) head.append(element("p", "presenter-quiet", page.kind));
  head.append(element("h2", "presenter-title", page.heading || page.title || ""));
  if (page.when) head.append(element("p", "presenter-when", page.when));
  const body = element("div", "presenter-body");
  const texts = element("div", "presenter-texts");
  if (page.note) texts.append(element("p", "presenter-note", page.note));
  if (page.about) texts.append(element("p", "presenter-text", page.about));
  const facts = element("dl", "presenter-facts");
  for (const [name, text] of page.facts) facts.append(element("dt", "", name), element("dd", "", text));
  body.append(...[texts, facts].filter((part) => part.childNodes.length));
  article.append(head, body);
  return { kind: "step", article, text: [page.heading || page.title, page.when].filter(Boolean).join(". "), source: page.source };
}

function buildClosing({ statement, sources, others }) {
  const article = element("article", "presenter-card");
  article.append(element("h2", "presenter-title", _("Sources and scope")), element("p", "presenter-text presenter-statement", statement.join(" ")));
  const list = element("ul", "presenter-sources");
  for (const [title, about] of sources) {
    const item = element("li", "", title);
    item.append(element("span", "presenter-quiet", ` ${about}`));
    list.append(item);
  }
  list.append(element("li", "presenter-quiet"));
  article.append(element("h3", "presenter-sources-heading", _("Sources")), list);
  return { kind: "closing", article, text: _("Sources and scope"), fit: (page) => fitSources(page, list, others) };
}

// Remove sources until the page has no overflow; the removed ones are counted.
function fitSources(page, list, others) {
  const items = [...list.children];
  const rest = items.pop();
  let left = others;
  const writeRest = () => { rest.textContent = left ? _("and {count} more", { count: left }) : ""; };
  for (writeRest(); page.scrollHeight > page.clientHeight && items.length > 1; writeRest()) {
    items.pop().remove();
    left += 1;
  }
}
