"""The verb phrase that opens a task: "xây dựng", "trình … ban hành".

Most tasks open with one of few verbs, which are data (``verbs.toml``). For other openings
underthesea tags the first words; it is loaded then, and only then.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from vanban.extractors.language.data import toml
from vanban.extractors.language.folding import fold

_OPENING = 90
_WORDS = 12
_LEADING = re.compile(
    r"[\s\-–+*•(]*(?:(?:tiếp tục|tăng cường|chủ động|tích cực|tập trung|khẩn trương|kịp thời|thường xuyên|phấn đấu|quyết liệt)\s+)?",
    re.IGNORECASE,
)
_GAP = 45  # characters between two actors of an opening: "chủ trì, phối hợp với các đơn vị: "
_JOINT = re.compile(
    r"\s*(?:\([^()]{0,80}\)\s*)?,?\s*(?:(?:là (?:cơ quan|đơn vị) )?(?:chủ trì|đầu mối)\s*,?\s*|có trách nhiệm\s*:?\s*|"
    r"(?:căn cứ|theo|trên cơ sở)[^,]{3,120},\s*|để\s+)*"
)
_LINK = re.compile(r"\s*,\s*|\s+và\s+|\s+")
_LINKED = 3  # further verbs: "xây dựng, ban hành và tổ chức"


@cache
def _verb() -> re.Pattern[str]:
    verbs = sorted(toml("vanban.extractors.tasks", "verbs.toml")["verbs"], key=len, reverse=True)
    return re.compile("(?:" + "|".join(map(re.escape, verbs)) + r")(?!\w)", re.IGNORECASE)


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


def after_actors(text: str, spans: Iterable[tuple[int, int]]) -> int:
    """Where the work begins in a text that opens with its actors: "Sở A chủ trì, phối hợp với Sở B
    | rà soát …". ``spans`` are local.
    """
    at = 0
    for start, end in sorted(spans):
        if 0 <= start <= at + _GAP and end > at:
            at = end
    joint = _JOINT.match(fold(text), at) if at else None
    return joint.end() if joint else at


def actions(
    texts: Iterable[str], starts: Iterable[int] | None = None, *, tag: bool = False
) -> tuple[str | None, ...]:
    """One action for each text, looked for from its start. ``tag`` lets underthesea tag the
    openings that the list of verbs does not know.

    Measured on 514 tasks of real plans: the list names the action of nine in ten that have one;
    what the tagger adds to the rest is mostly the noun of a unit or a place read as a verb ("bơm",
    "Xây dựng" of "Sở Xây dựng"), so it is off unless asked for.
    """
    known = list(texts)
    begin = list(starts) if starts is not None else [0] * len(known)
    return tuple(
        action_of(t, at) or action_of(t) or (_tagged(t[at : at + _OPENING]) if tag else None)
        for t, at in zip(known, begin, strict=True)
    )


def _tagged(opening: str) -> str | None:
    """The first run of verbs that the tagger sees, in the form in which it is written."""
    from underthesea import pos_tag

    run: list[str] = []
    for word, kind in pos_tag(" ".join(opening.split()[:_WORDS])):
        if kind == "V":
            run.append(word)
        elif run and kind not in ("C", "CH", "R"):
            break
    phrase = " ".join(run[:3])
    return phrase if phrase and phrase in " ".join(opening.split()) else None
