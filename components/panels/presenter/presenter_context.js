// The grey context of a step in the presenter: marks and strips of its lanes, drawn for any viewport.

const MARK_RADIUS = 6; // pixels, half across
const ROW_HEIGHT = 22; // pixels, the most that a row of marks is apart

// Where a symbol stands: in the middle of known days, else at the visible left end of the possible ones.
const symbolX = (left, right, known, radius) =>
  known || right - left < 2 * radius ? (left + right) / 2 : Math.min(Math.max(left, 0) + radius, right - radius);
const placeSymbol = (x, y, radius) => `translate(${x} ${y}) scale(${radius})`;

class PresenterContext {
  // hasOtherLane: an event is highlighted that is in none of its lanes; it has one of its own below them.
  constructor(content, hasOtherLane, outlines) {
    this.content = content;
    this.names = hasOtherLane ? [...content.lanes, "Other lanes"] : content.lanes;
    this.group = svgElement("g", { class: "presenter-context" });
    this.cells = content.cells.map((cell) => [cell, this.add("rect", cell[4] ? "presenter-cell" : "presenter-wide")]);
    for (const [[, , , fraction], node] of this.cells) node.style.opacity = 0.3 + 0.6 * fraction;
    this.marks = content.marks.map((mark) => {
      const known = mark[5];
      const bar = mark[4] > mark[3] ? this.add("rect", known ? "presenter-bar" : "presenter-pale") : null;
      const symbol = this.add("path", mark[8] ? "presenter-mark presenter-unknown" : "presenter-mark");
      symbol.setAttribute("d", outlines[mark[7]] ?? outlines.circle);
      return { mark, bar, symbol };
    });
    // As many rows as its fullest lane needs; a strip is as high as a row and a half.
    this.rows = this.names.map((_, lane) => Math.max(1.5, ...content.marks.filter((mark) => mark[0] === lane).map((mark) => mark[2])));
  }

  add(tag, kind) {
    const node = svgElement(tag, { class: kind });
    this.group.append(node);
    return node;
  }

  // Share a height out among the lanes; what is left over is left below.
  layOut(height) {
    const all = this.rows.reduce((sum, rows) => sum + rows, 0);
    const rowHeight = Math.min(height / all, ROW_HEIGHT * 2);
    let top = 0;
    this.lanes = this.rows.map((rows) => {
      const lane = { top, height: rows * rowHeight };
      top += lane.height;
      return lane;
    });
    for (const each of this.marks) {
      const [lane, row, rows] = each.mark;
      each.y = this.yOfRow(lane, row, rows);
      each.bar?.setAttribute("y", each.y - 4);
      each.bar?.setAttribute("height", 8);
    }
    for (const [[lane, , , , whole], node] of this.cells) {
      const { top: from, height: high } = this.lanes[lane];
      const tall = whole ? Math.min(26, high * 0.55) : 5;
      node.setAttribute("y", whole ? from + (high - tall) / 2 - 2 : from + high - 8);
      node.setAttribute("height", tall);
    }
  }

  yOfRow(lane, row, rows) {
    const { top, height } = this.lanes[lane];
    const apart = Math.min(ROW_HEIGHT, height / (rows + 0.5));
    return top + height / 2 + (row - (rows - 1) / 2) * apart;
  }

  // The y of an event in a lane: its own row where it has one, else the middle of the lane.
  yOf(event, lane) {
    const found = this.marks.find(({ mark }) => mark[0] === lane && mark[6] === event);
    return found ? found.y : this.lanes[lane].top + this.lanes[lane].height / 2;
  }

  draw(x, width, event) {
    for (const [[, first, last], node] of this.cells) {
      const [left, right] = [x(first), x(last + 1)];
      node.style.display = right < 0 || left > width ? "none" : "";
      node.setAttribute("x", left + 0.5);
      node.setAttribute("width", Math.max(1, right - left - 1));
    }
    for (const each of this.marks) {
      const { mark, bar, symbol } = each;
      const [left, right] = [x(mark[3]), x(mark[4] + 1)];
      const hidden = right < -20 || left > width + 20 || mark[6] === event;
      for (const node of [bar, symbol]) if (node) node.style.display = hidden ? "none" : "";
      if (hidden) continue;
      symbol.setAttribute("transform", placeSymbol(symbolX(left, right, mark[5], MARK_RADIUS), each.y, MARK_RADIUS));
      bar?.setAttribute("x", left);
      bar?.setAttribute("width", Math.max(1, right - left));
    }
  }
}
