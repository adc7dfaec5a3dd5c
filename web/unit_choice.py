"""The one unit that an address or a form speaks of: by its id, or in words as people type them."""

from __future__ import annotations

from vanban.tracking.errors import BadQuery, NotFound
from vanban.tracking.queries.desk import named_units, unit_names
from vanban.tracking.store.store import Store
from vanban.web.query import whole


def units_of(store: Store, words: str) -> tuple[int, ...]:
    """Ids of the units that are meant. ``BadQuery`` if no unit has such a name."""
    if (unit := whole(words)) is not None:
        return (unit,)
    try:
        return named_units(store, words)
    except NotFound as error:
        raise BadQuery(error.what, "Quay lại và chọn trong các tên mà ô Đơn vị gợi ý.") from error


def unit_words(store: Store, words: str) -> str:
    """How a page writes what is meant: the name of an id, else the same words."""
    unit = whole(words)
    return words if unit is None else unit_names(store, [unit]).get(unit, "")
