"""How many events there were of each meeting type, as a native chart."""

from typing import Any

import pandas as pd
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION
from pptx.oxml import parse_xml
from pptx.oxml.ns import nsdecls

from components.briefing.export_input import ExportInput
from components.display.theme import blend
from components.exports.slides.canvas import Canvas, tag_language
from components.exports.slides.slide_builder import Binder, finish
from components.exports.slides.text_fitting import clean
from components.layout.count_text import describe_totals
from components.messages.sentence import N_
from components.query.store import INSIDE, Totals

CHART = "Chart of meeting types"  # the name of the shape
# In the order of store.INSIDE
SERIES = (N_("In the period"), N_("In the period, date uncertain"), N_("Possibly in the period"))
MOST_TYPES = 18
MOST_LETTERS = 40  # of a meeting type's name
SIZE, MOST_BAR, LEGEND = 12.0, 60.0, 40.0  # slide units
_SHARES = (1.0, 0.65, 0.35)  # of the colour of counts, by SERIES
_COUNTS = "#,##0;;;"  # nothing is written for nought


def add_chart_slide(binder: Binder, exported: ExportInput) -> None:
    """Add a bar chart of the selected events by meeting type, those that are not certainly in the period apart."""
    if exported.events.empty:
        return
    _ = exported.table.messages
    counts = count_meeting_types(exported)
    canvas = binder.begin(_("Events by meeting type"))
    said = [
        _(
            "{meeting_type}: {events}",
            meeting_type=name,
            events=describe_totals(Totals(certain, uncertain, possible, 0, 0, 0), _),
        )
        for name, certain, uncertain, possible in counts.itertuples()
    ]
    finish(canvas, said)
    style, area = canvas.style, binder.kit.content.area
    chart_data: Any = CategoryChartData(number_format="#,##0")  # type: ignore[no-untyped-call]
    chart_data.categories = [clean(name)[:MOST_LETTERS] for name in counts.index]
    for name in counts.columns:
        if counts[name].any():
            chart_data.add_series(_(name), counts[name].tolist())
    height = min(area.height, len(counts) * MOST_BAR + LEGEND)
    place = tuple(style.emu(value) for value in (area.left, area.top, area.width, height))
    frame = canvas.slide.shapes.add_chart(XL_CHART_TYPE.BAR_STACKED, *place, chart_data)
    frame.name = CHART
    frame.element.xpath("p:nvGraphicFramePr/p:cNvPr")[0].set("descr", clean("; ".join(said)))
    _dress(frame.chart, canvas)


def count_meeting_types(exported: ExportInput) -> pd.DataFrame:
    """Count the selected events per meeting type (index: its words), most first: a column for each of SERIES."""
    table, _ = exported.table, exported.table.messages
    names = exported.events["meeting_type"].map(lambda code: table.name_of("meeting_type", code) or _("Not stated"))
    standings = exported.events["standing"]
    counts = pd.DataFrame({name: standings == standing for name, standing in zip(SERIES, INSIDE, strict=True)})
    counts = counts.groupby(names).sum()
    counts = counts.loc[counts.sum(axis=1).sort_values(ascending=False, kind="stable").index]
    if len(counts) > MOST_TYPES:
        others = counts.iloc[MOST_TYPES - 1 :]
        counts = counts.iloc[: MOST_TYPES - 1]
        counts.loc[_.plural("{count} other meeting type", "{count} other meeting types", len(others))] = others.sum()
    return counts


def _dress(chart: Any, canvas: Canvas) -> None:
    """Give a chart the template's colours and a type that can be read, and remove what says nothing."""
    style, theme, _ = canvas.style, canvas.style.theme, canvas.messages
    chart.font.size = style.points(SIZE) * 127
    chart.font.color.rgb = _rgb(theme.ink)
    for font in chart.element.xpath(".//a:defRPr"):
        font.set("lang", tag_language(_))
        font.append(parse_xml(f'<a:ea {nsdecls("a")} typeface="{style.east_asian}"/>'))
    chart.has_title = False
    categories, values = chart.category_axis, chart.value_axis
    categories.reverse_order = True
    categories.format.line.color.rgb = _rgb(theme.hairline)
    categories.has_major_gridlines = False
    values.visible = values.has_major_gridlines = False
    plot = chart.plots[0]
    plot.gap_width, plot.has_data_labels = 45, True
    plot.data_labels.number_format, plot.data_labels.number_format_is_linked = _COUNTS, False
    fills = {_(name): blend(theme.count, theme.paper, share) for name, share in zip(SERIES, _SHARES, strict=True)}
    for series in plot.series:
        fill = fills[series.name]
        series.format.fill.solid()
        series.format.fill.fore_color.rgb = _rgb(fill)
        series.data_labels.show_value = True
        series.data_labels.font.color.rgb = _rgb(theme.ink_on(fill))
    chart.has_legend = [series.name for series in plot.series] != [_(SERIES[0])]
    if chart.has_legend:
        chart.legend.position, chart.legend.include_in_layout = XL_LEGEND_POSITION.BOTTOM, False


def _rgb(colour: str) -> RGBColor:
    return RGBColor.from_string(colour[1:].upper())  # type: ignore[no-untyped-call]
