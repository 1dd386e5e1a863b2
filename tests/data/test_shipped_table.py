"""Tests of the table that ships: nothing rejected, everything proved, and the founding document's story in it."""

import re
from pathlib import Path
from urllib.parse import parse_qs

import pytest

from components.dates import edtf, windows
from components.query import links
from components.query.selection import Request
from components.views import view
from tests.support import frames, shipped, tables

FOLDER = Path(__file__).parents[2] / "data"
TABLE, STORE = shipped.open_shipped()
OPENING = links.find_opening(TABLE, STORE)
README = (FOLDER / "README.md").read_text(encoding="utf-8")
REGION = "russia-central-asia-caucasus"
SOURCES = shipped.read_raw().sources
CLAIMS = {row.id: row for row in TABLE.claims.itertuples()}
FOUNDING = "bluebook-2014-russia"


def inside(selection):
    """Count what a query string selects, certainly or possibly in its window."""
    request, ignored = links.parse_request(parse_qs(selection, strict_parsing=True), TABLE, STORE, OPENING)
    assert ignored == ()
    return STORE.totals(request.selection).inside


def test_nothing_is_rejected_and_nothing_wrong():
    assert TABLE.rejected.empty
    assert TABLE.problems == ()


def test_it_has_the_size_that_was_promised():
    assert 600 <= STORE.size() <= 800


def test_every_date_is_read_in_words():
    listing = view.build_listing(STORE, TABLE, TABLE.events.assign(standing="certain"))
    assert all(row.date for row in listing)
    assert (TABLE.events["date"] != "").all()


def test_every_event_has_a_source_and_every_source_is_used():
    assert set(TABLE.evidence["event"]) == set(TABLE.events["id"])
    assert {*TABLE.evidence["source"], *TABLE.claims["source"], *TABLE.people.office_rows["source"]} - {""} == set(
        SOURCES["key"]
    )
    assert (TABLE.evidence[["locator", "title", "publisher", "kind"]] != "").all(axis=None)
    assert not TABLE.evidence.duplicated(["event", "source", "locator"]).any()


def test_what_a_source_states_and_when_it_was_published_are_dates():
    for column in ("stated_date", "published"):
        assert set(edtf.parse_bounds(TABLE.evidence[column])["reason"]) == {""}
    assert set(TABLE.evidence["kind"]) <= {"primary", "secondary", "tertiary"}
    assert set(TABLE.evidence["read"]) == {"whole", "opening"}


def test_home_is_no_other_side():
    assert TABLE.settings.home_country == "JPN"
    assert not TABLE.events["countries"].str.contains("JPN").any()


def test_it_names_its_licence_and_credits_its_regions():
    assert TABLE.settings.licence == "CC BY 4.0"
    assert "Diplomatic Bluebook" in TABLE.settings.attribution
    assert "United Nations" in TABLE.settings.attribution
    assert "CC BY 4.0" in README


def test_its_page_counts_what_is_there():
    status = TABLE.events["status"].value_counts()
    held, planned, unknown = (int(status.get(name, 0)) for name in ("held", "planned", "unknown"))
    counted = (
        f"**{STORE.size()} events** ({held} held, {planned} planned, {unknown} unknown), {len(TABLE.evidence)} pairs"
    )
    assert counted in README
    assert f"{len(SOURCES)} sources, {len(CLAIMS)} claims, {len(TABLE.people.rows)} people" in README


def test_it_opens_on_2013_with_the_founding_region_unfolded():
    assert Request(tables.to_selection("2013"), unfolded=(REGION,), pinned=(REGION,)) == OPENING


def test_the_founding_story_is_on_screen_before_anything_is_touched():
    made = view.compose(STORE, TABLE, OPENING, 1060.0)
    lanes = {lane.key: lane.shows for lane in made.arrangement.lanes}
    assert next(iter(lanes)) == REGION
    assert lanes[REGION] == "head"
    russia = [lane.key for lane in made.arrangement.lanes].index(f"{REGION}/RUS")
    marks = frames.to_marks(made.arrangement)[frames.to_marks(made.arrangement)["lane"] == russia]
    assert lanes[f"{REGION}/RUS"] == "marks"
    assert {"E0095", "E0157", "E0196", "E0226", "E0089", "E0239", "E0083", "E0082", "E0235", "E0181"} <= set(
        marks["id"]
    )
    summits = marks[marks["meeting_type"] == "summit"]
    assert (summits["label"] == summits["title"]).all()
    assert {shows for key, shows in lanes.items() if not key.startswith(REGION)} <= {"strip", "nothing"}


COUNTED = {"summit": 4, "foreign-ministers-meeting": 2, "two-plus-two": 1}


@pytest.mark.parametrize("kind", COUNTED)
def test_the_counts_of_the_founding_document(kind):
    selection = tables.to_selection("2013", region=REGION, country="RUS", meeting_type=kind)
    totals = STORE.totals(selection)
    assert (totals.certain, totals.possible) == (COUNTED[kind], 0)


@pytest.mark.parametrize("claim", CLAIMS)
def test_a_claim_is_met_or_said_to_be_unmet(claim):
    row = CLAIMS[claim]
    met = inside(row.selection) == int(row.counted)
    assert met == {"met": True, "unmet": False}[row.expected]


def test_claims_that_are_not_met_are_listed():
    unmet = {row.id: inside(row.selection) for row in CLAIMS.values() if row.expected == "unmet"}
    assert unmet
    listed = re.findall(r"^\| (C\d+) [^|]+\| (\d+) \| (\d+) \|", README, re.MULTILINE)
    told = {claim: (int(counted), int(has)) for claim, counted, has in listed}
    assert told == {claim: (int(CLAIMS[claim].counted), count) for claim, count in unmet.items()}


# what the founding document names: date, kind, words of title and summary, paragraph
NAMED = {
    "E0095": ("2013-04-29", "summit", ("Abe-Putin summit in the Kremlin",), "1"),
    "E0157": ("2013-06-17", "summit", ("Abe-Putin summit", "Lough Erne"), "1"),
    "E0196": ("2013-09-05", "summit", ("Abe-Putin summit", "St Petersburg"), "1"),
    "E0226": ("2013-10-07", "summit", ("Abe-Putin summit", "Bali"), "1"),
    "E0089": ("2013-04-10", "foreign-ministers-meeting", ("Kishida-Lavrov", "London"), "1"),
    "E0239": ("2013-11-01", "foreign-ministers-meeting", ("Kishida-Lavrov", "Tokyo"), "1"),
    "E0083": ("2013-04", "visit", ("Prime Minister Abe visits Russia", "Peace-treaty", "martial-arts"), "2"),
    "E0082": ("2013-04", "economic-mission", ("Economic mission of 120 business people",), "2"),
    "E0278": ("2014", "people-exchange", ("Year of Japan-Russia Martial Arts Exchanges",), "2"),
    "E0235": ("2013-11-02", "two-plus-two", ("First Japan-Russia 2+2", "security and defence policies"), "3"),
    "E0181": ("2013-08-19", "vice-ministerial-talks", ("vice-ministerial talks", "peace-treaty"), "4"),
    "E0009": ("2004-08-28", "multilateral-ministerial", ("Central Asia plus Japan", "launched"), "6"),
    "E0276": ("2014", "other", ("Tenth anniversary", "Central Asia plus Japan"), "6"),
    "E0047": ("2013", "dialogue-forum", ("Exchanges of views", "regional cooperation", "several formats"), "6"),
}


@pytest.mark.parametrize("identity", NAMED)
def test_what_the_founding_document_names_is_there(identity):
    date, kind, words, paragraph = NAMED[identity]
    event = STORE.event(identity)
    assert (event["date"], event["meeting_type"], event["status"]) == (date, kind, "held")
    assert all(word in f"{event['title']} {event['summary']}" for word in words)
    proofs = TABLE.evidence[(TABLE.evidence["event"] == identity) & (TABLE.evidence["source"] == FOUNDING)]
    assert len(proofs) == 1
    assert paragraph in proofs["locator"].iloc[0]


@pytest.mark.parametrize("identity", NAMED)
def test_what_the_founding_document_names_is_found_by_its_filters(identity):
    event = STORE.event(identity)
    window = windows.Window(int(event["start_min"]), int(event["end_max"]))
    country = "RUS" if "RUS" in event["countries"] else "UZB"
    query = (
        f"region={REGION}&country={country}&meeting_type={event['meeting_type']}&window={windows.format_window(window)}"
    )
    request, _ = links.parse_request(parse_qs(query), TABLE, STORE, OPENING)
    assert identity in STORE.rows(request.selection)["id"].tolist()


def test_where_only_the_founding_document_speaks_its_precision_stays():
    speakers = TABLE.evidence.groupby("event")["source"].agg(set)
    alone = speakers.index[speakers.map(lambda keys: keys == {FOUNDING})]
    assert len(alone) > 0
    stated = TABLE.evidence.set_index(["event", "source"])["stated_date"]
    assert {identity for identity in alone if STORE.event(identity)["date"] != stated[identity, FOUNDING]} == set()
