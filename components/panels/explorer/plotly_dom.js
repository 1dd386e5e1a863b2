// All that leans on private or undocumented parts of plotly.js; tests/browser/test_plotly_parts.py checks each of them.

import { _ } from "../../messages/messages.js";
import { element } from "../dom.js";

export const DAY = 86400000;
export const LEAST_DAYS = 7;
export const EARLIEST = -719162 * DAY; // 0001-01-01
export const LATEST = 2932897 * DAY; // the end of 9999
// Leans on what dates Plotly's axes take: it knows of no year 10000, and takes the last two days before it from no number.
export const toEnd = (time) => (time < LATEST - 2 * DAY ? time : "9999-12-31 23:59:59.999");
export const WHEEL_REDRAW = 50; // milliseconds that Plotly waits after a tick of the wheel before it draws anew
let loading = null;

// Class names of Plotly's SVG. Two more are in timeline.css, where no constant reaches: .nsewdrag, the cover over the plot
// that takes the pointer, and .textpoint, a label.
const SYMBOLS = ".scatterlayer path.point"; // one path an event, its outline in `d`, around (0, 0)
const LABELS = ".scatterlayer .textpoint"; // one group a label, its <text> within
const DATES = ".xaxislayer-above"; // the ticks and dates of an axis that is drawn above the traces

// Leans on D3's __data__: the point's own has its index `i`, that of the group two levels above the full trace.
export function describePoint(node) {
  const trace = node.parentNode.parentNode.__data__?.[0]?.trace;
  const point = node.__data__?.i;
  return {
    curve: trace?.index,
    point,
    name: trace?.name,
    customdata: trace?.customdata?.[point],
    symbol: trace?.marker?.symbol?.[point],
    movedIn: trace?.meta?.moved_in?.[point],
  };
}

// Leans on SYMBOLS.
export function findSymbols(plot) {
  return [...plot.querySelectorAll(SYMBOLS)];
}

// Leans on LABELS.
export function findLabels(plot) {
  return [...plot.querySelectorAll(LABELS)];
}

// Leans on DATES; null where nothing is drawn.
export function findDates(plot) {
  return plot.querySelector(DATES);
}

// Draw marks of a window's first and last day whole: their traces say by how many pixels each is moved in (`meta`), and
// no day is. Leans on SYMBOLS and LABELS being drawn by `transform`, which the property `translate` adds to.
export function moveMarksIn(plot) {
  for (const node of plot.querySelectorAll("[data-moved-in]")) {
    node.style.translate = "";
    delete node.dataset.movedIn;
  }
  if (!plot.data.some((trace) => trace.meta?.moved_in)) return;
  for (const node of [...findSymbols(plot), ...findLabels(plot)]) {
    const { movedIn } = describePoint(node);
    if (!movedIn) continue;
    node.style.translate = `${movedIn}px`;
    node.dataset.movedIn = movedIn;
  }
}

// Leans on _fullLayout: its axis has the range as drawn, and r2l turns a date of it into milliseconds.
export function readRange(plot) {
  const axis = plot._fullLayout.xaxis;
  return axis.range.map((end) => axis.r2l(end));
}

// Leans on Fx, which shows a hover that no pointer asked for.
export function showHover(plotly, plot, { curve, point }) {
  plotly.Fx.hover(plot, [{ curveNumber: curve, pointNumber: point }]);
}

// Let nothing be hovered until the pointer moves: else Plotly looks after every redraw what is beneath it now, and has the
// browser lay out the page for that. Leans on _hoversubplot, which names the plot that is hovered.
export function forgetHover(plotly, plot) {
  if (!plot._fullLayout._hoversubplot) return;
  plot._fullLayout._hoversubplot = null;
  hideHover(plotly, plot);
}

export function hideHover(plotly, plot) {
  plotly.Fx.unhover(plot);
}

// Leans on Plotly being a global of its script. Streamlit keeps a Plotly of another version on `window`; ours is taken from there once and the other put back.
export function loadPlotly(url) {
  loading ??= new Promise((resolve, reject) => {
    const theirs = window.Plotly;
    const script = element("script", "");
    script.src = url;
    script.onload = () => {
      const ours = window.Plotly;
      if (theirs) window.Plotly = theirs;
      resolve(ours);
    };
    script.onerror = () => {
      loading = null;
      reject(new Error(_("plotly.js could not be loaded")));
    };
    document.head.append(script);
  });
  return loading;
}
