"""Questions about a table's columns as a whole, asked before anything that hangs on their answers is drawn."""

from collections.abc import Callable

import pandas as pd

from components.events.gazetteer import Gazetteer
from components.intake.columns import code_columns
from components.intake.columns.date_column_questions import ask_dates
from components.intake.columns.mapping import Mapping
from components.intake.dates.date_style import Question
from components.intake.dates.row_precision import find_precision_questions
from components.intake.rows.cells_above import ask_above

Check = Callable[[pd.DataFrame, Mapping, Gazetteer], tuple[Question, ...]]

# To add a check: a function in a module of its own that is given the cells (text, a column a name), the mapping and the
# gazetteer, and a line here. It says nothing of what is answered already (Mapping.answer_to, Mapping.said_of).
CHECKS: tuple[Check, ...] = (
    ask_dates,
    ask_above,
    find_precision_questions,
    code_columns.find_open_codes,
    code_columns.find_doubtful_codes,
)


def find_questions(cells: pd.DataFrame, mapping: Mapping, gazetteer: Gazetteer) -> tuple[Question, ...]:
    """Return what has to be asked of a table's columns, in the order of CHECKS."""
    return tuple(question for check in CHECKS for question in check(cells, mapping, gazetteer))
