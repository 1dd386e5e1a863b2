"""Canaries of what scripts lean on in Plotly without its promise (explorer/plotly_dom.js), one a piece."""

from collections.abc import Iterator
from importlib import resources
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route

from components.display import figure
from components.display.theme import LIGHT, build_palette
from components.layout import arrangement
from components.layout.display_list import build_display_list
from components.panels.server import scripts
from components.query.selection import Request
from tests.browser.conftest import WAIT_MILLISECONDS
from tests.support import tables

EVENTS = (
    {"id": "day", "title": "On a day", "date": "2013-03-11", "meeting_type": "summit"},
    {"id": "planned", "title": "Planned", "date": "2013-06-11", "meeting_type": "talks", "status": "planned"},
    {"id": "month", "title": "In a month", "date": "2013-09", "meeting_type": "other"},
)
ORIGIN = "http://modules.example"
DAY = 86_400_000
DRAW = """async ({ data, layout }) => {
  document.body.style.margin = 0;
  window.plot = document.body.appendChild(document.createElement("div"));
  await Plotly.newPlot(plot, data, layout, { displayModeBar: false, scrollZoom: true });
}"""
MIDDLE = "node => { const { left, top, width, height } = node.getBoundingClientRect(); "
MIDDLE += "return [left + width / 2, top + height / 2, width, height] }"


@pytest.fixture(scope="module")
def built() -> dict:
    """Build a figure with a symbol of either kind, a bar, labels beside both, and a ring."""
    table, store = tables.to_store(*EVENTS)
    arranged = arrangement.arrange(store, table, Request(tables.to_selection("2013"), "level", ()), 1060.0)
    drawn = build_display_list(arranged, table, selected="day")
    return figure.build_figure(drawn, LIGHT, build_palette(LIGHT, table))


def answer(route: Route) -> None:
    """Answer with one of our modules, or with an empty page."""
    text = scripts.read_served().get(urlsplit(route.request.url).path[1:])
    kind = "text/html" if text is None else "text/javascript"
    route.fulfill(body=text or "<!doctype html><title>Plotly</title><body></body>", content_type=kind)


@pytest.fixture(scope="module")
def drawn(browser: Browser, built: dict) -> Iterator[Page]:
    """Draw it in a page with plotly.js, our functions on it and nothing else."""
    with browser.new_context(viewport={"width": 1200, "height": 700}) as context:
        page = context.new_page()
        page.set_default_timeout(WAIT_MILLISECONDS)
        page.route(f"{ORIGIN}/**", answer)
        page.goto(f"{ORIGIN}/")
        page.add_script_tag(
            content=resources.files("plotly").joinpath("package_data", "plotly.min.js").read_text("utf-8")
        )
        page.evaluate("async () => { Object.assign(window, await import('/panels/explorer/plotly_dom.js')) }")
        page.evaluate(DRAW, built)
        yield page


def test_plotly_s_script_makes_a_global_of_its_name(drawn):
    found = drawn.evaluate("[typeof window.Plotly, typeof window.Plotly?.react]")
    assert found == ["object", "function"], "plotly.js is no longer a global `Plotly`: see loadPlotly"


def test_symbols_are_paths_with_an_outline_in_the_layer_of_scatters(drawn, built):
    outlines = drawn.evaluate("findSymbols(plot).map(node => node.getAttribute('d'))")
    expected = sum(len(each["x"]) for each in built["data"] if "markers" in each.get("mode", ""))
    assert len(outlines) == expected, "symbols are elsewhere in Plotly's SVG: see SYMBOLS"
    assert all(outline.startswith("M") for outline in outlines), "a symbol's outline is no longer in `d`"


def test_labels_are_groups_with_a_text_in_the_layer_of_scatters(drawn, built):
    found = drawn.evaluate("findLabels(plot).map(node => node.querySelector('text')?.textContent.trim())")
    given = [text.strip() for each in built["data"] if "text" in each.get("mode", "") for text in each["text"]]
    assert sorted(found) == sorted(given), (
        "labels are elsewhere in Plotly's SVG: see LABELS, and .textpoint in timeline.css"
    )


def test_what_is_drawn_knows_its_trace_and_its_place_in_it(drawn, built):
    for find in ("findSymbols", "findLabels"):
        described = drawn.evaluate(f"{find}(plot).map(describePoint)")
        assert described
        for each in described:
            assert each.get("curve") is not None, "D3's __data__ no longer leads to the trace: see describePoint"
            given = built["data"][each["curve"]]
            assert each["name"] == given["name"], "a trace's `index` is no longer its place among the traces"
            for found, all_given in _lists_of(given):
                assert each[found] == all_given[each["point"]], "__data__.i is no place in the trace"


def _lists_of(trace: dict) -> Iterator[tuple[str, list]]:
    """Give what a trace has of each of its points; the ring has one symbol for all."""
    for name, values in (("customdata", trace.get("customdata")), ("symbol", trace.get("marker", {}).get("symbol"))):
        if isinstance(values, list):
            yield name, values


def test_the_dates_of_the_axis_are_a_layer_above_the_traces(drawn):
    texts = drawn.evaluate("[...(findDates(plot)?.querySelectorAll('text') ?? [])].map(node => node.textContent)")
    assert any("2013" in text for text in texts), "the axis is elsewhere in Plotly's SVG: see DATES"


def test_the_full_layout_has_the_range_that_is_drawn(drawn, built):
    first, last = drawn.evaluate("readRange(plot)")
    assert [first, last] == built["layout"]["xaxis"]["range"], (
        "_fullLayout.xaxis has no range, or no r2l: see readRange"
    )


def test_a_hover_is_shown_and_hidden_without_a_pointer(drawn):
    script = "() => [...plot.querySelectorAll('.hoverlayer .hovertext')].map(node => node.textContent)"
    drawn.evaluate("showHover(Plotly, plot, describePoint(findLabels(plot)[0]))")
    assert len(drawn.evaluate(script)) == 1, "Fx.hover shows nothing: see showHover"
    drawn.evaluate("hideHover(Plotly, plot)")
    assert drawn.evaluate(script) == [], "Fx.unhover hides nothing: see hideHover"


def test_what_the_pointer_is_over_can_be_forgotten(drawn):
    hovered = "() => plot._fullLayout._hoversubplot"
    (label,) = drawn.evaluate(
        "[findLabels(plot)[0].querySelector('text').getBoundingClientRect()].map(({x, y}) => [x, y])"
    )
    drawn.mouse.move(label[0] + 5, label[1] + 5)
    drawn.wait_for_function(hovered)
    drawn.evaluate("forgetHover(Plotly, plot)")
    assert drawn.evaluate(hovered) is None, "Plotly remembers elsewhere what is hovered: see forgetHover"


def test_a_cover_over_the_plot_takes_the_pointer(drawn):
    x, y, width, _ = drawn.locator(".nsewdrag").first.evaluate(MIDDLE)
    assert width > 900, "nothing lies over the whole plot: see .nsewdrag in timeline.css"
    top = drawn.evaluate("([x, y]) => document.elementFromPoint(x, y).classList.contains('nsewdrag')", [x, y])
    assert top, "the pointer is taken by something else: see .nsewdrag in timeline.css"


def test_the_last_days_before_the_year_10000_are_taken_as_text_alone(drawn):
    script = """async time => {
      const before = readRange(plot);
      await Plotly.relayout(plot, { "xaxis.range": [before[0], time] });
      const after = readRange(plot)[1];
      await Plotly.relayout(plot, { "xaxis.range": before });
      return after;
    }"""
    latest = drawn.evaluate("LATEST")
    for time in (latest - 3 * DAY, latest):
        taken = drawn.evaluate(f"time => ({script})(toEnd(time))", time)
        assert abs(taken - time) <= 1, "Plotly takes other last dates: see toEnd"


def test_the_wheel_is_drawn_anew_after_a_pause_of_known_length(drawn):
    drawn.clock.install(time=0)  # the last test: timers stand still from now on
    drawn.clock.pause_at(1)
    x, y, *_ = drawn.locator(".nsewdrag").first.evaluate(MIDDLE)
    drawn.evaluate(
        """([clientX, clientY]) => {
          window.redrawn = 0;
          plot.on("plotly_relayout", () => { window.redrawn += 1; });
          const tick = { clientX, clientY, deltaY: -100, bubbles: true, cancelable: true };
          document.elementFromPoint(clientX, clientY).dispatchEvent(new WheelEvent("wheel", tick));
        }""",
        [x, y],
    )
    drawn.clock.run_for(drawn.evaluate("WHEEL_REDRAW") - 1)
    assert drawn.evaluate("redrawn") == 0, "Plotly redraws sooner after a tick of the wheel: see WHEEL_REDRAW"
    drawn.clock.run_for(2)
    assert drawn.evaluate("redrawn") == 1, "Plotly redraws later after a tick of the wheel: see WHEEL_REDRAW"


def test_a_moved_mark_stands_where_its_pixels_say_and_goes_back(drawn):
    find = "name => findSymbols(plot).find(node => describePoint(node).customdata?.[0] === name)"
    middle = f"name => ({MIDDLE})(({find})(name))"
    before = drawn.evaluate(middle, "day")
    drawn.evaluate("""
      const moved = plot.data.findIndex(({ name }) => name === "labelled events");
      const index = plot.data[moved].customdata.findIndex(([id]) => id === "day");
      Plotly.restyle(plot, { meta: [{ moved_in: { [index]: 5.5 } }] }, [moved]).then(() => moveMarksIn(plot))
    """)
    found = drawn.evaluate(middle, "day")
    assert found[0] == pytest.approx(before[0] + 5.5, abs=0.1), "`translate` no longer adds to the mark's place"
    assert found[1:] == pytest.approx(before[1:], abs=0.1)
    drawn.evaluate("Plotly.restyle(plot, { meta: [null] }).then(() => moveMarksIn(plot))")
    assert drawn.evaluate(middle, "day") == pytest.approx(before, abs=0.1)
