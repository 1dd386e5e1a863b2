// What stands behind a step in the presenter: the lanes of a display list, drawn for any viewport. Its rows of values are
// those of presentation_context.PresentationContext; all that is decided of a mark is in them.

import { _ } from "../../messages/messages.js";
import { svgElement } from "../dom.js";

const MARK_RADIUS = 6; // pixels, half across, where rows are as far apart as they were arranged to be, or nearly
const LEAST_STRETCH = 0.75; // of the rows; where they are nearer, marks are smaller, so that none reaches into another
export const WIDEST = 1.4; // times its radius that any symbol reaches
const BAR_HEIGHT = 8;
const MOST_STRETCHED = 2.2; // times the height for which the lanes were arranged
const LEAST_OTHERS = 37; // pixels of the lane of events that are in none of the others, before it is stretched

// Where a symbol stands: in the middle of known days, else at the visible left end of the possible ones.
export const symbolX = (left, right, known, radius) =>
  known || right - left < 2 * WIDEST * radius ? (left + right) / 2 : Math.min(Math.max(left, 0) + WIDEST * radius, right - WIDEST * radius);
export const placeSymbol = (x, y, radius) => `translate(${x} ${y}) scale(${radius})`;

export class PresenterContext {
  // hasOtherLane: an event is highlighted that is in none of its lanes; it has one of its own below them.
  constructor(content, hasOtherLane, outlines) {
    this.content = content;
    this.group = svgElement("g", { class: "presenter-context" });
    this.marks = [
      ...content.cells.map(([, first, last, y, height, strength]) => {
        const node = this.add("rect", "presenter-cell");
        node.style.opacity = strength;
        return { first, last, y, height, node };
      }),
      ...content.bars.map(([, first, last, y, event, possible]) => {
        const node = this.add("rect", possible ? "presenter-pale" : "presenter-bar");
        return { first, last, y, height: BAR_HEIGHT, event, node };
      }),
      ...content.symbols.map(([, day, y, event, shape, hollow, ends]) => {
        const symbol = this.add("path", hollow ? "presenter-mark presenter-unknown" : "presenter-mark");
        symbol.setAttribute("d", outlines[shape] ?? outlines.circle);
        return { day, y, event, ends, symbol, node: symbol };
      }),
    ];
    const all = content.lanes.map(([name, top, height]) => ({ name, from: top, tall: height }));
    const end = all.length ? all.at(-1).from + all.at(-1).tall : 0;
    if (hasOtherLane) all.push({ name: _("Others"), from: end, tall: LEAST_OTHERS });
    this.all = all;
  }

  get names() {
    return this.all.map(({ name }) => name);
  }

  add(tag, kind) {
    const node = svgElement(tag, { class: kind });
    this.group.append(node);
    return node;
  }

  // Give all lanes a height together; what is left over is left below.
  layOut(height) {
    const last = this.all.at(-1);
    this.stretch = last ? Math.min(MOST_STRETCHED, height / (last.from + last.tall)) : 1;
    this.radius = MARK_RADIUS * Math.min(1, this.stretch / LEAST_STRETCH);
    this.lanes = this.all.map(({ from, tall }) => ({ top: from * this.stretch, height: tall * this.stretch }));
    for (const { y, height: tall, node } of this.marks) {
      if (!tall) continue;
      const drawn = tall * Math.min(1, this.stretch);
      node.setAttribute("y", y * this.stretch - drawn / 2);
      node.setAttribute("height", drawn);
    }
  }

  // The y of an event in a lane: its own row where it has one, else the middle of the lane.
  yOf(event, lane) {
    const found = this.content.symbols.find((symbol) => symbol[0] === lane && symbol[3] === event);
    return found ? found[2] * this.stretch : this.lanes[lane].top + this.lanes[lane].height / 2;
  }

  draw(x, width, event) {
    for (const each of this.marks) {
      if (each.symbol) this.drawSymbol(each, x, width, event);
      else this.drawDays(each, x, width, event);
    }
  }

  drawDays({ first, last, event: ofEvent, node }, x, width, event) {
    const [left, right] = [x(first), x(last + 1)];
    const hidden = right < 0 || left > width || (ofEvent !== undefined && ofEvent === event);
    node.style.display = hidden ? "none" : "";
    if (hidden) return;
    const gap = ofEvent === undefined ? 0.5 : 0;
    node.setAttribute("x", left + gap);
    node.setAttribute("width", Math.max(1, right - left - 2 * gap));
  }

  drawSymbol({ day, y, event: ofEvent, ends, symbol }, x, width, event) {
    const [left, right] = ends ? [x(ends[0]), x(ends[1] + 1)] : [x(day), x(day)];
    const hidden = right < -20 || left > width + 20 || ofEvent === event;
    symbol.style.display = hidden ? "none" : "";
    if (!hidden) symbol.setAttribute("transform", placeSymbol(symbolX(left, right, !ends, this.radius), y * this.stretch, this.radius));
  }
}
