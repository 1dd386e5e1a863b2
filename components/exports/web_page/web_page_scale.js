// The scale of the offline page: what is drawn follows it, and labels are written where they fit.

const SYMBOL = 5.5; // pixels: half of one
const GAP = 5; // between a mark and its label
const AIR = 8; // between one label or mark and the next in its row
const STEP = Math.SQRT2;
const find = (selector) => document.querySelector(selector);
const all = (selector) => [...document.querySelectorAll(selector)];
const readJson = (name) => JSON.parse(document.getElementById(name).textContent);
const svgElement = (tag, attributes) => {
  const made = document.createElementNS("http://www.w3.org/2000/svg", tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  return made;
};
const textElement = (tag, text, kind) => {
  const made = document.createElement(tag);
  made.textContent = text;
  if (kind) made.className = kind;
  made.dir = "auto";
  return made;
};

// A page in English has no words of its own
if (document.getElementById("messages")) speak(readJson("messages"));

const events = readJson("events");
const levels = readJson("levels");
const scroller = find(".scroller");
const board = find(".board");
const plots = all(".plot");
const axis = find(".axis");
const WIDTH = Number(axis.getAttribute("width"));
const number = (element, name) => Number(element.getAttribute(name));
const measure = document.createElement("canvas").getContext("2d");
const labels = all(".plot .labels text").map((element) => ({
  element,
  text: element.textContent,
  full: events[element.dataset.event]?.title ?? element.textContent,
  width: number(element, "textLength") || 0,
  row: `${plots.indexOf(element.ownerSVGElement)} ${element.getAttribute("y")}`,
  side: element.dataset.side,
  keep: element.dataset.keep,
  ...Object.fromEntries(["at", "left", "right", "off"].map((name) => [name, Number(element.dataset[name])])),
}));
const boxes = all(".plot rect").map((element) => [element, number(element, "x"), number(element, "width")]);
const counts = all(".plot .strips text").map((element) => [element, number(element, "x")]);
const symbols = all(".plot .symbols path").map((element) => {
  const [, y] = element.getAttribute("transform").match(/-?[\d.]+/g).map(Number);
  return { element, at: Number(element.dataset.at), keep: element.dataset.left, y, event: Number(element.dataset.event) };
});
const ring = svgElement("circle", { class: "ring", r: 10 });

const grids = all(".plot .grid");
for (const lines of grids) lines.dataset.stroke = lines.querySelector("line")?.getAttribute("stroke") ?? "";

let scale = 1;
let current = -1; // index in `events` of the chosen one
let query = ""; // that the table is searched for

// Where a symbol stands at the current scale: that of an imprecise event keeps to the left end of its bar
const symbolAt = ({ at, keep }) => (keep === undefined ? Math.min(Math.max(at * scale, SYMBOL), WIDTH * scale - SYMBOL) : Number(keep) * scale + SYMBOL);
// Where a label begins at the current scale, and where its mark begins and ends
const markExtent = (label) => [Math.min(label.left * scale, symbolAt(label) - SYMBOL), Math.max(label.right * scale, symbolAt(label) + SYMBOL)];
const labelStart = (label) => {
  const [left, right] = markExtent(label);
  const hooks = { out: right, "-out": left, on: symbolAt(label) + SYMBOL, "-on": symbolAt(label) - SYMBOL };
  return hooks[label.side] + label.off;
};

const setLabel = (label, text, x, width) => {
  label.element.textContent = text;
  label.element.setAttribute("x", x);
  if (width) label.element.setAttribute("textLength", width);
  else label.element.removeAttribute("textLength");
};

// A label that was cut or left out is written whole where it now fits in the row
const writeRow = (row) => {
  const taken = row.map((label) => {
    const x = labelStart(label);
    setLabel(label, label.text, x, label.width);
    return [Math.min(markExtent(label)[0], label.text ? x : Infinity), Math.max(markExtent(label)[1], label.text ? x + label.width : 0)];
  });
  row.forEach((label, index) => {
    if (label.text === label.full) return;
    const start = markExtent(label)[1] + GAP;
    const width = measure.measureText(label.full).width;
    const free = taken.every(([from, to], other) => other === index || to <= start - GAP || from >= start + width + AIR);
    if (!free || start + width > WIDTH * scale) return;
    setLabel(label, label.full, start, 0);
    taken[index] = [markExtent(label)[0], start + width];
  });
};

const drawAxis = () => {
  const level = levels[Math.min(levels.length - 1, Math.max(0, Math.floor(Math.log2(scale) + 0.01)))];
  const colours = [axis.querySelector("text")?.getAttribute("fill") ?? "currentColor", "var(--muted)"];
  const dates = level.flatMap(([pixel, label, year]) => {
    const x = pixel * scale;
    const anchor = x < 16 ? "start" : WIDTH * scale - x < 16 ? "end" : "middle";
    return [[label, 16], [year, 29]].filter(([text]) => text).map(([text, y], line) => {
      const made = svgElement("text", { x, y, "font-size": 12, "text-anchor": anchor, fill: colours[line] });
      made.textContent = text;
      return made;
    });
  });
  axis.replaceChildren(...dates);
  for (const lines of grids) {
    const [y2, stroke] = [lines.ownerSVGElement.getAttribute("height"), lines.dataset.stroke];
    lines.replaceChildren(...level.map(([pixel]) => svgElement("line", { x1: pixel * scale, x2: pixel * scale, y1: 0, y2, stroke })));
  }
};

const markCurrent = () => {
  const shown = symbols.find((each) => each.event === current);
  ring.remove();
  if (!shown) return;
  shown.element.ownerSVGElement.append(ring);
  ring.setAttribute("cx", symbolAt(shown));
  ring.setAttribute("cy", shown.y);
};

const draw = () => {
  for (const svg of [axis, ...plots]) svg.setAttribute("width", WIDTH * scale);
  for (const [element, x, width] of boxes) {
    element.setAttribute("x", x * scale);
    element.setAttribute("width", width * scale);
  }
  for (const [element, x] of counts) element.setAttribute("x", x * scale);
  for (const symbol of symbols) symbol.element.setAttribute("transform", `translate(${symbolAt(symbol)},${symbol.y})`);
  measure.font = `13px ${getComputedStyle(document.body).fontFamily}`;
  for (const row of Map.groupBy(labels, (label) => label.row).values()) writeRow(row);
  drawAxis();
  markCurrent();
};

const headersWidth = () => find(".corner").getBoundingClientRect().width;
const plotWidth = () => scroller.clientWidth - headersWidth() - 24;
const fit = () => Math.max(1, plotWidth() / WIDTH);
const rescale = (wanted, middle = plotWidth() / 2) => {
  const most = 2 ** (levels.length - 1) * 1.99;
  const next = Math.min(Math.max(wanted, fit()), Math.max(most, fit()));
  const day = (scroller.scrollLeft + middle) / scale;
  scale = next;
  draw();
  scroller.scrollLeft = day * scale - middle;
};
