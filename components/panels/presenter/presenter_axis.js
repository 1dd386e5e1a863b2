// The dates of the presenter's axis: those that its pages were given, where they are in sight.

const LETTER = 12; // pixels that a letter of a date takes at most
export const AIR = 6; // between a tick and its date

// Return the ticks in sight, { x, text }, and the years above them, each at its first tick or at the left end, { x, text }.
// ticks: [day, text, year where it changes]; x: the pixel of a day.
export function placeTicks(ticks, x, width) {
  const there = ticks.map(([day, text, year]) => ({ x: x(day), text, year }));
  const seen = there.filter((tick) => tick.x >= 0 && tick.x < width);
  const changes = there.filter(({ year }) => year);
  const years = [];
  let free = -Infinity;
  changes.forEach(({ x: at, year }, index) => {
    const next = changes[index + 1]?.x ?? Infinity;
    const [left, end] = [Math.max(at, 0), Math.min(next, width)];
    if (left < free || left + year.length * LETTER > end) return;
    years.push({ x: left, text: year });
    free = left + (year.length + 1) * LETTER;
  });
  return { ticks: seen, years, dates: seen.filter((tick) => tick.x + AIR + tick.text.length * LETTER <= width) };
}
