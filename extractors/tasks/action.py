"""The verb phrase that opens a task: "xây dựng", "trình … ban hành".

Most tasks open with one of few verbs, which are data (``language/verbs.toml``). For other openings
the language layer (spaCy's, with underthesea under it) reads words and tags.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from vanban.extractors.language.folding import fold
from vanban.extractors.language.forms import any_of
from vanban.extractors.language.verbs import ADVERBIALS, WORK

_OPENING = 90
_WORDS = 12
_LEADING = re.compile(
    r"[\s\-–+*•(]*(?:(?:tiếp tục|tăng cường|chủ động|tích cực|tập trung|khẩn trương|kịp thời"
    r"|thường xuyên|phấn đấu|quyết liệt|từng bước|triệt để|nghiêm túc|sớm)\s+)?",
    re.IGNORECASE,
)
_GAP = 45  # characters between two actors of an opening: "chủ trì, phối hợp với các đơn vị: "
_JOINT = re.compile(
    r"\s*(?:\([^()]{0,80}\)\s*)?,?\s*(?:(?:là (?:cơ quan|đơn vị) )?(?:chủ trì|đầu mối)\s*,?\s*"
    r"|có trách nhiệm\s*:?\s*|"
    r"(?:căn cứ|theo|trên cơ sở)[^,]{3,120},\s*|để\s+)*"
)
_ADVERBIAL_MAX = 240  # characters of an adverbial before the verb
_COMMA = re.compile(r",\s+")
_LINK = re.compile(r"\s*,\s*|\s+và\s+|\s+")
_LINKED = 3  # further verbs: "xây dựng, ban hành và tổ chức"


@cache
def _verb() -> re.Pattern[str]:
    return re.compile(rf"{any_of(WORK)}(?!\w)", re.IGNORECASE)


@cache
def _adverbial() -> re.Pattern[str]:
    return re.compile(rf"\W*{any_of(ADVERBIALS)}\s", re.IGNORECASE)


def action_of(text: str, start: int = 0) -> str | None:
    """The opening verbs as written, where the text (from ``start``) opens with verbs that we know;
    else None.
    """
    words = fold(text[start : start + _OPENING * 2])
    begin = _LEADING.match(words)
    opening = begin.end() if begin else 0
    end = _verbs_end(words, opening)
    if end is None and opening:
        opening, end = 0, _verbs_end(words, 0)
    return None if end is None else text[start + opening : start + end].strip()


def _verbs_end(words: str, start: int) -> int | None:
    """Where the verbs that begin at ``start`` end; None where none begins there."""
    end, at = None, start
    for _ in range(1 + _LINKED):
        verb = _verb().match(words, at)
        if not verb:
            break
        end = verb.end()
        link = _LINK.match(words, end)
        if not link:
            break
        at = link.end()
    return end


def after_actors(text: str, spans: Iterable[tuple[int, int]], begin: int = 0) -> int:
    """Where the work begins in a text that opens with its actors: "Sở A chủ trì, phối hợp với Sở B
    | rà soát …". ``spans`` are local; ``begin`` is where the subject of the text ends.
    """
    at = begin
    for start, end in sorted(spans):
        if begin <= start <= at + _GAP and end > at:
            at = end
    joint = _JOINT.match(fold(text), at) if at else None
    return joint.end() if joint else at


def actions(texts: Iterable[str], starts: Iterable[int]) -> tuple[str | None, ...]:
    """One action for each text, looked for from its start. Where the list of verbs knows none, the
    language layer reads words and tags; it is loaded then, and only then.
    """
    begun = list(zip(texts, starts, strict=True))
    known = [
        action_of(text, at) or action_of(text) or _behind_adverbial(text, at) for text, at in begun
    ]
    unknown = [
        _opening(text[at:]) for (text, at), said in zip(begun, known, strict=True) if not said
    ]
    if not unknown:
        return tuple(known)
    from vanban.extractors.language.pipeline import opening_actions  # spaCy and underthesea

    read = opening_actions(unknown)
    return tuple(said or next(read) for said in known)


def _behind_adverbial(text: str, start: int) -> str | None:
    """'Căn cứ chức năng, nhiệm vụ được giao, | rà soát hồ sơ': the verbs behind the first comma
    that they follow; a comma between two verbs ('kết quả rà soát, | đánh giá') ends no
    adverbial.
    """
    adverbial = _adverbial().match(text, start)
    if adverbial is None:
        return None
    for comma in _COMMA.finditer(text, adverbial.end(), adverbial.end() + _ADVERBIAL_MAX):
        said = action_of(text, comma.end())
        before = " ".join(text[: comma.start()].split()[-2:])
        if said and not _verb().fullmatch(fold(before)):
            return said
    return None


def _opening(text: str) -> str:
    """The first words, as far as they belong to one sentence and line."""
    return " ".join(re.split(r"[\n:;.]", text[:_OPENING], maxsplit=1)[0].split()[:_WORDS])
