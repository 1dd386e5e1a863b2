"""The wheel: an answer while it turns takes nothing back, and the axis goes along with the lanes."""

import itertools

from playwright.sync_api import expect

from tests.browser import timeline_page as seen
from tests.browser.app import open_app, settle

# Turns the wheel by fast ticks while the answer to a click comes in; returns every span seen (days).
TURN = """async () => {
  const plot = document.querySelector(".timeline-plot");
  const spans = [];
  const note = () => {
    const axis = plot._fullLayout.xaxis;
    const [first, last] = axis.range.map((end) => axis.r2l(end));
    spans.push((last - first) / 86400000);
  };
  document.querySelector('[data-lane="europe"] .timeline-fold').click();
  note();
  const { left, top, width } = plot.getBoundingClientRect();
  const where = { clientX: left + width / 2, clientY: top + 120 };
  const at = { ...where, deltaY: -4, ctrlKey: true, bubbles: true, cancelable: true };
  for (let tick = 0; tick < 80; tick += 1) {
    document.querySelector(".timeline-plot .nsewdrag").dispatchEvent(new WheelEvent("wheel", at));
    note();
    await new Promise(resolve => setTimeout(resolve, 16));
    note();
  }
  return spans;
}"""


ONE_TICK = 1.03


def test_an_answer_while_the_wheel_turns_takes_no_tick_back(page):
    open_app(page)
    spans = page.evaluate(TURN)
    assert spans[-1] < spans[0] / 2
    # Where drawing takes longer than Plotly waits for the next tick, Plotly by itself goes back by one
    assert all(after <= before * ONE_TICK for before, after in itertools.pairwise(spans))
    expect(page.locator(seen.SENTENCE)).not_to_contain_text("in 2013 ")
    settle(page)
    first, last = seen.window_of(page)
    assert abs((last - first) / 86_400_000 - spans[-1]) < 2


def test_the_axis_stays_in_sight_above_many_lanes(page):
    open_app(page, "?lanes=place&window=2013")
    ruler, own = page.locator(".timeline-ruler"), page.locator(".timeline-plot .xaxislayer-above")
    (over,), (axis,) = seen.boxes(ruler.locator(".xaxislayer-above")), seen.boxes(own)
    assert abs(over.left - axis.left) < 1
    assert abs(over.top - axis.top) < 1
    page.locator("[data-testid=stMain]").evaluate("node => { node.scrollTop = 900; }")
    expect(ruler).to_be_in_viewport(ratio=1)
    expect(own).not_to_be_in_viewport()
    words = ruler.locator("text").all_text_contents()
    page.locator("[data-step=closer]").evaluate("node => node.click()")
    expect(ruler.locator("text").first).not_to_have_text(words[0])
    settle(page)
    assert ruler.locator("text").all_text_contents() == own.locator("text").all_text_contents()
