// The hint under the pointer and the card of the offline page.

const hint = find("#hint");
const showHint = (text, x, y) => {
  hint.hidden = !text;
  hint.textContent = text;
  const left = Math.max(4, Math.min(x + 14, window.innerWidth - hint.offsetWidth - 8));
  const top = y + 18 + hint.offsetHeight > window.innerHeight ? y - hint.offsetHeight - 12 : y + 18;
  hint.style.transform = `translate(${left}px,${top}px)`;
};
const describe = (event) => [event.title, event.date, event.kind, ...event.doubts].filter(Boolean).join(" · ");

const card = find("#card");
let opener = null; // where the focus was
const open = (index) => {
  const event = events[index];
  if (!event) return;
  showHint("", 0, 0);
  if (card.hidden) opener = document.activeElement;
  current = index;
  const terms = [[_("Meeting type"), event.kind], [_("Level"), event.level], [_("Counterparts"), event.parties], [_("Participants"), event.people],
    [_("Place"), event.where], [_("Note"), event.note]];
  const list = document.createElement("dl");
  for (const [term, text] of terms) if (text) list.append(textElement("dt", term), textElement("dd", text));
  const cited = document.createElement("ul");
  for (const citation of event.citations) {
    const item = document.createElement("li");
    const line = textElement(citation.url ? "a" : "span", [citation.title, citation.locator].filter(Boolean).join(", "));
    if (citation.url) Object.assign(line, { href: citation.url, target: "_blank", rel: "noopener noreferrer" });
    item.append(line, citation.says ? ` (${citation.says})` : "");
    cited.append(item);
  }
  find("#details").replaceChildren(textElement("p", event.date), textElement("h3", event.title), ...event.doubts.map((doubt) => textElement("p", doubt, "doubt")),
    ...(event.summary ? [textElement("p", event.summary)] : []), list, textElement("h4", event.citations.length ? _n("Source", "Sources", event.citations.length) : _("No source is recorded.")), cited);
  card.hidden = false;
  find("#previous").disabled = !events[index - 1];
  find("#next").disabled = !events[index + 1];
  markCurrent();
  card.focus();
};
const close = () => {
  card.hidden = true;
  opener?.focus();
};
const step = (by) => {
  const order = [...events.keys()].filter((index) => symbols.some((each) => each.event === index && !each.element.classList.contains("out")));
  const next = order[Math.min(order.length - 1, Math.max(0, current < 0 ? 0 : order.indexOf(current) + by))];
  if (next === undefined) return;
  current = next;
  markCurrent();
  ring.scrollIntoView({ block: "nearest", inline: "center" });
  const box = ring.getBoundingClientRect();
  showHint(describe(events[current]), box.right, box.bottom);
  if (!card.hidden) open(current);
};
