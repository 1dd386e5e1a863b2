"""How a view is looked at: what belongs to one visitor's screen and to no link."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class ViewOptions:
    """Hold how one screen looks at a view.

    margin: share of the window that is arranged on either side of it, for panning.
    more_lanes, more_marks: how many beyond what is usual on a screen.
    lanes: keys of the only lanes to arrange, in this order; () for those that a request lists. most_rows: of marks in a
    lane, where there is room for few, and then for none above a strip; 0 for as many as a screen has.
    finds: (filter, text) for options looked for. listing_from, listed_from, undated_from: first rows of the lists.
    """

    margin: float = 0.0
    more_lanes: int = 0
    more_marks: int = 0
    lanes: tuple[str, ...] = ()
    most_rows: int = 0
    finds: tuple[tuple[str, str], ...] = ()
    listing_from: int = 0
    listed_from: int = 0
    undated_from: int = 0

    def turned(self, name: str, first: int) -> "ViewOptions":
        """Return this with one of the lists (its field) turned to another first row."""
        pages = {
            "listing_from": replace(self, listing_from=first),
            "listed_from": replace(self, listed_from=first),
            "undated_from": replace(self, undated_from=first),
        }
        return pages[name]

    def found(self, key: str) -> str:
        """Return what is looked for among the options of one filter."""
        return dict(self.finds).get(key, "")
