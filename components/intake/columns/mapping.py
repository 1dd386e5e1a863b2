"""What a person and this program agree that a table's columns, dates, places and kinds mean."""

from dataclasses import dataclass, field, replace

from components.events.gazetteer import fold
from components.events.raw_table import Settings
from components.intake.columns.column_roles import DATE_ROLES, EXTRA
from components.intake.dates.date_style import QUESTIONS, DateStyle
from components.messages.sentence import N_

# Questions about names have keys of two parts: "place:korea". To add such a vocabulary: a line here and a matcher.
VOCABULARIES = ("place", "kind", "level")
# Questions about a whole column are answered by a decision on its name: "codes:Country". To add one: a line here, and
# what asks it, a check in column_questions.CHECKS or, of dates, a doubt in `column_dates`.
COLUMN_VOCABULARIES = ("codes", "calendar", "precision", "swapped", "years", "spans", "above", "rows")
ROLE, WHEN = "role", "when"  # questions that are answered by the use of a column: what it is, which one says when
# Answers to WHEN that are no column: none holds dates; two do, and the second counts where the first is blank.
NO_DATES_COLUMN, EACH_COLUMN = ":none", ":each"
BY_PERSON = N_("chosen by a person")  # as saved mappings say it
OWN = "own"  # the answer that keeps a name as the table's own
NOWHERE = "nowhere"  # the answer that a name of a place is none: no country is stated


@dataclass(frozen=True)
class Use:
    """Hold what one column is used for, and why: a role of column_roles.ROLES, words, and a confidence from 0 to 1.

    separator: what parts the entries of its cells, "" = none. order: of day, month and year, a key of ORDERS, "" = by
    the column's evidence.
    """

    column: str
    role: str
    reason: str = ""
    confidence: float = 0.0
    separator: str = ""
    order: str = ""


@dataclass(frozen=True)
class Mapping:
    """Hold the uses of all columns in the sheet's order, the style of dates, decisions on names, and table settings.

    decisions: (vocabulary, folded name, code); the code OWN keeps the name as the table's own. settings: but for the
    fiscal year, which is the style's (to_settings).
    """

    uses: tuple[Use, ...]
    style: DateStyle = field(default_factory=DateStyle)
    decisions: tuple[tuple[str, str, str], ...] = ()
    settings: Settings = field(default_factory=Settings)

    def columns(self, *roles: str) -> tuple[str, ...]:
        """Return the columns that are used for any of these roles, in the sheet's order."""
        return tuple(use.column for use in self.uses if use.role in roles)

    def use_of(self, column: str) -> Use:
        """Return what a column is used for; raises KeyError where the sheet has none of that name."""
        return {use.column: use for use in self.uses}[column]

    def with_use(
        self, column: str, role: str = "", separator: str | None = None, order: str | None = None
    ) -> "Mapping":
        """Return the mapping with a person's word on one column; what is not given stays."""
        use = self.use_of(column)
        told = replace(
            use,
            role=role or use.role,
            separator=use.separator if separator is None else separator,
            order=use.order if order is None else order,
            reason=BY_PERSON,
            confidence=1.0,
        )
        return replace(self, uses=tuple(told if each is use else each for each in self.uses))

    def said_of(self, vocabulary: str, column: str) -> str:
        """Return what was decided on a whole column, "" where nothing was; a key of COLUMN_VOCABULARIES."""
        return self.decided(vocabulary).get(fold(column), "")

    def decided(self, vocabulary: str) -> dict[str, str]:
        """Return the decisions on the names of one vocabulary: folded name to code."""
        return {name: code for known, name, code in self.decisions if known == vocabulary}

    def to_settings(self) -> Settings:
        """Return what the table says of itself; its fiscal year is the one by which its dates are read.

        Calendar years, where that was never asked or said.
        """
        start, named_by = self.style.fiscal_start or 1, self.style.fiscal_named_by
        return replace(self.settings, fiscal_year_start_month=start, fiscal_year_named_by=named_by)

    def answer_to(self, question: str, column: str = "") -> str:
        """Return the answer that a question has, a code of its options; "" while it is open."""
        vocabulary, _, name = question.partition(":")
        if vocabulary in (ROLE, WHEN):
            said = (use for use in self.uses if use.reason == BY_PERSON)
            if vocabulary == ROLE:
                return next((use.role for use in said if use.column == name), "")
            decided = self.decided(WHEN).get("", "")
            return decided or next((use.column for use in said if use.role in DATE_ROLES), "")
        if vocabulary in (*VOCABULARIES, *COLUMN_VOCABULARIES) and name:
            return self.decided(vocabulary).get(fold(name), "")
        if question == "order":
            return next((use.order for use in self.uses if use.column == column), "") or self.style.order
        if question == "fiscal_start":
            return f"{self.style.fiscal_start} {self.style.fiscal_named_by}" if self.style.fiscal_start else ""
        return str(getattr(self.style, question) or "")

    def answered(self, question: str, answer: str, column: str = "") -> "Mapping":
        """Return the mapping with a question answered; see date_style.QUESTIONS and the matchers for the answers.

        Raises ValueError where that is no answer to it.
        """
        vocabulary, _, name = question.partition(":")
        if vocabulary == ROLE:
            return self.with_use(name, answer)
        if vocabulary == WHEN:
            return self._with_when(answer)
        if vocabulary in (*VOCABULARIES, *COLUMN_VOCABULARIES) and name:
            others = tuple(each for each in self.decisions if each[:2] != (vocabulary, fold(name)))
            return replace(self, decisions=(*others, (vocabulary, fold(name), answer)))
        if answer not in (code for code, _ in QUESTIONS.get(question, ("", ()))[1]):
            raise ValueError(f"“{answer}” is no answer to “{question}”.")
        if question == "order" and column:
            return self.with_use(column, order=answer)
        if question == "fiscal_start":
            start, _, named_by = answer.partition(" ")
            return replace(self, style=replace(self.style, fiscal_start=int(start), fiscal_named_by=named_by))
        known = getattr(self.style, question)
        return replace(self, style=replace(self.style, **{question: type(known)(answer)}))

    def _with_when(self, answer: str) -> "Mapping":
        """Return the mapping with one column as the date, the others that were kept; or with an answer of no column."""
        others = tuple(each for each in self.decisions if each[0] != WHEN)
        if answer in (NO_DATES_COLUMN, EACH_COLUMN):
            return replace(self, decisions=(*others, (WHEN, "", answer)))
        uses = tuple(replace(use, role=EXTRA) if use.role in ("date", "start") else use for use in self.uses)
        return replace(self, uses=uses, decisions=others).with_use(answer, "date")
