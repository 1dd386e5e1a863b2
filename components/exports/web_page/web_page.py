"""The timeline as one HTML file that works anywhere: it loads nothing and asks nobody."""

import base64
import hashlib
import json
import re
from dataclasses import asdict
from pathlib import Path
from typing import Any

from components.briefing.export_input import ExportInput
from components.display.theme import FONT
from components.exports import event_rows
from components.exports.svg import lane_headers, pagination, svg_legend
from components.exports.svg.colours import EITHER, Ink
from components.exports.svg.svg_elements import clean_printable, element, escape, printable_within, quote_attribute
from components.exports.svg.svg_timeline import AXIS, SvgStyle, build_axis, build_plot
from components.exports.web_page.web_page_table import build_sources, build_table
from components.layout.display_list import DisplayList
from components.layout.scale import Scale
from components.layout.ticks import build_ticks
from components.messages import catalogue
from components.messages.catalogue import ENGLISH, Messages
from components.views.file_picture import Picture

_ASSETS = Path(__file__).parent
_WORDS = Path(catalogue.__file__).with_name("messages.js")  # by which a script says its words
SCRIPTS = ("web_page_scale.js", "web_page_card.js", "web_page_table.js", "web_page.js")
_IMPORTED = re.compile(r'^import \{[^}]*\} from "[^"]+";\n', re.MULTILINE)
_EXPORTED = re.compile(r"^export (?=(?:function|class|const|let)\b)", re.MULTILINE)
_MODULE_SYNTAX = re.compile(r"^\s*(?:import|export)\b.*", re.MULTILINE)
WIDTH = 960.0  # pixels of the lanes before anybody stretches them
NAMES = 250.0
LEVELS = 7  # times that the scale can be doubled, as long as a day is no wider than WIDEST_DAY
WIDEST_DAY = 48.0
KEY_WIDTH = NAMES + lane_headers.AFTER + WIDTH
_FAR = 1e6  # beyond any scale


def make_page(exported: ExportInput) -> bytes:
    """Make the HTML file of an export input."""
    style = read_assets("web_page.css") + _marking(exported.briefing.classification)
    script = read_assets(*SCRIPTS)
    head = (
        '<meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{quote_attribute(_policy(style, script))}">'
        '<meta name="referrer" content="no-referrer">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"{element('title', escape(exported.title))}<style>{style}</style>"
    )
    listed = event_rows.build_rows(exported, exported.events)
    _ = exported.table.messages
    data = _data(listed) + _messages(script, _)
    body = "".join((_opening(exported), *_main(exported, listed), data, f"<script>{script}</script>"))
    language = _.locale.language
    return f'<!doctype html><html lang="{language}"><head>{head}</head><body>{body}</body></html>\n'.encode()


def read_assets(*names: str) -> str:
    """Return files of the assets, one after the other; scripts as one block behind what says words, sharing names."""
    joined = "\n".join((_ASSETS / name).read_text(encoding="utf-8") for name in names).replace("FONT_STACK", FONT)
    if not names[0].endswith(".js"):
        return joined
    return f'"use strict";\n{join_module(_WORDS.read_text(encoding="utf-8"))}{{\n{joined}}}\n'


def join_module(text: str) -> str:
    """Return a module as a part of a script in which what it imports stands before it. Raises ValueError."""
    joined = _EXPORTED.sub("", _IMPORTED.sub("", text))
    if left := _MODULE_SYNTAX.search(joined):
        raise ValueError(left[0])
    return joined


def _marking(classification: str) -> str:
    """Return the style that prints a classification at the head of every page; all its letters as codes."""
    codes = "".join(f"\\{ord(letter):x} " for letter in clean_printable(classification))
    return f'@page {{ @top-center {{ content: "{codes}"; font: 600 9pt sans-serif; }} }}\n' if codes else ""


def _policy(style: str, script: str) -> str:
    """Return the strictest policy under which the file works: its own script and style by their hash, nothing else."""
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src '{_hash(script)}'",
            f"style-src '{_hash(style)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(content: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _opening(exported: ExportInput) -> str:
    """Build the head of the page: what it is, and what is on it."""
    marking = exported.briefing.classification
    lines = "".join(element("p", escape(line)) for line in exported.statement.lines)
    return element(
        "header",
        element("p", escape(marking), class_="marking") if marking else "",
        element("h1", escape(exported.title)),
        element("p", escape(exported.subtitle), class_="quiet"),
        element("div", lines, class_="statement"),
    )


def _main(exported: ExportInput, listed: list[event_rows.EventRow]) -> list[str]:
    _ = exported.table.messages
    undated = event_rows.build_rows(exported, exported.undated)
    parts = [_timeline(exported, listed), _events(listed, _)]
    if undated:
        said = element("p", escape(event_rows.describe_undated(exported)))
        table = build_table(undated, _, first=len(listed), scripted=False)
        parts.append(_section(_("Events without a date"), said, table))
    parts.append(_section(_("Sources"), build_sources(event_rows.list_sources(exported), _)))
    marking = exported.briefing.classification
    foot = element("footer", element("p", escape(marking), class_="marking")) if marking else ""
    return [element("main", *parts), foot]


def _events(listed: list[event_rows.EventRow], _: Messages) -> str:
    if not listed:
        return _section(_("Events"), element("p", escape(_("No matching events in this period."))))
    words = _("Find")
    search = (
        f'<p class="tools scripted" hidden>{element("label", escape(words), for_="search")} '
        '<input id="search" type="search" autocomplete="off"> '
        '<span id="found" role="status"></span></p>'
    )
    return _section(_("Events"), search, build_table(listed, _, first=0, scripted=True))


def _section(title: str, *content: str) -> str:
    return element("section", element("h2", escape(title)), *content)


def _timeline(exported: ExportInput, listed: list[event_rows.EventRow]) -> str:
    picture = pagination.compose_whole_picture(exported, pagination.unfold(exported, exported.request), WIDTH)
    drawn, quiet = pagination.drop_quiet(picture.drawn)
    ink = EITHER.for_table(exported.table)
    style = SvgStyle(ink, {row.identity: place for place, row in enumerate(listed)})
    _ = exported.table.messages
    captions = "".join(lane_headers.build_captions(ink, _))
    top = (
        _svg("corner", NAMES + lane_headers.AFTER, AXIS, _lowered(captions, NAMES, AXIS)),
        _svg("axis", drawn.scale.width, AXIS, _lowered(build_axis(drawn, ink), 0.0, AXIS)),
    )
    lanes = (_lane(lane, style) for lane in pagination.split_lanes(drawn))
    board = element("div", element("div", *top, class_="lane dates"), *lanes, class_="board")
    words = _("Timeline. Arrow keys: previous or next event. Enter: open the event. Plus and minus: zoom.")
    scroller = element("div", board, class_="scroller", tabindex=0, role="application", aria_label=words)
    said = (pagination.describe_quiet(quiet, _), pagination.describe_left(drawn, _))
    foot = "".join(element("p", escape(sentence), class_="quiet") for sentence in said if sentence)
    controls = (_too_old(_), _legend(picture, ink, _), _tools(_), scroller, foot)
    return _section(_("Timeline"), *controls, _levels(drawn.scale, _), _card(_))


def _lane(lane: DisplayList, style: SvgStyle) -> str:
    """Build one lane, which no printed page cuts: its head, which stays in sight, and its content, which moves."""
    lines = lane_headers.build_lines(lane, style.ink, -NAMES, lane_headers.AFTER)
    names = lane_headers.build_names(lane, style.ink, NAMES) + lane_headers.build_after(lane, style.ink)
    plot = lane_headers.build_lines(lane, style.ink, 0.0, _FAR) + build_plot(lane, style)
    head = _svg("head", NAMES + lane_headers.AFTER, lane.height, _lowered(lines + names, NAMES, 0.0))
    return element("div", head, _svg("plot", lane.scale.width, lane.height, plot), class_="lane")


def _legend(picture: Picture, ink: Ink, _: Messages) -> str:
    drawn, height = svg_legend.build_legend(picture.legend, ink, KEY_WIDTH)
    svg = _svg("key", KEY_WIDTH, height, drawn)
    return element("div", svg, class_="scrolled", tabindex=0, role="region", aria_label=_("Legend"))


def _svg(name: str, width: float, height: float, content: str) -> str:
    return element(
        "svg",
        content,
        class_=name,
        width=width,
        height=height,
        viewBox=f"0 0 {width:g} {height:g}" if name == "key" else None,
        aria_hidden="true",
    )


def _lowered(content: str, x: float, y: float) -> str:
    return element("g", content, transform=f"translate({x:g},{y:g})")


def _too_old(_: Messages) -> str:
    """Say what an old browser doesn't show: the script hides this once it has run, the style where none may run."""
    words = _("This browser is too old to show the interactive parts of this page. Everything is listed in the table.")
    return element("p", escape(words), id="old")


def _tools(_: Messages) -> str:
    """Build the buttons; they show once the script runs."""
    signs = (("less", "−", _("Zoom out")), ("more", "+", _("Zoom in")), ("whole", _("Whole period"), None))
    drawn = "".join(
        element("button", escape(sign), type="button", id=name, aria_label=words) for name, sign, words in signs
    )
    return f'<p class="tools scripted" hidden>{drawn}</p>'


def _card(_: Messages) -> str:
    names, card = (("previous", _("Previous")), ("next", _("Next")), ("close", _("Close"))), quote_attribute(_("Event"))
    buttons = "".join(element("button", escape(words), type="button", id=name) for name, words in names)
    return (
        '<div id="hint" role="status" hidden></div>'
        f'<aside id="card" aria-label="{card}" tabindex="-1" hidden>'
        f'<div class="tools">{buttons}</div><div id="details"></div></aside>'
    )


def _levels(scale: Scale, _: Messages) -> str:
    """Return the dates of the axis for every doubling of the scale: pixel (undoubled), label, year."""
    levels, width = [], scale.width
    for _time in range(LEVELS):
        at = scale.pixels_per_day
        ticks = build_ticks(scale.window, width, _)
        levels.append([[round((tick.day - scale.window.first) * at, 3), tick.label, tick.year] for tick in ticks])
        width *= 2
        if width / scale.width * at > WIDEST_DAY:
            break
    return _json("levels", levels)


def _data(listed: list[event_rows.EventRow]) -> str:
    return _json("events", [{**asdict(row), "doubts": row.doubts} for row in listed])


def _messages(script: str, _: Messages) -> str:
    """Return the words that the script says, in another language than its own; nothing in English."""
    if _ == ENGLISH:
        return ""
    given = _.list_for_scripts()
    words = {sentence: forms for sentence, forms in given["words"].items() if sentence in script}
    return _json("messages", {**given, "words": words})


def _json(name: str, value: Any) -> str:
    """Return values as a block that no markup in them can end."""
    written = json.dumps(printable_within(value), ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    return f'<script type="application/json" id="{name}">{written}</script>'
