"""Cells that hold leads and cooperators together: 'Chủ trì: A; Phối hợp: B', 'A chủ trì, phối hợp
với B', 'A (chủ trì), B (phối hợp)'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from vanban.extractors.language.folding import fold

ActorRole = Literal["lead", "cooperators"]

_NOUNS = r"(?:(?:các|cơ quan|đơn vị|tổ chức|bộ phận)[\s,/]{1,3}){0,3}"
_LABEL = re.compile(
    rf"(?<!\w){_NOUNS}(?:(?P<lead>chủ trì|đầu mối|thực hiện|chịu trách nhiệm)|(?P<coop>phối hợp|tham gia|hỗ trợ))"
    r"(?: thực hiện| chính)?\s{0,2}:",
    re.IGNORECASE,
)
_PROSE = re.compile(
    r"\s+(?:là (?:cơ quan|đơn vị) )?chủ trì\s*[,;.]?\s*(?:và )?(?:phối hợp|cùng)\s*(?:với|cùng)?\s*:?\s+",
    re.IGNORECASE,
)
_PROSE_TAIL = re.compile(r"[;,.]?\s+phối hợp(?: thực hiện)?\s*\.?$", re.IGNORECASE)
_PROSE_ONLY = re.compile(r"\s+chủ trì\s*\.?$", re.IGNORECASE)
_MARKED = re.compile(
    r"\((?:cơ quan |đơn vị )?(?P<role>chủ trì|đầu mối|phối hợp)(?: thực hiện)?\)", re.IGNORECASE
)


def split_roles(text: str, default: ActorRole) -> Iterator[tuple[ActorRole, int, int]]:
    """Stretches of a cell with the role of the actors in them, as (role, start, end). ``default``
    holds where nothing is said.
    """
    words = fold(text)
    labels = list(_LABEL.finditer(words))
    if labels:
        yield from _labelled(words, labels, default)
        return
    marks = list(_MARKED.finditer(words))
    if marks:
        yield from _marked(marks, len(words), default)
        return
    prose = _PROSE.search(words)
    if prose and default == "lead":
        yield "lead", 0, prose.start()
        yield "cooperators", prose.end(), len(words)
        return
    yield default, 0, len(words)


def _labelled(
    words: str, labels: list[re.Match[str]], default: ActorRole
) -> Iterator[tuple[ActorRole, int, int]]:
    if labels[0].start() > 0 and words[: labels[0].start()].strip(" -+*•;,.\n"):
        yield default, 0, labels[0].start()
    for here, label in enumerate(labels):
        end = labels[here + 1].start() if here + 1 < len(labels) else len(words)
        stretch = words[label.end() : end].rstrip(" -+*•;,.\n")
        yield (
            ("lead" if label.group("lead") else "cooperators"),
            label.end(),
            label.end() + len(stretch),
        )


def _marked(
    marks: list[re.Match[str]], length: int, default: ActorRole
) -> Iterator[tuple[ActorRole, int, int]]:
    """'A (chủ trì), B, C (phối hợp)': a mark holds for the actors since the mark before."""
    start = 0
    for mark in marks:
        yield (
            ("cooperators" if mark.group("role").lower() == "phối hợp" else "lead"),
            start,
            mark.start(),
        )
        start = mark.end()
    if start < length:
        yield ("cooperators" if default == "lead" else default), start, length
