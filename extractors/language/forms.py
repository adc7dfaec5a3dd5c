"""The formulas of Vietnamese documents as fragments of patterns, from ``forms.toml``: quốc hiệu and
tiêu ngữ, "Nơi nhận", capacities of signers, leads of bases.

A fragment is lower case and holds no group of its own: who uses it says the case, what stands
around it and where it may begin. ``phrase`` makes one of any words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from vanban.extractors.language.data import toml
from vanban.extractors.language.folding import either_tone, strip_accents
from vanban.schemas.document import Capacity

_ROOM = "vanban.extractors.language"
_GAP = r"\s{1,3}"
"""White space within a formula: justified lines and PDF words leave more than one space."""


_MARKED = [
    c for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)) if (c := chr(code)).islower()
]
_WITH_MARKS = {
    letter: f"[{letter}{''.join(c for c in _MARKED if strip_accents(c) == letter)}]"
    for letter in "aeiouyd"
}
"""A letter to all that it may become under marks."""


def phrase(words: str, *, gap: str = _GAP, bare: bool = False) -> str:
    """``words`` as a pattern: ``gap`` for each space, either placement of a tone ("hòa", "hoà").

    ``bare`` allows each word without its marks too, as OCR and telegrams leave it.
    """
    return gap.join(_word(word, bare) for word in words.split())


def _word(word: str, bare: bool) -> str:
    spellings = either_tone(word)
    if bare:
        spellings = (*spellings, strip_accents(word))
    distinct = tuple(dict.fromkeys(spellings))
    if len(distinct) == 1:
        return re.escape(word)
    return f"(?:{'|'.join(map(re.escape, distinct))})"


def _any_marks(word: str) -> str:
    """``word`` with any marks on its letters, or none: OCR reads letters more surely than marks."""
    return "".join(_WITH_MARKS.get(letter, letter) for letter in strip_accents(word))


def phrases(words: Iterable[str], *, gap: str = _GAP) -> str:
    """Any of ``words``, the longest first, as one group."""
    longest_first = sorted(words, key=lambda w: (-len(w), w))
    return f"(?:{'|'.join(phrase(w, gap=gap) for w in longest_first)})"


def any_of(words: Iterable[str]) -> str:
    """Any of ``words`` just as they are written, the longest first, as one group."""
    return f"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})"


def opening(words: str, count: int) -> str:
    """The first ``count`` of ``words`` as a pattern."""
    return phrase(" ".join(words.split()[:count]))


_state = toml(_ROOM, "forms.toml")["state"]

STATE_NAME: str = _state["name"]
"""Quốc hiệu in small letters."""
PARTY_NAME: str = _state["party"]
"""The heading of documents of the Party in small letters."""
STATE_OPENS = opening(STATE_NAME, _state["telling"])
"""As much of quốc hiệu as tells it apart; the country may stand on the next line."""
STATE_OPENS_IN_CAPITALS = opening(STATE_NAME.upper(), _state["telling"])
"""The same as a head writes it."""
_BETWEEN = r"\s{0,3}\W{0,3}\s{0,3}"  # the dash of tiêu ngữ, or what OCR made of it
MOTTO_OPENS = _BETWEEN.join(phrase(part) for part in _state["motto"][:2])
"""Tiêu ngữ, as far as it must be there."""
MOTTO_READ = _BETWEEN.join(phrase(part, gap=r"\s{0,2}", bare=True) for part in _state["motto"])
"""Tiêu ngữ, whole, as OCR may read it."""
BARE_MOTTOES = frozenset(
    strip_accents("".join(words)).replace(" ", "")
    for words in (STATE_NAME, _state["motto"], PARTY_NAME)
)
"""All three as letters without marks and spaces."""

_recipients = toml(_ROOM, "forms.toml")["recipients"]["words"]
RECIPIENTS = phrases(_recipients)
"""Nơi nhận, Nơi gửi."""
RECIPIENTS_READ = "(?:{})".format(
    "|".join(r"\s*".join(map(_any_marks, words.split())) for words in _recipients)
)
"""The same as OCR may read it: "Nơi nhân", "Noi nhận"."""

CAPACITIES: dict[str, Capacity] = toml(_ROOM, "forms.toml")["capacities"]["marks"]
"""The letters of a capacity to its form in the decree: TUQ to "TUQ."."""
CAPACITY = "(?:{})".format(
    "|".join(r"\s?[./]?\s?".join(mark) for mark in sorted(CAPACITIES, key=len, reverse=True))
)
"""The mark of a capacity in capitals, without what closes it: TM, T.M, T/M, K T, TUQ, Q."""

SIGNED = r"[(\[]\s*(?:đã|da)\s*(?:ký|kí|ky)\b[^)\]]{0,40}[)\]]|\(?\s*đã ký\s*\)?"
"""What copies write in place of a signature: (Đã ký)."""
SIGNED_OR_TO_SIGN = r"\(\s*(?:đã\s+)?ký\b[^()]{0,60}\)"
"""A bracket in the place of a signature: "(Đã ký)", "(Ký, ghi rõ họ tên)"."""
NUMBER_LABEL = r"số\s?:"
"""What stands before the number of a document: "Số: 12/QĐ-UBND"."""
ADDRESSES = phrase("kính gửi")
"""What stands before those to whom a letter goes: "Kính gửi: Sở Nội vụ"."""
NAMED_LAW = r"(?:Bộ luật|Luật|Pháp lệnh|Hiến pháp)\s(?!.{0,60}\bsố\s*:?\s*\d)"
"""A law by its name, not by its number: "Luật Giáo dục nghề nghiệp"."""
ENACTS = phrase("ban hành")
"""The verb of the sentence that enacts: "Bộ trưởng Bộ Y tế ban hành Thông tư …"."""
SIGN_HERE = r"\(\s*(?:đã\s+)?ký\b|\bký(?:,\s*ghi\s+rõ|\s+và\s+ghi\s+rõ|\s+tên)"
"""What forms ask of the one who signs: (Ký, ghi rõ họ tên)."""


def base_leads(*kinds: str) -> tuple[str, ...]:
    """The openings of bases: ``citation`` ("Căn cứ"), ``proposal`` ("Theo đề nghị"), ``weak``
    and ``sure``.
    """
    leads = toml(_ROOM, "forms.toml")["bases"]
    return tuple(lead for kind in kinds for lead in leads[kind])
