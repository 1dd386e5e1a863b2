"""Tests that pictures agree: of one display list all of them draw the same marks, counts and words (D20)."""

import json
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.briefing import presentation_context
from components.display import figure
from components.display.theme import LIGHT, build_palette
from components.exports.slides.slide_builder import Binder, finish
from components.exports.slides.template import open_template
from components.exports.slides.timeline_shapes import Slice, choose_colours, draw_timeline
from components.exports.svg.colours import ON_SCREEN
from components.exports.svg.svg_timeline import SvgStyle, build_plot
from components.layout import arrangement, symbols
from components.layout.display_list import build_display_list, focus_on
from components.layout.packing import SYMBOL
from components.query import links
from components.query.selection import Request
from tests.support import owned, shipped, tables
from tests.support.export_readers import to_drawing
from tests.support.trials import examples

KINDS = ("symbols", "bars", "labels", "cells", "rings")
# One of everything: known and imprecise, held and planned, grey, in strips and above them, ringed
EVERYTHING = [
    {"date": "2013-04-05", "meeting_type": "summit", "level": "head", "countries": "RUS"},
    {"date": "2013-04-05/2013-05-09", "meeting_type": "talks", "level": "minister", "countries": "RUS;KAZ"},
    {"date": "2013-06", "meeting_type": "talks", "level": "official", "countries": "RUS"},
    {"date": "2013-04/2013-08", "meeting_type": "other", "countries": "KAZ"},
    {"date": "2013-10-01", "status": "planned", "meeting_type": "summit", "countries": "KAZ"},
    *({"date": f"2013-{month:02}-03", "countries": "FRA", "level": ("head", "")[month % 2]} for month in range(1, 13)),
    {"date": "2013", "countries": "FRA"},
]


def list_marks(drawn):
    """Return what a display list says of its marks, in the terms that every picture can be asked in."""
    names = {each.event.id: f"{each.event.title}. {each.event.words}" for each in drawn.symbols}
    return {
        "symbols": Counter((names[each.event.id], each.shape, each.is_hollow, each.is_grey) for each in drawn.symbols),
        "bars": Counter((each.is_possible, each.is_grey) for each in drawn.bars),
        "labels": Counter((each.text, each.is_grey) for each in drawn.labels),
        "cells": Counter((each.words.line, each.label) for each in drawn.cells),
        "rings": len(drawn.rings),
    }


def read_figure(drawn, table):
    """Read a figure back as a browser would get it."""
    palette = build_palette(LIGHT, table)
    traces = {each["name"]: each for each in json.loads(json.dumps(figure.build_figure(drawn, LIGHT, palette)))["data"]}
    names = {each.event.id: f"{each.event.title}. {each.event.words}" for each in drawn.symbols}
    points = [
        (names[identity], shape.removesuffix("-open"), shape.endswith("-open"), colour == palette.grey)
        for trace in (traces["events"], traces["labelled events"])
        for (identity, _), shape, colour in zip(
            trace["customdata"], trace["marker"]["symbol"], trace["marker"]["color"], strict=True
        )
    ]
    grey = figure.with_alpha(palette.grey, 1)[: -len("1)")]
    bars = [
        (name == "possible days", colour.startswith(grey))
        for name in ("possible days", "certain days")
        for colour in traces[name]["marker"]["color"]
    ]
    written = [
        (text.strip("\u00a0"), colour == LIGHT.faint)
        for trace in (traces["labelled events"], traces["labels"])
        for text, colour in zip(trace["text"], trace["textfont"]["color"], strict=True)
    ]
    cells = [
        (", ".join(hover.replace("<b>", "").replace("</b>", "").split("<br>")), text)
        for trace in (traces["counts"], traces["counts without a day"])
        for hover, text in zip(trace["hovertext"], trace["text"], strict=True)
    ]
    read = dict(zip(KINDS[:4], map(Counter, (points, bars, written, cells)), strict=True))
    return {**read, "rings": len(traces["chosen"]["x"])}


def read_svg(drawn, table):
    """Read an SVG back by its layers."""
    ink = ON_SCREEN.for_table(table)
    layers = {
        each.get("class"): list(each) for each in to_drawing(f"<svg>{build_plot(drawn, SvgStyle(ink, {}))}</svg>")
    }
    shapes = {symbols.outline(name, SYMBOL): name for name in symbols.NAMES}
    grey, paper = ink.palettes[0].grey, LIGHT.paper
    cells: list[list[str]] = []
    for each in layers.get("strips", []):
        if each.tag == "rect":
            cells.append([each.find("title").text, ""])
        else:
            cells[-1][1] = each.text
    return {
        "symbols": Counter(
            (
                each.find("title").text,
                shapes[each.get("d")],
                each.get("fill") == paper,
                each.get("stroke") == grey,
            )
            for each in layers.get("symbols", [])
        ),
        "bars": Counter(
            (each.get("stroke-dasharray") is not None, each.get("fill") == grey) for each in layers.get("bars", [])
        ),
        "labels": Counter(
            ("".join(each.itertext()), each.get("fill") == LIGHT.faint) for each in layers.get("labels", [])
        ),
        "cells": Counter(map(tuple, cells)),
        "rings": len(layers.get("rings", [])),
    }


def read_slide(drawn, table):
    """Read back what python-pptx finds on a slide."""
    opened = open_template(b"")
    binder = Binder(opened.deck, opened.kit, "")
    canvas = binder.begin("Timeline")
    colours = choose_colours(canvas.style, table)
    draw_timeline(canvas, Slice(drawn, 0.0, drawn.height, 200.0, 0.0, colours))
    theme = canvas.style.theme
    finish(canvas, [])
    read = {name: Counter() for name in KINDS}
    for lane in (each for each in opened.deck.slides[-1].shapes if each.name.startswith("Lane: ")):
        for shape in lane.shapes:
            if shape.name.startswith("Event: "):
                words = shape.element.xpath("p:nvGrpSpPr/p:cNvPr")[0].get("descr").replace(" · ", ". ", 1)
                _read_event(shape.shapes, words, (colours.grey, theme), read)
            elif shape.element.xpath("p:nvSpPr/p:cNvPr[@descr]"):
                read["cells"][shape.name, shape.text_frame.text] += 1
    return {**read, "rings": read["rings"].total()}


def _colours(shape, path):
    return [each.get("val") for each in shape.element.xpath(f"p:spPr/{path}/*")]


def _read_event(shapes, words, paints, read):
    grey, theme = paints
    greys = {grey[1:].upper()}
    for shape in shapes:
        if shape.name.startswith("Symbol: "):
            edge, fill = _colours(shape, "a:ln/a:solidFill"), _colours(shape, "a:solidFill")
            read["symbols"][words, shape.name.removeprefix("Symbol: "), edge != fill, set(edge) <= greys] += 1
        elif shape.name in ("Possible days", "Certain days"):
            dashed = bool(shape.element.xpath("p:spPr/a:ln/a:prstDash"))
            read["bars"][dashed if dashed == (shape.name == "Possible days") else "neither"] += 1
        elif shape.name == "Label":
            colour = shape.element.xpath(".//a:rPr/a:solidFill/*")[0].get("val")
            read["labels"][shape.text_frame.text, colour in (theme.faint[1:].upper(), theme.muted[1:].upper())] += 1
        elif shape.name == "Ring":
            read["rings"][True] += 1


def assert_agreement(drawn, table):
    said = list_marks(drawn)
    assert read_figure(drawn, table) == said
    assert read_svg(drawn, table) == said
    assert_presented(drawn)
    slide = read_slide(drawn, table)
    for name in ("symbols", "labels", "cells", "rings"):
        assert slide[name] == said[name], name
    assert slide["bars"] == Counter({possible: count for possible, count in _sum_bars(said["bars"]).items() if count})


def assert_presented(drawn):
    """Compare what the presenter is given, in which all marks are grey, by lane, day and look."""
    given = json.loads(json.dumps(vars(presentation_context.serialise(drawn, 365))))
    assert Counter((lane, event, shape, hollow) for lane, _, _, event, shape, hollow, _ in given["symbols"]) == Counter(
        (each.lane, each.event.id, each.shape, each.is_hollow) for each in drawn.symbols
    )
    assert Counter(map(tuple, given["bars"])) == Counter(
        (each.lane, each.first, each.last, each.y, each.event.id, each.is_possible) for each in drawn.bars
    )
    assert Counter(map(tuple, given["cells"])) == Counter(
        (each.lane, *presentation_context.cell_days(each, drawn.scale), each.y, each.height, each.strength)
        for each in drawn.cells
    )
    possible = {(each.lane, each.event.id) for each in drawn.bars if each.is_possible}
    at_an_end = {(lane, event) for lane, _, _, event, _, _, ends in given["symbols"] if ends}
    assert at_an_end == possible


def _sum_bars(bars):
    return {possible: sum(count for (each, _), count in bars.items() if each == possible) for possible in (True, False)}


@pytest.mark.parametrize("focused", [False, True])
def test_one_of_everything_is_the_same_in_every_picture(focused):
    table, store = tables.to_store(*EVERYTHING)
    selection = tables.to_selection("2013").choose("level", ("head", "minister"), grey=True)
    arranged = arrangement.arrange(store, table, Request(selection, "region", ("steppe",)), 640.0)
    drawn = build_display_list(arranged, table, selected="E0")
    assert all(getattr(drawn, name) for name in KINDS)
    assert any(cell.label for cell in drawn.cells)
    assert_agreement(focus_on(drawn, "E0") if focused else drawn, table)


@examples(25)
@given(tables.some_events, tables.some_requests(owned.SCHEMES), st.sampled_from([333.0, 700.0]))
def test_any_list_is_the_same_in_every_picture(rows, request, width):
    table, store = tables.to_store(*({**row, "title": "Talks and more"} for row in rows))
    drawn = build_display_list(arrangement.arrange(store, table, request, width), table, selected="E1")
    assert_agreement(drawn, table)


@pytest.mark.parametrize("query", ["", "window=2013-04/2013-09&lanes=level", "country=RUS&grey=country"])
def test_the_shipped_table_is_the_same_in_every_picture(query):
    table, store = shipped.open_shipped()
    request, _ = links.parse_request(links.parse_query(query), table, store, links.find_opening(table, store))
    assert_agreement(build_display_list(arrangement.arrange(store, table, request, 640.0), table), table)
