"""Names and headings at the end of a document. Family names under stamps: the stamp of office is
set over the first third of the signature (NĐ 30/2020, Phụ lục I, II.8).
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

_MIDDLE = frozenset(("Thị", "Văn"))
"""Middle names that nothing but a person has."""
_GIVEN = re.compile(r"[^\W\d_]{2,8}")
_DAMAGED = 0.7
"""Confidence below which a word of a position may have lost letters, or all of them."""
_NEARLY = 0.8
"""Share of the letters of a line and of a position that they have in common, one after the other.
"""
_NEARER = 0.08
"""By which a position must be nearer to the line than all others."""
_LEAST = 3
"""Letters of a family name that must be left."""
_LONG, _MOST = 5, 0.8
_RECIPIENTS = ("Nơi", "nhận")
"""NĐ 30/2020, Phụ lục I, II.9: alone on its line."""
_ALMOST_SURE = 0.95
"""Confidence from which even these words stay ("Lời nhắn:")."""
_DOUBTED, _SURE = 0.6, 0.8
"""Confidence of a damaged word at the most, and of those beside it at the least."""


def with_position(
    texts: Sequence[str], confidence: Sequence[float], positions: Sequence[str]
) -> list[str]:
    """The words of a line in capitals that nearly is one position only, as that position; letters
    that a seal or a pen hides are put in. A line that was read surely stays. A text for each of
    ``texts``: one that belongs to the word before is empty.
    """
    out = list(texts)
    if not 1 <= len(out) <= 6 or not " ".join(out).isupper() or " ".join(out) in positions:
        return out
    return _opened(out, confidence, positions) or _nearest(out, confidence, positions) or out


def _opened(
    texts: Sequence[str], confidence: Sequence[float], positions: Sequence[str]
) -> list[str] | None:
    """A damaged first word that one position opens which the rest, surely read, ends."""
    if len(texts) < 2 or confidence[0] > _DOUBTED or min(confidence[1:]) < _SURE:
        return None
    rest = " " + " ".join(texts[1:])
    opening = {p.removesuffix(rest) for p in positions if p.endswith(rest) and p != rest.strip()}
    read = _bare(texts[0])
    fitting = {o for o in opening if _in_order(read, _bare(o)) >= _MOST * len(_bare(o))}
    return [fitting.pop(), *texts[1:]] if len(fitting) == 1 else None


def _nearest(
    texts: Sequence[str], confidence: Sequence[float], positions: Sequence[str]
) -> list[str] | None:
    """The position whose letters those of the line nearly are ("GI ĐỐC": GIÁM ĐỐC)."""
    if min(confidence) >= _DAMAGED:
        return None
    read = _bare("".join(texts))
    ranked = sorted(((_likeness(read, _bare(p)), p) for p in positions), reverse=True)
    (best, position), (second, _) = ranked[:2]
    if best < _NEARLY or best - second < _NEARER:
        return None
    return _in_places(position.split(), len(texts))


def _in_places(words: Sequence[str], count: int) -> list[str]:
    """``count`` texts that hold the words: the first holds those too many, the last are empty."""
    more = max(0, len(words) - count)
    fitted = [" ".join(words[: more + 1]), *words[more + 1 :]]
    return [*fitted, *[""] * (count - len(fitted))]


def _likeness(read: str, meant: str) -> float:
    return 2 * _in_order(read, meant) / (len(read) + len(meant)) if read else 0.0


def with_recipients(texts: Sequence[str], confidence: Sequence[float]) -> list[str]:
    """The words of a line that is nothing but "Nơi nhận:" with a letter misread ("Wơi nhận;")."""
    if len(texts) != len(_RECIPIENTS):
        return list(texts)
    if not texts[-1].endswith((":", ";")) and texts[0] != _RECIPIENTS[0]:
        return list(texts)
    meant, read = _bare("".join(_RECIPIENTS)), _bare("".join(texts))
    doubted = read == meant or min(confidence) < _ALMOST_SURE
    near = abs(len(read) - len(meant)) <= 1 and _in_order(read, meant) >= len(meant) - 1
    return [_RECIPIENTS[0], f"{_RECIPIENTS[1]}:"] if near and doubted else list(texts)


def with_surname(
    texts: Sequence[str], confidence: Sequence[float], surnames: Sequence[str]
) -> list[str]:
    """The words of a line; where its first is damaged and all others are a person's given names,
    the family name whose end it
    keeps, if it is the end of one only."""
    out = list(texts)
    if 3 <= len(out) <= 5 and out[1] in _MIDDLE:
        out[0] = _marked(out[0], surnames)
    if not 3 <= len(out) <= 5 or confidence[0] > 0.7 or min(confidence[1:]) < 0.85:
        return _later(out, confidence, surnames)
    if not all(_GIVEN.fullmatch(t) and t.istitle() for t in out[1:]):
        return out
    letters = _bare(out[0])
    fitting = {s for s in surnames if _kept(letters, _bare(s))}
    if len(fitting) == 1:
        out[0] = fitting.pop()
    return out


def _marked(word: str, surnames: Sequence[str]) -> str:
    """A family name with its own marks, however surely others were read: "Định" is "Đinh"."""
    meant = {s for s in surnames if _bare(s) == _bare(word)}
    return meant.pop() if len(meant) == 1 and word not in surnames and word.istitle() else word


def _later(texts: list[str], confidence: Sequence[float], surnames: Sequence[str]) -> list[str]:
    """The same, where a lone sign of the stamp was read before the name."""
    if len(texts) > 3 and not any(map(str.isalnum, texts[0])) and confidence[0] < 0.7:
        return [texts[0], *with_surname(texts[1:], confidence[1:], surnames)]
    return texts


def _kept(letters: str, surname: str) -> bool:
    """The last letters of the word are the last letters of the name, or most letters of the name
    are there in order.
    """
    if len(surname) >= _LONG and _in_order(letters, surname) >= _MOST * len(surname):
        return True
    common = 0
    while common < min(len(letters), len(surname)) and letters[-1 - common] == surname[-1 - common]:
        common += 1
    return common >= min(_LEAST, len(surname))


def _in_order(letters: str, surname: str) -> int:
    """How many letters of the name can be found in the word one after the other."""
    best = [0] * (len(surname) + 1)
    for letter in letters:
        for j in range(len(surname), 0, -1):
            if surname[j - 1] == letter:
                best[j] = max(best[j], best[j - 1] + 1)
        for j in range(1, len(best)):
            best[j] = max(best[j], best[j - 1])
    return best[-1]


def _bare(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.lower().replace("đ", "d"))
    return "".join(c for c in parts if c.isalpha() and not unicodedata.combining(c))
