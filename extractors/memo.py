"""What was found in a text is kept for its document: the cells of a table name the same units and
times again and again.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import TypeVar
from weakref import WeakKeyDictionary

from vanban.extractors.context import Context

T = TypeVar("T")


def once_a_document(find: Callable[[str, Context], T]) -> Callable[[str, Context], T]:
    """``find``, asked only once for each text of a document. What is kept goes when the document's
    context goes.
    """
    known: WeakKeyDictionary[Context, dict[str, T]] = WeakKeyDictionary()

    @wraps(find)
    def found(text: str, context: Context) -> T:
        of_document = known.setdefault(context, {})
        if text not in of_document:
            of_document[text] = find(text, context)
        return of_document[text]

    return found
