"""Tests of the view's route: what it answers and to whom, what it keeps, and what it says of what is wrong."""

import asyncio
import gc
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.events.raw_table import TableError
from components.messages.catalogue import Messages
from components.messages.pseudo import PSEUDO
from components.panels.explorer import view_route
from components.panels.explorer.view_state import PARTS
from components.panels.server import scripts
from components.panels.tables import table_registry
from components.panels.tables.background_work import Work
from components.query import links
from components.stores.bounded_cache import BoundedCache
from components.stores.engines import engine_schema
from components.stores.engines.ibis_store import IbisStore
from components.stores.memory.memory_store import MemoryStore
from tests.support import engine_stores, explorer, owned, served, tables
from tests.support.asgi import ask
from tests.support.broken_engines import AWAY, broken_engine
from tests.support.explorer import APP, ask_route, build_address
from tests.support.trials import examples

ROWS = (
    {"date": "2013-04-29", "countries": "RUS", "meeting_type": "summit", "people": "Ana Ide", "title": "First"},
    {"date": "2013-05", "countries": "FRA;DEU", "meeting_type": "talks", "level": "head", "title": "Second"},
    {"date": "[2013-06-01..2014-01-31]", "countries": "KAZ", "topics": "peace", "title": "Third"},
    {"date": "2011?", "organisations": "EU", "status": "planned", "title": "Fourth"},
    *({"date": f"2013-{1 + number % 12:02}-11", "countries": "RUS", "title": "Talks"} for number in range(130)),
    {"date": "", "countries": "RUS", "title": "Undated"},
)
TABLE, STORE = tables.to_store(*ROWS, opening_window="2013")
BARE = owned.without_own_columns(TABLE)  # as an engine holds it
OPENING = links.find_opening(TABLE, STORE)


@pytest.fixture(autouse=True)
def answers(monkeypatch):
    """Give each test a memory of its own."""
    kept = BoundedCache(1_000, 10_000_000, lambda each: len(each.body))
    monkeypatch.setattr(view_route, "ANSWERS", kept)
    monkeypatch.setattr(table_registry, "OPENINGS", BoundedCache(table_registry.MOST_OPEN))
    monkeypatch.setattr(table_registry, "CLAIMS", BoundedCache(table_registry.MOST_CHECKED))
    return kept


@pytest.fixture(scope="module")
def kept():
    return served.serve((TABLE, STORE))


@pytest.fixture
def version(kept):
    return kept.version.name


@pytest.mark.parametrize("part", PARTS)
def test_each_part_is_given_where_it_is_asked_for_and_no_other(version, part):
    got = ask_route(build_address("event=E0&list=steppe@month@day@2013-04-29", part, version=version))
    assert (got.status, got.headers["content-type"]) == (200, "application/json")
    made = got.json()
    assert {*made} == {"request", "query", "ignored", part}
    assert made[part]
    assert made["request"]["event"] == "E0"


@st.composite
def some_queries(draw):
    """Draw a query of the page, and what a screen asks for."""
    request = draw(tables.some_requests(owned.SCHEMES))
    request = replace(request, event=draw(st.sampled_from(["", "", "E0", "E3", "E134"])))
    own = {
        "parts": ",".join(draw(st.lists(st.sampled_from(PARTS), min_size=1, unique=True))),
        "width": str(draw(st.sampled_from([120, 640, 2_000]))),
        "theme": draw(st.sampled_from(["light", "dark"])),
        "today": draw(st.sampled_from(["2013-04-30", "2026-01-02"])),
        "listing_from": draw(st.sampled_from(["", "100", "900"])),
        "find": draw(st.sampled_from(["", "person:ana", "country:rus"])),
        "move": draw(st.sampled_from(["", "next", "last,previous"])),
        "lang": draw(st.sampled_from(["en", PSEUDO])),
    }
    return links.format_query(links.build_query(request, OPENING)), own


@examples(60)
@given(some_queries())
def test_the_route_s_answer_is_the_function_s(asked):
    query, own = asked
    held = served.serve((TABLE, STORE), "random")
    got = ask_route(build_address(query, **own, version=held.version.name), accept_encoding="br")
    assert got.status == 200, got.body
    assert got.json() == explorer.answer_to(query, TABLE.in_language(Messages(own["lang"])), STORE, **own)


@pytest.mark.parametrize("scheme", ["m49", "bluebook"])
def test_regions_are_those_that_are_asked_for(version, scheme):
    made = ask_route(build_address(f"regions={scheme}", version=version)).json()
    assert (made["request"]["scheme"], made["timeline"]["choices"]["scheme"]) == (scheme, scheme)
    assert made["ignored"] == ""


def test_no_answer_holds_what_is_no_json(version):
    def refuse(name):
        raise AssertionError(name)

    body = ask_route(build_address("window=0001/9999", version=version)).body
    assert json.loads(body, parse_constant=refuse)


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br, zstd", "br"),
        ("gzip;q=0.8,br;q=0.5", "br"),
        ("gzip, br;q=0", "gzip"),
        ("gzip", "gzip"),
        ("identity", ""),
        ("x-brotli", ""),
        ("", ""),
    ],
)
def test_it_is_compressed_as_the_browser_takes_it(version, accepted, encoding):
    address = build_address(version=version)
    plain = ask_route(address)
    for _ in range(2):  # the second is one that was kept
        got = ask_route(address, accept_encoding=accepted)
        assert got.headers.get("content-encoding", "") == encoding
        assert got.json() == plain.json()
        assert got.headers["vary"] == "Accept-Encoding, Timeline-Table"
    assert (len(got.body) < len(plain.body)) == bool(encoding)


def test_an_answer_that_the_browser_has_is_not_sent_again(version):
    address = build_address(version=version)
    first = ask_route(address)
    assert first.headers["cache-control"] == "private, no-cache"
    again = ask_route(address, if_none_match=first.headers["etag"])
    assert (again.status, again.body, again.headers["etag"]) == (304, b"", first.headers["etag"])
    assert again.headers["cache-control"] == "private, no-cache"
    assert ask_route(address, if_none_match='"another"').status == 200


OTHERS = [{"width": "640"}, {"lang": PSEUDO}, {"theme": "dark"}, {"parts": "card"}, {"today": "2026-01-03"}]
OTHERS += [{"listing_from": "100"}, {"find": "person:ana"}, {"query": "country=RUS"}, {"accept_encoding": "br"}]


@pytest.mark.parametrize("other", OTHERS, ids=str)
def test_another_question_has_another_tag(version, other):
    encoding = other.get("accept_encoding", "")
    own = {name: value for name, value in other.items() if name != "accept_encoding"}
    tag = ask_route(build_address(version=version)).headers["etag"]
    got = ask_route(build_address(**own, version=version), accept_encoding=encoding, if_none_match=tag)
    assert (got.status, got.headers["etag"] == tag) == (200, False)


def test_another_version_and_another_program_have_another_tag(version, monkeypatch):
    tag = ask_route(build_address(version=version)).headers["etag"]
    with_row = tables.to_store(*ROWS[:3], opening_window="2013")
    other = served.serve(with_row, "elsewhere")
    assert ask_route(build_address(version=other.version.name)).headers["etag"] != tag
    monkeypatch.setattr(scripts, "read_hash", lambda: "another program")
    assert ask_route(build_address(version=version)).headers["etag"] != tag


def test_what_was_answered_once_is_kept_and_nothing_is_asked_for_it_again(answers):
    store = served.HeldStore(STORE)
    store.let.set()
    held = served.serve((TABLE, store), "kept")
    address = build_address(version=held.version.name)
    first = ask_route(address)
    asked = len(store.asked)
    again = ask_route(address)
    assert again.body == first.body
    assert (len(store.asked), len(answers)) == (asked, 1)
    assert again.headers["server-timing"] == "cache;desc=hit"
    assert first.headers["server-timing"].startswith("answer;dur=")


def test_no_more_bytes_are_kept_than_may_be(version, monkeypatch):
    most = 3 * len(ask_route(build_address(parts="timeline", version=version)).body)
    kept = BoundedCache(1_000, most, lambda each: len(each.body))
    monkeypatch.setattr(view_route, "ANSWERS", kept)
    for width in range(400, 1_000, 100):
        assert ask_route(build_address(parts="timeline", width=str(width), version=version)).status == 200
        assert sum(len(each.body) for _, each in kept.items()) <= most
    assert 0 < len(kept) < 6


def test_the_route_s_own_memory_is_bounded_by_bytes():
    assert view_route.ANSWERS is not None
    assert view_route.MOST_BYTES < 2**30


# Who may ask


@pytest.mark.parametrize("table", ["", None])
def test_who_can_send_no_header_of_ours_is_refused(version, table):
    headers = {} if table is None else {view_route.HEADER: table}
    got = asyncio.run(ask(APP, build_address(version=version), headers))
    assert (got.status, [*got.json()]) == (403, ["error"])
    assert "etag" not in got.headers


SITES = {"cross-site": 403, "same-site": 403, "none": 403, "same-origin": 200, "": 403}


@pytest.mark.parametrize("site", SITES)
def test_only_the_page_s_own_origin_is_answered(version, site):
    assert ask_route(build_address(version=version), sec_fetch_site=site).status == SITES[site]


@pytest.mark.parametrize("method", ["POST", "HEAD", "PUT", "OPTIONS"])
def test_there_is_nothing_but_to_ask(version, answers, method):
    got = asyncio.run(ask(APP, build_address(version=version), {view_route.HEADER: view_route.SERVER}, method))
    assert got.status == 405
    assert len(answers) == 0


def test_a_table_that_is_not_there_is_gone(version):
    for asked, by in ((version[:-1], view_route.SERVER), ("", view_route.SERVER), (version, "0" * 32), ("", "x")):
        got = ask_route(build_address(version=asked), by)
        assert (got.status, got.json()) == (410, {"error": view_route.GONE})
        assert got.headers["cache-control"] == "no-store"


def test_a_token_leads_to_nothing_in_an_address_and_a_version_to_nothing_in_the_header(version):
    own = served.open_own(tables.to_store({"date": "2013", "title": "Secret"}, opening_window="2013"))
    assert ask_route(build_address(version=own.token)).status == 410
    assert ask_route(build_address(table=own.token, version=""), view_route.SERVER).status == 410
    assert ask_route(build_address(), version).status == 410
    assert ask_route(build_address(version=version), own.token).json()["timeline"]["totals"]["inside"] == 1
    assert ask_route(build_address(), own.token).status == 200


def test_an_own_table_is_kept_by_no_browser_and_named_in_no_answer():
    own = served.open_own(tables.to_store({"date": "2013", "title": "Secret"}, opening_window="2013"))
    for _ in range(2):
        got = ask_route(build_address(), own.token, if_none_match="*")
        assert (got.status, got.headers["cache-control"]) == (200, "private, no-store")
        assert "etag" not in got.headers
        assert own.token not in f"{got.headers} {got.json()}"
    assert got.json()["request"]["table"] == own.version


def test_two_own_tables_never_get_each_other_s_answer():
    owns = [served.open_own(tables.to_store({"date": "2013", "title": title})) for title in ("Mine", "Yours")]
    owns[1].version = owns[0].version
    for _ in range(2):
        for own, title in zip(owns, ("Mine", "Yours"), strict=True):
            got = ask_route(build_address("window=2013"), own.token)
            assert explorer.list_titles(got.json()["table"]) == [title]
    assert got.headers["server-timing"] == "cache;desc=hit"


def test_an_own_table_is_gone_once_nobody_holds_it(monkeypatch):
    own = served.open_own(tables.to_store({"date": "2013", "title": "Secret"}))
    token = own.token
    with ThreadPoolExecutor(1) as pool:  # its thread holds what it made last until it ends
        monkeypatch.setattr(view_route, "_COMPUTING", pool)
        assert ask_route(build_address(), token).status == 200
    del own
    gc.collect()
    assert ask_route(build_address(), token).status == 410


def test_a_page_of_an_older_program_is_told_so(version):
    assert ask_route(build_address(version=version, program=scripts.read_hash())).status == 200
    got = ask_route(build_address(version=version, program="0000000000000000"))
    assert (got.status, got.json()) == (409, {"error": view_route.OLD})


@pytest.mark.parametrize(("outdated", "told"), [(True, "1"), (False, None)])
def test_an_answer_says_that_there_is_another_version_by_now(version, monkeypatch, outdated, told):
    monkeypatch.setattr(table_registry, "is_outdated", lambda _: outdated)
    first = ask_route(build_address(version=version))
    again = ask_route(build_address(version=version), if_none_match=first.headers["etag"])
    assert [got.headers.get("timeline-changed") for got in (first, again)] == [told, told]


# What is wrong with a question


NONSENSE = [{"width": "wide"}, {"theme": "x"}, {"parts": "x"}, {"move": "x"}, {"today": "x"}, {"listed_from": "-1"}]


@pytest.mark.parametrize("own", NONSENSE, ids=str)
@pytest.mark.parametrize("language", ["en", PSEUDO])
def test_nonsense_is_a_sentence_of_the_page_s_language_and_no_traceback(version, answers, caplog, own, language):
    got = ask_route(build_address(**own, version=version, lang=language))
    assert (got.status, [*got.json()]) == (400, ["error"])
    assert got.json()["error"].endswith("]" if language == PSEUDO else ".")
    assert "Traceback" not in got.body.decode()
    assert (caplog.text, len(answers)) == ("", 0)


def test_a_query_of_too_many_parts_or_letters_is_a_sentence(version):
    for query in ("&".join(["a=1"] * 3_000), "text=" + "x" * 60_000):
        got = ask_route(build_address(query, version=version))
        assert (got.status, got.json()["error"][:12]) == (400, "This address")


def test_what_a_link_cannot_mean_is_said_with_the_answer(version):
    got = ask_route(build_address("country=XXX&nonsense=1&window=soon", version=version))
    assert got.status == 200
    assert "Country “XXX” is not known" in got.json()["ignored"]
    assert got.json()["request"]["choices"] == []


def test_a_link_to_somebody_else_s_table_shows_nothing_of_it(version):
    made = ask_route(build_address("table=0123456789ab&country=RUS", version=version)).json()
    assert made["ignored"] == links.OTHER_TABLE
    assert made["request"]["choices"] == []


@pytest.fixture
def engine():
    """Serve the table from an engine."""
    made = engine_stores.to_engine("duckdb", engine_schema.build_frames(TABLE))
    store = IbisStore(made, TABLE.settings.region_scheme)
    return served.serve((BARE, store), "engine")


def test_an_engine_that_is_away_is_a_sentence_until_it_is_back(engine, answers):
    address = build_address("country=RUS", version=engine.version.name)
    with broken_engine():
        got = ask_route(address)
    assert (got.status, got.json(), len(answers)) == (503, {"error": AWAY}, 0)
    assert ask_route(address).json() == explorer.answer_to("country=RUS", BARE, MemoryStore(BARE))


def test_a_table_that_cannot_be_opened_is_a_sentence():
    work = Work(error=TableError("The file is damaged."))
    work.ended.set()
    held = served.serve(work, "damaged")
    got = ask_route(build_address(version=held.version.name))
    assert (got.status, got.json()) == (503, {"error": "The file is damaged."})


CLAIM = {"id": "C1", "statement": "Three talks.", "selection": "country=RUS&window=2013", "counted": "3"}


def serve_claim():
    claimed = tables.to_table({"date": "2013-04-29", "countries": "RUS"}, others={"claims": [CLAIM]})
    return served.serve((claimed, MemoryStore(claimed)), "claims")


def test_what_sources_count_more_of_is_said_where_it_is_selected():
    held = serve_claim()
    for query, said in (("country=RUS&window=2013", True), ("window=2013", False), ("country=RUS&window=2012", False)):
        gaps = ask_route(build_address(query, version=held.version.name)).json()["timeline"]["gaps"]
        assert ("Sources count more events" in gaps) == said


def test_what_sources_count_may_have_no_answer_and_the_view_stays(monkeypatch):
    held = serve_claim()

    def fail(*_):
        raise view_route.EngineError(AWAY)

    monkeypatch.setattr(table_registry, "check_claims", fail)
    got = ask_route(build_address("country=RUS&window=2013", version=held.version.name))
    assert (got.status, "timeline" in got.json()) == (200, True)
