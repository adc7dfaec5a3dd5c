"""Where sentences begin, end or go on: stops, commas, brackets, a small letter, an opening word."""

from __future__ import annotations

import re

from vanban.pipeline.readers.text.breaks.labels import is_abbreviated, is_label, opens_item
from vanban.pipeline.readers.text.breaks.signs import Sign
from vanban.pipeline.readers.text.breaks.words import begins, pattern

_SENTENCE = re.compile(r"(?:[.!?…]|\./\.)[\s”\"»\])’]{0,4}$")
_OPENS_DAY = pattern("opens_day")


def _opens_sentence(_: str, below: str) -> bool:
    """ "Ngày 28 tháng 8 năm 2026, tại Trụ sở …" below a title: within a sentence these words are
    small.
    """
    opens = begins(below, "sentence_openings")
    return below[0].isupper() and (opens or _OPENS_DAY.match(below) is not None)


def _ends_sentence(above: str, _: str) -> bool:
    """ "… thi hành Quyết định này."; not "tại TP.", not "Điều 1."."""
    ended = _SENTENCE.search(above) is not None
    return ended and not is_abbreviated(above) and not is_label(above)


def _is_open(above: str, _: str) -> bool:
    """A bracket or a quotation mark that the line opened and did not close."""
    return above.count("(") > above.count(")") or above.count('"') % 2 == 1


SIGNS = (
    Sign("sentence opens", -5, _opens_sentence),
    Sign("sentence", -6, _ends_sentence),
    Sign("semicolon", -8, lambda above, _: above.endswith(";")),
    Sign("colon", -3.5, lambda above, _: above.endswith(":")),
    Sign("end of letter", -12, lambda above, _: above.endswith("/.")),
    Sign("comma", 3, lambda above, _: above.endswith(",")),
    Sign("small letter", 5, lambda _, below: below[0].islower() and not opens_item(below)),
    Sign("open bracket", 3, _is_open),
    Sign("dash", 4, lambda above, _: above.endswith((" -", " –"))),
)
