// How plotly.js gets into the page, and what time is to it.

const DAY = 86400000;
const LEAST_DAYS = 7;
const EARLIEST = -719162 * DAY; // 0001-01-01
const LATEST = 2932897 * DAY; // the end of 9999
// Plotly knows of no year 10000, and takes the last two days before it from no number.
const toEnd = (time) => (time < LATEST - 2 * DAY ? time : "9999-12-31 23:59:59.999");
let loading = null;

// The trace that a symbol or a label is drawn of, and its place in it: plotly hangs both on what it draws.
function pointOf(node) {
  const trace = node.parentNode.parentNode.__data__?.[0]?.trace;
  return { trace, point: node.__data__?.i };
}

// Streamlit keeps a Plotly of another version on `window`; ours is taken from there once and the other put back.
function loadPlotly(url) {
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
      reject(new Error("plotly.js could not be loaded"));
    };
    document.head.append(script);
  });
  return loading;
}
