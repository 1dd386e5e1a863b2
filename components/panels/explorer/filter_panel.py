"""The filters' part of an answer: every option with its live count, and what is chosen."""

from typing import Any

from components.events import own_columns
from components.query.filters import TEXT, Filter, facets_of
from components.views.view import View


def build_filters(view: View) -> dict[str, Any]:
    """Return the filters of a view for their script."""
    text = view.request.selection.chosen(TEXT.key)
    return {
        "filters": [build_payload(each, view) for each in facets_of(view.table) if has_values(each, view)],
        "text": {"key": TEXT.key, "chosen": " ".join(text.codes)},
    }


def name_chosen(view: View) -> dict[str, dict[str, str]]:
    """Return by filter what each code is called that is chosen; of the text nothing, which says itself."""
    vocabularies = {each.key: each.vocabulary for each in facets_of(view.table)}
    return {
        choice.key: {code: view.table.name_of(vocabularies[choice.key], code) for code in choice.codes}
        for choice in view.request.selection.choices
        if choice.key in vocabularies
    }


def has_values(each: Filter, view: View) -> bool:
    """Tell whether a filter has anything to choose: a table without organisations has no use for a filter on them."""
    chosen = view.request.selection.chosen(each.key).codes
    return bool(len(view.facets[each.key]) or view.unlisted[each.key] or chosen)


def build_payload(each: Filter, view: View) -> dict[str, Any]:
    """Return one filter for the component's script: its options and the choice.

    options: [code, label, certain, uncertain, possible, other]. other: what an option is found by beside its label,
    such as a person's name in Japanese.
    """
    facet, choice = view.facets[each.key], view.request.selection.chosen(each.key)
    return {
        "key": each.key,
        "label": own_columns.say_label(each.key, each.label, view.table.messages),
        "many": each.many,
        "options": [[*option, view.table.find_other_names(each.vocabulary, option.code)] for option in facet],
        "chosen": list(choice.codes),
        "unlisted": view.unlisted[each.key],
        "every": choice.every,
        "grey": choice.grey,
    }
