"""The verb phrase that opens a task: "xây dựng", "trình … ban hành".

Most tasks open with one of few verbs, which are data (``verbs.toml``). For other openings underthesea tags the first words;
it is loaded then, and only then.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import cast

from extractors.text import fold

_OPENING = 90
_WORDS = 12
_LEADING = re.compile(
    r"[\s\-–+*•(]*(?:(?:tiếp tục|tăng cường|chủ động|tích cực|tập trung|khẩn trương|kịp thời|thường xuyên|phấn đấu|quyết liệt)\s+)?",
    re.IGNORECASE,
)
_LINK = r"(?:\s*,\s*|\s+và\s+|\s+)"


@cache
def _verbs() -> re.Pattern[str]:
    data = tomllib.loads(resources.files("extractors.tasks").joinpath("verbs.toml").read_text(encoding="utf-8"))
    verbs = sorted(cast("list[str]", data["verbs"]), key=len, reverse=True)
    one = "(?:" + "|".join(map(re.escape, verbs)) + r")(?!\w)"
    return re.compile(rf"{one}(?:{_LINK}{one}){{0,3}}", re.IGNORECASE)


def action_of(text: str) -> str | None:
    """The opening verbs as written, where the text opens with verbs that we know; else None."""
    words = fold(text[: _OPENING * 2])
    begin = _LEADING.match(words)
    start = begin.end() if begin else 0
    found = _verbs().match(words, start)
    return text[start : found.end()].strip() if found else None


def actions(texts: Iterable[str], *, tag: bool = False) -> tuple[str | None, ...]:
    """One action for each text. ``tag`` lets underthesea tag the openings that the list of verbs does not know."""
    return tuple(action_of(t) or (_tagged(t[:_OPENING]) if tag else None) for t in texts)


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
