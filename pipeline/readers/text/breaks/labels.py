"""Labels of units and items: one that opens the line below parts the lines, one that stands alone
above wants its words.
"""

from __future__ import annotations

import re

from vanban.pipeline.readers.layout import starts_unit
from vanban.pipeline.readers.text.breaks.signs import Sign
from vanban.pipeline.readers.text.breaks.words import pattern

_ABBREVIATED = re.compile(r"(?:^|\W)(?:TP|Tp|tp|P|Q|TX|TT|ThS|TS|PGS|GS)\.$")
_LABEL = pattern("label")


def opens_item(line: str) -> bool:
    """Whether a line opens a unit or an item; "TP. Hồ Chí Minh" does not."""
    return starts_unit(line) and not _ABBREVIATED.match(line.split(maxsplit=1)[0])


def is_abbreviated(line: str) -> bool:
    """Whether the full stop at the end of ``line`` is that of a short form: "TP.", "PGS."."""
    return _ABBREVIATED.search(line) is not None


def is_label(line: str) -> bool:
    """Whether a line is nothing but a label: "Điều 1.", "2.1.", "a)", "-"."""
    return _LABEL.fullmatch(line) is not None


SIGNS = (
    Sign("item", -7, lambda _, below: opens_item(below)),
    Sign("label alone", 8, lambda above, below: is_label(above) and not opens_item(below)),
)
