"""The first guess at what a sheet's columns are, by their names and their cells, each with its reason."""

from components.events.gazetteer import Gazetteer, fold
from components.events.raw_table import Progress, Settings
from components.intake.columns.calendar_columns import LESS_SURE, guess_calendar
from components.intake.columns.code_columns import CODES, settle_columns
from components.intake.columns.code_lists import BY_LIST, are_no_places
from components.intake.columns.column_content import FEW, MOST, ColumnContent, find_separator, inspect_columns
from components.intake.columns.column_roles import BY_KEY, DATE_ROLES, EXTRA, NAMED, PLACE_ROLES, fold_header
from components.intake.columns.date_columns import (
    DatedColumn,
    Guess,
    describe_columns,
    guess_by_likeness,
    guess_by_side,
    guess_ends,
    guess_second_date,
    is_no_day,
)
from components.intake.columns.date_headers import DATE, split_header
from components.intake.columns.mapping import Mapping, Use
from components.intake.columns.our_files import build_mapping, is_ours
from components.intake.columns.precision_columns import guess_precision
from components.intake.columns.title_guesses import is_no_title, is_row_number, read_name_words
from components.intake.dates.date_style import DateStyle
from components.intake.dates.other_calendars import drop_calendar, find_calendar
from components.intake.readers.sheets import Sheet
from components.intake.rows import rows_taken
from components.intake.rows.place_matching import PRESET
from components.messages.sentence import N_, Sentence

MOST_KINDS = 60  # distinct values of a column of kinds or levels
_LONGEST_TITLE = 160  # letters on average
# A word of a column's name that tells its role, and words that speak against any.
_WORDS = {
    **dict.fromkeys(("date", "日付", "月日"), "date"),
    **dict.fromkeys(("country", "countries", "nation"), "countries"),
    **dict.fromkeys(("city", "venue", "location"), "city"),
    **dict.fromkeys(("title", "subject"), "title"),
    **dict.fromkeys(("type", "category"), "meeting_type"),
    **dict.fromkeys(("people", "participants", "attendees", "leader", "name"), "people"),
    **dict.fromkeys(("topic", "topics", "theme"), "topics"),
    **dict.fromkeys(("description", "summary", "details", "remarks"), "summary"),
    **dict.fromkeys(("source", "reference"), "source"),
    **dict.fromkeys(("url", "link"), "url"),
}
_OTHERWISE = {*("created", "updated", "modified", "accessed", "published", "birth", "added", "id", "file", "code")}
# Where a name says one role and the cells another: role → role of a column full of places.
_OF_PLACES = {
    "city": "place",
    "people": "visitor_country",
    "start": "visitor_country",
    "end": "host_country",
    "meeting_type": "countries",
    "title": "countries",
    "topics": "countries",
    "summary": "countries",
}
_DELEGATIONS = frozenset(("participant", "participants", "participating", "delegation", "delegations", "attendees"))

_BY_CELLS = N_("most of its cells are countries")
_BY_NAME = N_("recognised by name")
_EVERYDAY = ("from", "to", "until", "when", "ends")  # words that name many things beside dates
_SHARED = 0.5  # confidence from which a column joins another in a role that may have several
_WRITTEN = ("people", "title", "city", "summary")  # roles whose cells are for reading
_WORDED = (*_WRITTEN, "source", "topics", "meeting_type", "status")  # roles whose cells are no dates

# Kinds of file that keep a month as its first day, and don't say here which of the two it is.
_TYPED = ("xls", "xlsb", "parquet", "arrow")


def guess_mapping(sheet: Sheet, gazetteer: Gazetteer | None = None, progress: Progress = lambda _: None) -> Mapping:
    """Guess what a sheet's columns are; with a gazetteer, columns of places are known by their cells too.

    `progress` is told how far it is, 0..1, and may raise to stop.
    """
    names = [str(name) for name in sheet.cells.columns]
    style = DateStyle(serial_epoch=sheet.serial_epoch, first_days="" if sheet.kind in _TYPED else "day")
    if is_ours(names):
        return build_mapping(names)
    contents = inspect_columns(sheet.cells, gazetteer, progress)
    contents, lists, no_places = settle_columns(sheet.cells, contents, gazetteer, [word for _, word, _ in PRESET])
    columns = describe_columns(contents)
    ends = guess_ends(sheet.cells, columns, style)
    guesses = {name: [ends[name]] if name in ends else _guess(columns[name], first=name == names[0]) for name in names}
    for name in names:
        guesses[name] += guess_precision(name, contents[name].sample, contents[name].values)
        guesses[name] += guess_calendar(name, contents[name].sample)
    no_places = {name: why for name, why in no_places.items() if any(map(_is_of_places, guesses[name]))}
    for name in no_places:
        guesses[name] = [guess for guess in guesses[name] if not _is_of_places(guess)]
    chosen = _choose(guesses)
    chosen |= guess_second_date(chosen, sheet.cells, columns)
    _believe_lonely_title(chosen, columns)
    chosen = {name: _with_codes(guess, lists.get(name, ""), no_places.get(name, "")) for name, guess in chosen.items()}
    uses = tuple(_use(name, chosen[name], contents[name], gazetteer) for name in names)
    return Mapping(
        uses,
        style,
        (*PRESET, *rows_taken.PRESET, *((CODES, fold(name), key) for name, key in lists.items() if fold(name))),
        Settings(title=""),
    )


def _is_of_places(guess: Guess) -> bool:
    return guess[0] in (*PLACE_ROLES, "city", "people")


def _with_codes(guess: Guess, key: str, no_places: str) -> Guess:
    """Say of which list the codes of a column are taken to be, or why its cells are no places."""
    role, confidence, reason = guess
    if role in PLACE_ROLES and key:
        label = Sentence(BY_LIST[key].label)
        if reason == _BY_CELLS:
            return role, confidence, Sentence("its cells are codes: {list}", list=label)
        return role, confidence, Sentence("recognised by name; its cells are codes: {list}", list=label)
    return (role, confidence, no_places) if role == EXTRA and no_places else guess


def _guess(column: DatedColumn, *, first: bool) -> list[Guess]:
    guesses = [*_by_name(column), *_by_cells(column.content), *guess_by_likeness(column)]
    if sided := guess_by_side(column):
        guesses = [*(guess for guess in guesses if guess[0] != "date"), *sided]
    if is_row_number(column, first=first):
        guesses.append(("id", 0.5, N_("recognised by name; no two of its cells are the same")))
    return guesses


def _by_name(column: DatedColumn) -> list[Guess]:
    name, content = column.name, column.content
    plain = drop_calendar(name)
    role, confidence = _named(plain), 0.9 - LESS_SURE * bool(find_calendar(name))
    words = split_header(plain)
    if not role and not _OTHERWISE & set(words):
        role, confidence = _find_role(words, content), 0.6
    if fold_header(name) in ("name", "names", "名前"):
        role, confidence = ("title" if content.distinct > MOST else "people"), 0.6
        role = "countries" if content.places >= MOST else role
    return _believed(role, confidence, column) if role and not _is_contradicted(role, column) else []


def _find_role(words: tuple[str, ...], content: ColumnContent) -> str:
    """Return the role that the last of a name's words tells; "name" tells it only where no other word does."""
    known = [word for word in reversed(words) if word in _WORDS]
    others = [word for word in known if word != "name"]
    if known[:1] == ["name"] and not others:
        return read_name_words(words, content.distinct)
    return _WORDS[others[0]] if others else ""


def _named(name: str) -> str:
    """Return the role that a whole name says; "Partner 1" and "Partner 2" say the same of a role that has several."""
    numbered = NAMED.get(fold_header(name).rstrip("0123456789"), "")
    return NAMED.get(fold_header(name), "") or (numbered if numbered and BY_KEY[numbered].several else "")


def _believed(role: str, confidence: float, column: DatedColumn) -> list[Guess]:
    """Keep, change or drop what a name says, after a look at the cells."""
    name, content = column.name, column.content
    if content.places >= MOST and role in _OF_PLACES:
        meant = "countries" if _DELEGATIONS & set(fold(name).split()) else _OF_PLACES[role]
        return [(meant, confidence, N_("recognised by name; its cells are countries"))]
    if role in DATE_ROLES and content.filled and column.dated < FEW:
        return (
            []
            if fold_header(name) in _EVERYDAY
            else [(role, confidence - 0.6, N_("recognised by name, although few cells are dates"))]
        )
    if role == "place" and content.places < FEW and content.filled:
        return [("city", confidence, N_("recognised by name; its cells are not countries"))]
    if role in PLACE_ROLES and content.places < FEW:
        confidence -= 0.4
    if role in _WRITTEN and content.slugs > MOST:
        confidence -= 0.6
    if role in ("meeting_type", "level", "status") and content.values > MOST_KINDS:
        return []
    if role == "id" and content.distinct < MOST and content.filled:
        return []
    return [(role, confidence, _BY_NAME)]


def _is_contradicted(role: str, column: DatedColumn) -> bool:
    """Tell whether the cells are something else than a name says: marks under "ended", dates or numbers as a title."""
    if role in DATE_ROLES:
        return is_no_day(role, column)
    dated = column.content.dates >= MOST or (column.header.part == DATE and column.dated >= MOST)
    return (role in _WORDED and dated) or (role in _WRITTEN and column.likeness.wordless >= MOST)


def _by_cells(content: ColumnContent) -> list[Guess]:
    guesses: list[Guess] = []
    if content.addresses >= MOST:
        guesses.append(("url", 0.4, N_("its cells are web addresses")))
    if content.dates >= MOST:
        guesses.append(("date", 0.4, N_("most of its cells are dates")))
    if content.places >= MOST:
        guesses.append(("countries", 0.4, _BY_CELLS))
    return guesses


def _choose(guesses: dict[str, list[Guess]]) -> dict[str, Guess]:
    """Give every column its best guess that no other column has a better claim to; what has none is kept as extra."""
    claims = sorted(
        ((confidence, -place, name, (role, confidence, reason))
         for place, (name, some) in enumerate(guesses.items())
         for role, confidence, reason in some),
        reverse=True,
    )  # fmt: skip
    chosen: dict[str, Guess] = {}
    taken: set[str] = set()
    for confidence, _, name, guess in claims:
        shared = BY_KEY[guess[0]].several and (confidence >= _SHARED or guess in chosen.values())
        if name in chosen or (guess[0] in taken and not shared) or _is_covered(guess[0], taken):
            continue
        chosen[name] = guess
        taken.add(guess[0])
    nothing = (EXTRA, 0.0, N_("not recognised: kept as an extra field"))
    return {name: chosen.get(name, nothing) for name in guesses}


def _is_covered(role: str, taken: set[str]) -> bool:
    """Tell whether other columns say already what a role would: a pair of days a date, two sides the countries."""
    parts = {"year", "month", "day"}
    covered = {
        "date": {"start", "end"} <= taken or parts <= taken,
        "countries": bool({"visitor_country", "host_country"} & taken),
        "visitor_country": "countries" in taken,
    }
    if role.startswith("end_"):
        return "end" in taken
    return covered.get(role, False) or (role in parts and bool({"date", "start"} & taken))


def _believe_lonely_title(chosen: dict[str, Guess], columns: dict[str, DatedColumn]) -> None:
    """Where no column is the title, take one that fits nothing else and reads like one."""
    if any(role in ("title", "people", "summary") for role, *_ in chosen.values()):
        return
    for name, (role, *_) in chosen.items():
        content = columns[name].content
        if role != EXTRA or is_no_title(columns[name]) or content.places >= MOST or are_no_places(content.sample):
            continue
        if not content.groups and content.filled > MOST and content.letters <= _LONGEST_TITLE:
            chosen[name] = ("title", 0.4, N_("its cells differ from row to row, as titles do"))
            return


def _use(name: str, guess: Guess, content: ColumnContent, gazetteer: Gazetteer | None) -> Use:
    role, confidence, reason = guess
    listed, places, named = BY_KEY[role].listed, role in PLACE_ROLES, role in ("people", EXTRA)
    separator = find_separator(content.sample, gazetteer, places=places, named=named) if listed else ""
    return Use(name, role, reason, confidence, separator)
