"""Tests of a table as a desk in Tokyo keeps it: eras, full-width figures, Japanese names, as CSV and as a workbook."""

import pytest

from components.intake import single_file
from components.panels.tables.table_registry import SHIPPED
from components.stores import opening
from tests.support.intake_files import to_csv, to_workbook

KNOWN = single_file.read_known(SHIPPED)
TITLE = ["外交日程一覧（平成25年度）", "", "", "", ""]
HEADER = ["日付", "件名", "国名", "種別", "備考"]
# date as written, title, countries, kind, remark; then the date and the countries as they are to be understood
ROWS = [
    (["平成25年4月28日", "日露首脳会談", "ロシア", "首脳会談", "モスクワ"], "2013-04-28", "RUS"),
    (["平成25年4月28日～5月4日", "中東訪問", "ロシア、サウジアラビア、トルコ", "訪問", ""], "2013-04-28/2013-05-04",
     "RUS;SAU;TUR"),
    (["平成25年5月", "日仏外相会談", "フランス", "外相会談", "日は未定"], "2013-05", "FRA"),
    (["平成２５年１１月２日", "第１回日露「２＋２」", "ロシア", "2+2", ""], "2013-11-02", "RUS"),
    (["2013年6月上旬", "日印局長協議", "インド", "協議", ""], "[2013-06-01..2013-06-10]", "IND"),
    (["昭和31年10月19日", "日ソ共同宣言", "ソ連", "署名", ""], "1956-10-19", "SUN"),
    (["平成31年4月30日", "平成最後の日の会談", "英国", "会談", ""], "2019-04-30", "GBR"),
    (["令和元年5月1日", "令和最初の日の会談", "米国", "会談", ""], "2019-05-01", "USA"),
    (["H25.12.9", "日・カザフスタン会談", "カザフスタン", "会談", ""], "2013-12-09", "KAZ"),
    (["2013/4/29", "共同記者会見", "ロシア", "会見", ""], "2013-04-29", "RUS"),
    (["未定", "日中韓サミット", "中国、韓国", "首脳会談", "調整中"], "", "CHN;KOR"),
]  # fmt: skip
CELLS = [cells for cells, _, _ in ROWS]
FILES = {
    "Shift-JIS": ("予定.csv", to_csv([HEADER, *CELLS]).encode("cp932")),
    "Shift-JIS below a title": ("予定.csv", to_csv([TITLE, [""] * 5, HEADER, *CELLS]).encode("cp932")),
    "workbook": ("予定.xlsx", to_workbook(一覧=[TITLE[:1], [], HEADER, *CELLS])),
}


@pytest.mark.parametrize("kind", FILES)
def test_every_row_comes_in_with_its_days_and_countries(kind):
    name, content = FILES[kind]
    draft = single_file.read_draft(content, name, KNOWN)
    assert (draft.report.read, draft.report.taken) == (len(ROWS), len(ROWS))
    assert {use.column: use.role for use in draft.mapping.uses} == {
        "日付": "date",
        "件名": "title",
        "国名": "countries",
        "種別": "meeting_type",
        "備考": "note",
    }
    whole, store = opening.with_store(single_file.build_table(draft, KNOWN), lambda _: None)
    assert store.size() == len(ROWS)
    events = whole.events.set_index("title")
    read = [(events["date"][cells[1]], ";".join(sorted(events["countries"][cells[1]].split(";")))) for cells in CELLS]
    assert read == [(date, countries) for _, date, countries in ROWS]
    assert events["note"]["日中韓サミット"] == "調整中 Date as written: “未定”."
    assert [question.key for question in draft.report.questions if not question.key.startswith("kind:")] == []
