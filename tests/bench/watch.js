// What a measured page is watched with: how long it took, what held it up.

const bench = { longest: 0, shift: 0, drawings: 0, drawn: 0, lastTick: 0, followed: [] };
window.bench = bench;
{
  const frame = () => new Promise(requestAnimationFrame);
  const root = () => document.documentElement;

  // From the act to the frame in which all that is watched has become another; `waited` of <html> says how long it was.
  const wait = async (start, before, watched) => {
    const stale = (value, place) => value === undefined || value === before[place];
    while (watched().some(stale)) await frame();
    await frame();
    root().dataset.waited = performance.now() - start;
  };

  bench.act = (act, watched) => {
    delete root().dataset.waited;
    setTimeout(() => {
      const before = watched();
      const start = performance.now();
      try {
        act();
        wait(start, before, watched);
      } catch (error) {
        root().dataset.waited = String(error); // no number: the benchmark ends with it
      }
    });
  };

  // From the beginning of the navigation: what is watched must be there at all.
  bench.arrive = (watched) => {
    wait(0, [], watched);
  };

  const observe = (type, take) => new PerformanceObserver((list) => list.getEntries().forEach(take)).observe({ type });
  observe("layout-shift", (entry) => { bench.shift += entry.hadRecentInput ? 0 : entry.value; });
  observe("longtask", (entry) => { bench.longest = Math.max(bench.longest, entry.duration); });

  // The wheel: from each tick to the frame that shows another range, and when the timeline was last drawn.
  const GIVEN_UP = 5000; // milliseconds
  const range = () => document.querySelector(".timeline-plot")?._fullLayout?.xaxis.range.join();
  addEventListener("wheel", async (tick) => {
    const before = range();
    bench.lastTick = tick.timeStamp;
    while (range() === before && performance.now() - tick.timeStamp < GIVEN_UP) await frame();
    await frame();
    bench.followed.push(performance.now() - tick.timeStamp);
  }, { capture: true, passive: true });
  const drawings = new MutationObserver(() => {
    bench.drawings += 1;
    requestAnimationFrame(() => { bench.drawn = performance.now(); });
  });
  const watchDrawings = () => drawings.observe(root(), { subtree: true, attributeFilter: ["data-drawn"] });
  document.addEventListener("DOMContentLoaded", watchDrawings);
}
