"""Cells that hold leads and cooperators together: 'Chủ trì: A; Phối hợp: B', 'A chủ trì, phối hợp
với B', 'A phối hợp với B', 'A chủ trì; B phối hợp', 'A (chủ trì), B (phối hợp)'.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from vanban.extractors.language.folding import fold
from vanban.extractors.language.letters import CAPITALS

ActorRole = Literal["lead", "cooperators"]

_NOUNS = r"(?:(?:các|cơ quan|đơn vị|tổ chức|bộ phận)[\s,/]{1,3}){0,3}"
_LABEL = re.compile(
    rf"(?<!\w){_NOUNS}(?:(?P<lead>chủ trì|CT|đầu mối|thực hiện|chịu trách nhiệm)"
    r"|(?P<coop>phối hợp|PH|tham gia|hỗ trợ))"
    r"(?: thực hiện| chính)?\s{0,2}:",
    re.IGNORECASE,
)
_PROSE = re.compile(
    r"\s+(?:là (?:cơ quan|đơn vị) )?chủ trì\s*[,;.]?\s*"
    r"(?:và )?(?:phối hợp|cùng)\s*(?:với|cùng)?\s*:?\s+"
    r"|\s*[,;]?\s+phối hợp (?:với|cùng)\s*:?\s+",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"\((?:cơ quan |đơn vị )?(?P<role>chủ trì|đầu mối|phối hợp)(?: thực hiện)?\)", re.IGNORECASE
)
_BEHIND = re.compile(
    r"(?<=\w)[,\s]\s*(?:là (?:cơ quan|đơn vị) )?"
    r"(?P<role>chủ trì|đầu mối|phối hợp|tham gia)(?: thực hiện)?\s*(?=[;,.\n]|$)",
    re.IGNORECASE,
)
_FIRST = re.compile(rf"\s*/\s+|\s+/\s*|/(?=[{CAPITALS}])")
_LEADING = frozenset(("chủ trì", "đầu mối"))


def split_roles(
    text: str, default: ActorRole, *, both: bool = False
) -> Iterator[tuple[ActorRole, int, int]]:
    """Stretches of a cell with the role of the actors in them, as (role, start, end). ``default``
    holds where nothing is said; ``both``: who stands before the first slash leads, the others help.
    """
    words = fold(text)
    if labels := list(_LABEL.finditer(words)):
        yield from _labelled(words, labels, default)
        return
    prose = _PROSE.search(words)
    marks = list(_MARKED.finditer(words)) or ([] if prose else list(_BEHIND.finditer(words)))
    if marks and not _describes(marks, words):
        yield from _marked(marks, len(words), default)
    elif prose and default == "lead":
        yield "lead", 0, prose.start()
        yield "cooperators", prose.end(), len(words)
    elif both and (first := _FIRST.search(words.rstrip())):
        yield "lead", 0, first.start()
        yield "cooperators", first.end(), len(words)
    else:
        yield default, 0, len(words)


def _describes(marks: list[re.Match[str]], words: str) -> bool:
    """'Các lực lượng tham gia', and nobody else: which ones, not what part they have."""
    only = len(marks) == 1 and marks[0].end() == len(words.rstrip(" .;"))
    return only and marks[0]["role"].lower() == "tham gia" and not re.search("[,;\n]", words)


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
        role: ActorRole = "lead" if mark.group("role").lower() in _LEADING else "cooperators"
        yield role, start, mark.start()
        start = mark.end()
    if start < length:
        yield ("cooperators" if default == "lead" else default), start, length
