"""The first guess at what a sheet's columns are, by their names and their cells, each with its reason."""

from components.events.gazetteer import Gazetteer, fold
from components.events.raw_table import Progress, Settings
from components.intake.columns.column_content import ColumnContent, find_separator, inspect_columns
from components.intake.columns.column_roles import BY_KEY, DATE_ROLES, EXTRA, NAMED, PLACE_ROLES, fold_header
from components.intake.columns.mapping import Mapping, Use
from components.intake.columns.our_files import build_mapping, is_ours
from components.intake.dates.date_style import DateStyle
from components.intake.readers.sheets import Sheet
from components.intake.rows import rows_taken
from components.intake.rows.place_matching import PRESET

MOST = 0.6  # share of cells that makes a column what they are
MOST_KINDS = 60  # distinct values of a column of kinds or levels
FEW = 0.2  # share below which a name is not believed
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
}

_EVERYDAY = ("from", "to", "until", "when", "ends")  # words that name many things beside dates
_SHARED = 0.5  # confidence from which a column joins another in a role that may have several
_WRITTEN = ("people", "title", "city", "summary")  # roles whose cells are for reading

# Kinds of file that keep a month as its first day, and don't say here which of the two it is.
_TYPED = ("xls", "xlsb", "parquet", "arrow")

Guess = tuple[str, float, str]  # role, confidence, reason


def guess_mapping(sheet: Sheet, gazetteer: Gazetteer | None = None, progress: Progress = lambda _: None) -> Mapping:
    """Guess what a sheet's columns are; with a gazetteer, columns of places are known by their cells too.

    `progress` is told how far it is, 0..1, and may raise to stop.
    """
    names = [str(name) for name in sheet.cells.columns]
    style = DateStyle(serial_epoch=sheet.serial_epoch, first_days="" if sheet.kind in _TYPED else "day")
    if is_ours(names):
        return build_mapping(names)
    contents = inspect_columns(sheet.cells, gazetteer, progress)
    guesses = {name: [*_by_name(name, contents[name]), *_by_cells(contents[name])] for name in names}
    chosen = _choose(guesses)
    _believe_lonely_title(chosen, contents)
    uses = tuple(_use(name, chosen[name], contents[name], gazetteer) for name in names)
    return Mapping(uses, style, (*PRESET, *rows_taken.PRESET), Settings(title=""))


def _by_name(name: str, content: ColumnContent) -> list[Guess]:
    role, confidence = _named(name), 0.9
    words = fold(name).split()
    if not role and not _OTHERWISE & set(words):
        role, confidence = next((_WORDS[word] for word in reversed(words) if word in _WORDS), ""), 0.6
    if not role and content.dates >= MOST and not _OTHERWISE & set(words):
        role, confidence = _named_at_end(words), 0.6
    if fold_header(name) in ("name", "names", "名前"):
        role, confidence = ("title" if content.distinct > MOST else "people"), 0.6
    return _believed(role, confidence, name, content) if role else []


def _named(name: str) -> str:
    """Return the role that a whole name says; "Partner 1" and "Partner 2" say the same of a role that has several."""
    numbered = NAMED.get(fold_header(name).rstrip("0123456789"), "")
    return NAMED.get(fold_header(name), "") or (numbered if numbered and BY_KEY[numbered].several else "")


def _named_at_end(words: list[str]) -> str:
    """Return which day the last words of a longer name say, as in "Trip from": it is asked where cells are dates."""
    said = (NAMED.get("".join(words[-count:]), "") for count in (2, 1))
    return next((role for role in said if role in DATE_ROLES), "")


def _believed(role: str, confidence: float, name: str, content: ColumnContent) -> list[Guess]:
    """Keep, change or drop what a name says, after a look at the cells."""
    said = f"named “{name}”"
    if content.places >= MOST and role in _OF_PLACES:
        return [(_OF_PLACES[role], confidence, f"{said}, and its cells are countries")]
    if role in DATE_ROLES and content.filled and content.dates < FEW and content.numbers < MOST:
        return (
            [] if fold_header(name) in _EVERYDAY else [(role, confidence - 0.6, f"{said}, though few cells are dates")]
        )
    if role == "place" and content.places < FEW and content.filled:
        return [("city", confidence, f"{said}, and its cells are no countries")]
    if role in PLACE_ROLES and content.places < FEW:
        confidence -= 0.4
    if role in _WRITTEN and content.slugs > MOST:
        confidence -= 0.6
    if role in ("meeting_type", "level", "status") and content.values > MOST_KINDS:
        return []
    if role == "id" and content.distinct < MOST and content.filled:
        return []
    return [(role, confidence, said)]


def _by_cells(content: ColumnContent) -> list[Guess]:
    guesses: list[Guess] = []
    if content.addresses >= MOST:
        guesses.append(("url", 0.4, "its cells are addresses"))
    if content.dates >= MOST:
        guesses.append(("date", 0.4, "most of its cells are dates"))
    if content.places >= MOST:
        guesses.append(("countries", 0.4, "most of its cells are countries"))
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
    nothing = (EXTRA, 0.0, "fits nothing else, so it is kept and shown on the card")
    return {name: chosen.get(name, nothing) for name in guesses}


def _is_covered(role: str, taken: set[str]) -> bool:
    """Tell whether other columns say already what a role would: a pair of days a date, two sides the countries."""
    parts = {"year", "month", "day"}
    covered = {
        "date": {"start", "end"} <= taken or parts <= taken,
        "countries": bool({"visitor_country", "host_country"} & taken),
        "visitor_country": "countries" in taken,
    }
    return covered.get(role, False) or (role in parts and bool({"date", "start"} & taken))


def _believe_lonely_title(chosen: dict[str, Guess], contents: dict[str, ColumnContent]) -> None:
    """Where no column is the title, take one that fits nothing else and reads like one."""
    if any(role in ("title", "people", "summary") for role, *_ in chosen.values()):
        return
    for name, (role, *_) in chosen.items():
        content = contents[name]
        if role == EXTRA and not content.groups and content.filled > MOST and content.letters <= _LONGEST_TITLE:
            chosen[name] = ("title", 0.4, "its cells differ from row to row, as titles do")
            return


def _use(name: str, guess: Guess, content: ColumnContent, gazetteer: Gazetteer | None) -> Use:
    role, confidence, reason = guess
    listed, places, named = BY_KEY[role].listed, role in PLACE_ROLES, role in ("people", EXTRA)
    separator = find_separator(content.sample, gazetteer, places=places, named=named) if listed else ""
    return Use(name, role, reason, confidence, separator)
