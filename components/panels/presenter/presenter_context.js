// The grey context in the room: the marks and strips of one scene, put in place for any camera.

const ROOM_MARK = 6; // pixels, half across
const ROOM_ROW = 22; // pixels, the most that a row of marks is apart

class RoomScene {
  // astray: an event is lit that stands in none of its lanes; it has one of its own below them.
  constructor(scene, astray) {
    this.scene = scene;
    this.names = astray ? [...scene.lanes, "Other lanes"] : scene.lanes;
    this.group = drawn("g", { class: "dr-scene" });
    this.cells = scene.cells.map((cell) => [cell, this.add("rect", cell[4] ? "dr-cell" : "dr-wide")]);
    for (const [[, , , share], node] of this.cells) node.style.opacity = 0.3 + 0.6 * share;
    this.marks = scene.marks.map((mark) => {
      const known = mark[5];
      const bar = mark[4] > mark[3] ? this.add("rect", known ? "dr-bar" : "dr-pale") : null;
      const symbol = this.add("circle", known ? "dr-mark" : "dr-mark dr-open");
      symbol.setAttribute("r", ROOM_MARK);
      return { mark, bar, symbol };
    });
    // As many rows as its fullest lane needs; a strip is as high as a row and a half.
    this.rows = this.names.map((_, lane) => Math.max(1.5, ...scene.marks.filter((mark) => mark[0] === lane).map((mark) => mark[2])));
  }

  add(tag, kind) {
    const node = drawn(tag, { class: kind });
    this.group.append(node);
    return node;
  }

  // Share a height out among the lanes; what is left over is left below.
  layOut(height) {
    const all = this.rows.reduce((sum, rows) => sum + rows, 0);
    const row = Math.min(height / all, ROOM_ROW * 2);
    let top = 0;
    this.lanes = this.rows.map((rows) => {
      const lane = { top, height: rows * row };
      top += lane.height;
      return lane;
    });
    for (const each of this.marks) {
      const [lane, place, rows] = each.mark;
      each.y = this.rowOf(lane, place, rows);
      each.symbol.setAttribute("cy", each.y);
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

  rowOf(lane, place, rows) {
    const { top, height } = this.lanes[lane];
    const apart = Math.min(ROOM_ROW, height / (rows + 0.5));
    return top + height / 2 + (place - (rows - 1) / 2) * apart;
  }

  // Where an event stands in a lane: its own row where it has one, else the middle of the lane.
  placeOf(event, lane) {
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
    for (const { mark, bar, symbol } of this.marks) {
      const [left, right] = [x(mark[3]), x(mark[4] + 1)];
      const hidden = right < -20 || left > width + 20 || mark[6] === event;
      for (const node of [bar, symbol]) if (node) node.style.display = hidden ? "none" : "";
      if (hidden) continue;
      symbol.setAttribute("cx", (left + right) / 2);
      bar?.setAttribute("x", left);
      bar?.setAttribute("width", Math.max(1, right - left));
    }
  }
}
