// What stands beside the lanes: names, counts, what lies outside the window, and the legend.

// What stands over the counts before the lanes, and over what lies outside the window behind them.
const captions = () => ["events", "earlier · later"].map((words) => element("span", "dt-caption", words));

class LaneHeads {
  constructor(root, tell) {
    this.heads = root.querySelector(".dt-heads");
    this.ends = root.querySelector(".dt-ends");
    this.legend = root.querySelector(".dt-legend");
    this.tell = tell; // (name of a list, { listed, number })
    this.lists = {}; // by name: { listed, number }
  }

  // All of a list is told at once: of two reports before an answer only the last one arrives.
  toggle(name, key) {
    const { listed, number } = this.lists[name];
    const changed = listed.includes(key) ? listed.filter((each) => each !== key) : [...listed, key];
    this.lists[name] = { listed: changed, number: number + 1 };
    this.tell(name, this.lists[name]);
  }

  // What was told since this answer was asked for stays so: an answer to that is on its way.
  takeLists({ lists, session }) {
    const older = session === this.session ? this.lists : {};
    this.session = session;
    this.lists = Object.fromEntries(
      Object.entries(lists).map(([name, given]) => [name, older[name]?.number > given.number ? older[name] : given]),
    );
  }

  draw(given) {
    this.takeLists(given);
    const focused = document.activeElement?.closest?.(".dt-lane")?.dataset.lane;
    const role = document.activeElement?.dataset?.role;
    for (const column of [this.heads, this.ends]) column.style.height = `${given.figure.layout.height}px`;
    const [before, behind] = captions();
    this.heads.replaceChildren(before, ...given.lanes.map((lane) => this.head(lane, given.top)));
    this.ends.replaceChildren(behind, ...given.lanes.map((lane) => this.end(lane, given.top)));
    if (focused) this.heads.querySelector(`[data-lane="${CSS.escape(focused)}"] [data-role="${role}"]`)?.focus();
  }

  box(lane, top) {
    const box = element("div", `dt-lane dt-depth-${lane.depth}`);
    box.style.top = `${top + lane.top}px`;
    box.style.height = `${lane.height}px`;
    return box;
  }

  head(lane, top) {
    const box = this.box(lane, top);
    box.dataset.lane = lane.key;
    box.dataset.shows = lane.shows;
    const folds = lane.folded !== null;
    const name = folds ? button("dt-name dt-fold", lane.name, () => this.toggle("unfolded", lane.key)) : element("span", "dt-name", lane.name);
    if (folds) {
      name.dataset.role = "fold";
      name.setAttribute("aria-expanded", String(!lane.folded));
    }
    const pin = button("dt-pin", "", () => this.toggle("pinned", lane.key));
    pin.dataset.role = "pin";
    pin.setAttribute("aria-pressed", String(lane.pinned));
    pin.setAttribute("aria-label", `${lane.pinned ? "Unpin" : "Pin"} ${lane.name}`);
    pin.title = lane.pinned ? "Let this lane stand by its count again" : "Keep this lane on top";
    const count = element("span", "dt-count", lane.count);
    count.append(element("span", "dt-possibly", lane.possibly));
    box.title = lane.words;
    box.append(name, pin, count);
    return box;
  }

  end(lane, top) {
    const box = this.box(lane, top);
    box.title = lane.elsewhereWords;
    box.append(element("span", "dt-earlier", lane.earlier), element("span", "dt-later", lane.later));
    return box;
  }

  // The symbols of the legend are the very paths that plotly drew.
  drawLegend(given, plot) {
    const marks = [...plot.querySelectorAll(".scatterlayer path.point")].map((node) => {
      const { trace, point } = pointOf(node);
      return { node, code: trace?.customdata?.[point]?.[1], hollow: String(trace?.marker.symbol?.[point]).endsWith("-open") };
    });
    const items = given.legend.map((kind) => {
      const alike = marks.filter(({ code }) => code === kind.code);
      const mark = alike.find(({ hollow }) => !hollow) ?? alike[0];
      const choose = button("dt-kind", "", () => this.toggle("kinds", kind.code));
      choose.title = kind.words;
      choose.setAttribute("aria-pressed", String(kind.chosen));
      const drawing = drawn("svg", { viewBox: "-8 -8 16 16", "aria-hidden": "true" });
      const path = mark?.node.getAttribute("d") ?? "M-4,0a4,4 0 1,0 8,0a4,4 0 1,0 -8,0";
      drawing.append(drawn("path", { d: path, fill: kind.colour }));
      choose.append(drawing, element("span", "", kind.label));
      const item = element("li", "");
      item.append(choose);
      return item;
    });
    this.legend.replaceChildren(...items, ...this.legend.querySelectorAll(".dt-rule"));
  }
}
