"""The report of the benchmark says what was measured, what was stopped, and which aim is missed by how much."""

import math

import pytest

from tests.bench import report, vis
from tests.bench.probe import Reading
from tests.bench.subjects import APP, ENGINES, FILTERS, FLOOR, HALVED, VIS, WORD, ZOOMS
from tests.bench.visits import FIRST_PAINT, Visit

STEPS = (FIRST_PAINT, *FILTERS, *ZOOMS)


def _visit(wait: float, *, only: tuple[str, ...] = STEPS, received: float = 90_000) -> Visit:
    wheels = [{"longest": 40.0, "followed": 20.0, "refined": wait}]
    memory = {"now": 200.0, "peak": 250.0}
    return Visit({name: [Reading(wait, received, 50.0)] * 3 for name in only}, wheels, memory)


def _visits(**waits: float) -> report.Visits:
    """Return visits at 1 000 and 100 000 events: every wait (ms) of ours, of the floor and of a peer."""
    floor = _visit(waits.get("floor", 100.0), only=(WORD,))
    ours = {1_000: _visit(waits.get("few", 200.0)), 100_000: _visit(waits.get("many", 200.0))}
    peer = _visit(waits.get("peer", 2000.0))
    return {count: {APP.name: ours[count], FLOOR.name: floor, VIS.name: peer} for count in ours}


def _line(visits: report.Visits, words: str) -> str:
    (found,) = [line for line in report.describe(visits).splitlines() if words in line]
    return found


def test_a_cell_holds_the_medians():
    visits = _visits()
    visits[1_000][APP.name].readings[HALVED] = [Reading(1, 1_000, 3), Reading(7, 5_000, 9), Reading(500, 6_000, 8)]
    own = report.describe(visits).split(VIS.name)[0]
    assert f"| {HALVED} | 7 ms · 5 kB · 8 ms | 200 ms · 90 kB · 50 ms |" in own


def test_what_is_within_its_bound_is_met():
    assert "| 1.00 | met |" in _line(_visits(), "slowest growth of a zoom")
    assert "| 1.00 | met |" in _line(_visits(floor=200.0), "slowest filter ÷")
    assert "| 10.00 | met |" in _line(_visits(), f"{VIS.name} ÷ ours, {HALVED}")


@pytest.mark.parametrize(
    ("words", "waits", "said"),
    [
        ("slowest growth of a zoom", {"many": 520.0}, "| 2.60 | missed by 2.00 × |"),
        ("slowest growth of a filter", {"many": 520.0}, "| 2.60 | missed by 2.00 × |"),
        ("slowest filter ÷", {"floor": 50.0}, "| 4.00 | missed by 2.67 × |"),
        ("first paint, the most", {"many": 520.0}, "| 2.60 | missed by 2.00 × |"),
        ("after the last tick", {"many": 300.0, "few": 300.0}, "| 300.00 | missed by 2.00 × |"),
        (f"{VIS.name} ÷ ours, {HALVED}", {"peer": 500.0}, "| 2.50 | missed by 2.00 × |"),
    ],
)
def test_what_is_beyond_its_bound_is_missed_by_so_much(words: str, waits: dict[str, float], said: str):
    lines = [line for line in report.describe(_visits(**waits)).splitlines() if words in line]
    assert any(said in line for line in lines), lines


def test_a_stopped_peer_is_said_and_what_it_never_came_to_is_no_victory():
    visits = _visits()
    visits[100_000][VIS.name] = Visit({FIRST_PAINT: [Reading(math.inf)]})
    assert "> 60 s" in report.describe(visits).split(f"**{VIS.name}**")[1].split("| Aim")[0]
    assert "| not measured |" in _line(visits, f"{VIS.name} ÷ ours, {HALVED}")


def test_a_peer_stopped_in_a_step_is_slower_in_it():
    visits = _visits()
    visits[100_000][VIS.name].readings[HALVED] = [Reading(math.inf)]
    assert "| stopped | met |" in _line(visits, f"{VIS.name} ÷ ours, {HALVED}")


def test_another_limit_is_said():
    visits = _visits()
    visits[100_000][VIS.name] = Visit({FIRST_PAINT: [Reading(math.inf)]}, limit=5)
    assert "> 5 s" in report.describe(visits)


def test_what_stops_ours_is_missed():
    visits = _visits()
    visits[100_000][APP.name] = Visit({name: [Reading(math.inf)] for name in STEPS})
    assert "| stopped | missed |" in _line(visits, "slowest growth of a zoom")


def test_one_size_has_no_growth():
    visits = {1_000: _visits()[1_000]}
    assert "not measured" in _line(visits, "slowest growth of a zoom")
    assert "not measured" in _line(visits, "first paint, the most")


def test_without_npm_the_peer_is_left_out_in_words(tmp_path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(vis, "FETCHED", tmp_path)
    monkeypatch.setattr(vis.shutil, "which", lambda _: None)
    with pytest.raises(vis.AbsentError, match="npm is not there"):
        vis.fetch()


def test_an_engine_has_its_rows_where_it_was_measured():
    visits, (engine,) = _visits(), ENGINES.values()
    assert engine.name not in report.describe(visits)
    visits[1_000][engine.name] = _visit(321.0)
    own = report.describe(visits).split(engine.name)[1].split(VIS.name)[0]
    assert f"| {HALVED} | 321 ms · 90 kB · 50 ms | – |" in own
    assert "| memory of the server | 200 MB | – |" in own


def test_what_only_an_engine_holds_is_told_without_an_aim():
    visits = _visits() | {10_000_000: {ENGINES["duckdb"].name: _visit(900.0)}}
    told = report.describe(visits)
    assert f"| {HALVED} | – | – | 900 ms · 90 kB · 50 ms |" in told
    assert _line(visits, "slowest growth of a zoom") == _line(_visits(), "slowest growth of a zoom")
    assert "growth" not in report.describe({10_000_000: visits[10_000_000]})
