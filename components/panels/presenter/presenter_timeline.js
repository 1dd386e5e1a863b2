// The one timeline in the room: it pans and zooms from step to step, with one event lit.

const ROOM_MOVE = 900; // milliseconds from one step to the next
const ROOM_DATES = 60; // pixels that the axis takes
const ROOM_AXIS = 100; // and with it the line on which the lit event is named: pixels above the lanes
const ROOM_TALL = 46; // pixels of a lane whose name may take two lines
const ROOM_TICK = 92; // pixels that a date on the axis needs

class RoomTimeline {
  constructor(stage) {
    const astray = (index) => stage.pages.some(({ scene, lit }) => scene === index && lit && !lit.lanes.length);
    this.scenes = stage.scenes.map((scene, index) => new RoomScene(scene, astray(index)));
    this.root = element("div", "dr-timeline");
    this.root.setAttribute("aria-hidden", "true"); // all that it says stands on the card
    this.names = element("div", "dr-names");
    this.frame = element("div", "dr-frame");
    this.picture = drawn("svg", { class: "dr-picture" });
    this.axis = drawn("g", { class: "dr-axis" });
    this.lines = drawn("g", { class: "dr-lines" });
    this.context = drawn("g", {});
    this.light = drawn("g", { class: "dr-light" });
    this.label = element("div", "dr-label");
    this.picture.append(this.lines, this.context, this.light, this.axis);
    this.frame.append(this.picture, this.label);
    this.root.append(this.names, this.frame);
    this.still = window.matchMedia("(prefers-reduced-motion: reduce)");
    this.camera = null;
  }

  // Turn to a page with a camera; at once where nobody is to see movement.
  show(page, { instant = false } = {}) {
    cancelAnimationFrame(this.moving);
    const { camera: [first, last], scene } = page;
    const target = [first, last + 1];
    const from = this.camera;
    const before = this.scene;
    this.page = page;
    this.scene = scene === null ? null : this.scenes[scene];
    this.size();
    this.context.replaceChildren(...[before, this.scene].filter((each, at, all) => each && all.indexOf(each) === at).map((each) => each.group));
    this.nameLanes();
    if (!from || instant || this.still.matches) return this.draw(target, 1, before);
    const began = performance.now();
    const move = (now) => {
      const share = Math.min(1, Math.max(0, (now - began) / ROOM_MOVE));
      this.draw(roomBetween(from, target, share * share * (3 - 2 * share)), share, before);
      if (share < 1) this.moving = requestAnimationFrame(move);
    };
    this.moving = requestAnimationFrame(move);
  }

  size() {
    this.width = this.frame.clientWidth;
    this.height = this.frame.clientHeight;
    this.picture.setAttribute("viewBox", `0 0 ${this.width} ${this.height}`);
    this.context.setAttribute("transform", `translate(0 ${ROOM_AXIS})`);
    this.light.setAttribute("transform", `translate(0 ${ROOM_AXIS})`);
    for (const scene of this.scenes) scene.layOut(this.height - ROOM_AXIS - 4);
  }

  resize() {
    if (!this.page) return;
    this.camera = null;
    this.show(this.page, { instant: true });
  }

  nameLanes() {
    const { names, lanes, scene } = this.scene ?? { names: [], lanes: [], scene: { others: 0 } };
    const left = scene.others === 1 ? "1 other lane is not drawn" : `${scene.others} other lanes are not drawn`;
    const made = names.map((name, lane) => {
      const { top, height } = lanes[lane];
      const node = element("p", "dr-name", name);
      Object.assign(node.style, { top: `${ROOM_AXIS + top}px`, height: `${height}px` });
      node.classList.toggle("dr-lit", this.litLanes().includes(lane));
      node.classList.toggle("dr-low", height < ROOM_TALL);
      return node;
    });
    this.names.replaceChildren(...(scene.others ? [element("p", "dr-others", left)] : []), ...made);
    this.lines.replaceChildren(...lanes.map(({ top }) => drawn("line", { x1: 0, x2: this.width, y1: ROOM_AXIS + top, y2: ROOM_AXIS + top })));
  }

  // An event of which no lane is drawn is lit among the other lanes.
  litLanes() {
    const { lit } = this.page;
    if (!lit) return [];
    return lit.lanes.length || !this.scene?.names.length ? lit.lanes : [this.scene.names.length - 1];
  }

  draw(camera, share, before) {
    this.camera = camera;
    const [first, end] = camera;
    const x = (day) => ((day - first) * this.width) / (end - first);
    for (const scene of new Set([before, this.scene])) {
      if (!scene) continue;
      scene.group.style.opacity = before === this.scene ? 1 : scene === this.scene ? share : 1 - share;
      scene.draw(x, this.width, scene === this.scene ? this.page.event : "");
    }
    if (before && before !== this.scene && share === 1) before.group.remove();
    this.drawAxis(camera, x);
    this.drawLight(x, Math.max(0, share * 2 - 1));
  }

  drawAxis(camera, x) {
    const { ticks, spans } = roomTicks(camera, this.width, ROOM_TICK);
    const top = spans.length ? 48 : 36;
    const made = ticks.filter(({ at }) => x(at) < this.width - 30).map(({ at, words }) => this.text(words, x(at) + 6, top));
    const rules = ticks.map(({ at }) => drawn("line", { x1: x(at), x2: x(at), y1: top - 16, y2: this.height }));
    let free = -Infinity;
    const above = spans.flatMap(({ first, end, words }) => {
      const at = Math.max(x(first), 0) + 6;
      const room = words.length * 12;
      if (at < free || at + room > Math.min(x(end), this.width)) return [];
      free = at + room;
      return [this.text(words, at, 20)];
    });
    this.axis.replaceChildren(...rules, ...made, ...above);
  }

  text(words, x, y) {
    const made = drawn("text", { x, y });
    made.textContent = words;
    return made;
  }

  drawLight(x, strength) {
    const { lit, event, title } = this.page;
    this.label.hidden = !lit || !this.scene;
    if (this.label.hidden) return this.light.replaceChildren();
    const [left, right] = [lit.first, lit.last + 1].map((day) => Math.min(Math.max(x(day), 0), this.width));
    const middle = (left + right) / 2;
    const tops = this.litLanes().map((lane) => this.scene.placeOf(event, lane));
    const guide = drawn("line", { x1: middle, x2: middle, y1: ROOM_DATES - ROOM_AXIS, y2: this.height - ROOM_AXIS, class: "dr-guide" });
    const nodes = tops.flatMap((y) => {
      const bar = drawn("rect", { x: left, y: y - 9, width: Math.max(1, right - left), height: 18, class: lit.known ? "dr-days" : "dr-days dr-possible" });
      const symbol = drawn("circle", { cx: middle, cy: y, r: 13, class: lit.known ? "dr-symbol" : "dr-symbol dr-hollow" });
      return right - left > 26 ? [bar, symbol] : [symbol];
    });
    this.light.replaceChildren(guide, ...nodes);
    this.light.style.opacity = strength;
    this.place(title, middle, strength);
  }

  // The name stands above the lanes, at the head of the line that leads down to its marks: it hides none of the others.
  place(title, middle, strength) {
    const onRight = middle < this.width * 0.52;
    this.label.textContent = title;
    this.label.style.opacity = strength;
    this.label.style.top = `${ROOM_DATES}px`;
    this.label.style.left = onRight ? `${middle + 1}px` : "";
    this.label.style.right = onRight ? "" : `${this.width - middle + 1}px`;
    this.label.style.maxWidth = `${(onRight ? this.width - middle : middle) - 4}px`;
  }

  leave() {
    cancelAnimationFrame(this.moving);
  }
}

// Between two cameras: the zoom changes by factors, so that it feels even.
function roomBetween(from, to, share) {
  const [before, after] = [from, to].map(([first, end]) => end - first);
  const span = before * (after / before) ** share;
  const middle = ((from[0] + from[1]) / 2) * (1 - share) + ((to[0] + to[1]) / 2) * share;
  return [middle - span / 2, middle + span / 2];
}
