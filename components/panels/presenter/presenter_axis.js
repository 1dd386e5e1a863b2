// The ticks of the presenter's axis: few, large, and always with their year in sight.

const MILLISECONDS_PER_DAY = 86400000;
const MONTH_NAMES = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
// [unit, how many of it, days on average], finest first
const TICK_STEPS = [
  ["day", 1, 1], ["day", 2, 2], ["day", 7, 7], ["month", 1, 30.4], ["month", 3, 91.3], ["month", 6, 182.6],
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500, 1000].map((years) => ["year", years, years * 365.25]),
];

const toParts = (day) => {
  const date = new Date(Math.floor(day) * MILLISECONDS_PER_DAY);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth(), day: date.getUTCDate() };
};
const toDay = (year, month) => {
  const date = new Date(0);
  date.setUTCFullYear(year, month, 1);
  return date.getTime() / MILLISECONDS_PER_DAY;
};

// The ticks of a viewport [first, end): { at: day, text } and the spans they lie in: { first, end, text }; each needs
// `tickWidth` pixels of `width`.
function buildTicks([first, end], width, tickWidth) {
  const [unit, count] = TICK_STEPS.find(([, , days]) => (days * width) / (end - first) >= tickWidth) ?? TICK_STEPS.at(-1);
  const from = toParts(first);
  const ticks = [];
  if (unit === "day") {
    for (let day = Math.ceil(first); day < end; day += 1) {
      const parts = toParts(day);
      if ((parts.day - 1) % count === 0 && (count === 1 || parts.day < 30)) ticks.push({ at: day, text: `${parts.day}` });
    }
    return { ticks, spans: monthSpans(first, end) };
  }
  const months = unit === "month" ? count : 12 * count;
  const start = from.year * 12 + from.month;
  for (let month = Math.floor(start / months) * months; ; month += months) {
    const at = toDay(Math.floor(month / 12), month % 12);
    if (at >= end) break;
    const text = unit === "month" ? MONTH_NAMES[month % 12] : `${Math.floor(month / 12)}`;
    if (at >= first) ticks.push({ at, text });
  }
  return { ticks, spans: unit === "month" ? yearSpans(first, end) : [] };
}

function yearSpans(first, end) {
  const spans = [];
  for (let { year } = toParts(first); toDay(year, 0) < end; year += 1) {
    spans.push({ first: toDay(year, 0), end: toDay(year + 1, 0), text: `${year}` });
  }
  return spans;
}

function monthSpans(first, end) {
  const spans = [];
  const { year, month } = toParts(first);
  for (let index = year * 12 + month; ; index += 1) {
    const [at, next] = [index, index + 1].map((each) => toDay(Math.floor(each / 12), each % 12));
    if (at >= end) return spans;
    spans.push({ first: at, end: next, text: `${MONTH_NAMES[index % 12]} ${Math.floor(index / 12)}` });
  }
}
