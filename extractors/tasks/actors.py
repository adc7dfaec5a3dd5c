"""Actors of a cell, a field or a heading, through the finder of actors."""

from __future__ import annotations

import re

from vanban.extractors.actors import class_name, find_actors, split_actors
from vanban.extractors.context import Context
from vanban.extractors.language.folding import fold
from vanban.extractors.tables.cells import looks_like_actors
from vanban.extractors.tasks.action import action_of
from vanban.extractors.tasks.cell_roles import ActorRole, split_roles
from vanban.extractors.tasks.headings import addressed, duties_at
from vanban.schemas import ActorRef, Span

Actors = tuple[ActorRef, ...]
_LONGEST_HEADING = 240
_SHORT, _HALF, _MOST = (
    60,
    0.5,
    0.8,
)  # a short heading is trusted to the splitter of cells, a longer one must hold in prose as well
_SENTENCE = re.compile(
    r"(?<!\w)(?:chủ trì|phối hợp (?:với|cùng)|hoàn thành|báo cáo|căn cứ|"
    r"có (?:các )?(?:trách nhiệm|nhiệm vụ|quyền|nghĩa vụ)|"
    r"chịu trách nhiệm|trước ngày|ngày \d|tập trung|"
    r"(?:nhiệm vụ|nội dung|công việc|giải pháp) sau|sau đây|như sau)",
    re.IGNORECASE,
)
_JOINTS = str.maketrans("", "", " ,;.:-/()\n\t")
_REMARK = re.compile(
    r"(?<=\w)\s*\((?:theo|chủ trì|phối hợp|đối với|phụ trách|thực hiện|chịu trách nhiệm"
    r"|trong|về|để|khi|nếu|làm|là)\s[^()]{1,200}\)\s*$",
    re.IGNORECASE,
)
_REMARK_BEHIND = re.compile(
    r"(?<=\w)(?:\s*\((?:là )?"
    r"(?:cơ quan|đơn vị|bộ phận|thường trực|đầu mối|chủ trì|phụ trách)[^()]{0,80}\)"
    r"|\s*\([^()]{1,80}\s(?:phụ trách|làm đầu mối|chủ trì)\)"
    r"|\s+-\s+(?:là )?(?:cơ quan|đơn vị) (?:thường trực|đầu mối|chủ trì)[^()]{0,80})$",
    re.IGNORECASE,
)
_AFTER_COLON = re.compile(r"(?P<before>[^:]{2,200}):\s*(?P<after>\S.*)", re.DOTALL)
_PLURAL = re.compile(r"(?:^|\s)(?:[Cc]ác|CÁC)\s")


def is_plural(actor: ActorRef) -> bool:
    """True for 'các đơn vị', not for 'lực lượng dân quân'."""
    return _PLURAL.match(actor.text) is not None


def by_role(
    text: str, context: Context, default: ActorRole, *, offset: int = 0, both: bool = False
) -> tuple[Actors, Actors]:
    """(leads, cooperators) that a cell names; ``default`` is the role of its column, ``both`` is
    true for one of leads and cooperators together.
    """
    leads: list[ActorRef] = []
    cooperators: list[ActorRef] = []
    for role, start, end in split_roles(text, default, both=both):
        into = leads if role == "lead" else cooperators
        into.extend(
            _named(a) for a in split_actors(text[start:end], context, offset=offset + start)
        )
    return tuple(leads), tuple(cooperators)


def _named(actor: ActorRef) -> ActorRef:
    """The actor without a closing remark on its part: "Bộ Công an (theo chức năng, nhiệm vụ được
    giao)".
    """
    found = _REMARK.search(fold(actor.text))
    if not found:
        return actor
    return actor.model_copy(
        update={
            "text": actor.text[: found.start()],
            "span": Span(start=actor.span.start, end=actor.span.start + found.start()),
        }
    )


_FEW_BEHIND = 2
"""Words behind the names of a heading, at most: 'và các đơn vị khác' is among the names."""


def named_by_heading(text: str, context: Context, *, offset: int = 0) -> Actors:
    """The units whose heading this is ('1. Sở Nội vụ', 'Đề nghị Văn phòng Thành ủy:', 'Tổ bệnh án
    điện tử có nhiệm vụ:'); empty for any other heading.
    """
    if not text.strip() or len(text) > _LONGEST_HEADING:
        return ()
    start = addressed(text)
    rest = text[start:].rstrip(" .:;\n")
    if remark := _REMARK_BEHIND.search(fold(rest)):
        rest = rest[: remark.start()]
    duties = duties_at(rest)
    rest = rest[:duties] if duties else rest
    if not looks_like_actors(rest) or _SENTENCE.search(fold(rest)) or _work_after_colon(rest):
        return ()
    found = split_actors(rest, context, offset=offset + start)
    if not found or _share(rest, found) < _MOST or _acts_behind(rest, found, offset + start):
        return ()
    # who has duties is somebody, with a name of any form
    return found if duties or _names_bodies(text, rest, found, context) else ()


def _acts_behind(rest: str, found: Actors, offset: int) -> bool:
    """Words behind the last name, in small letters: 'Đài A, Thông tấn xã B | kịp thời đưa tin'."""
    behind = rest[max(a.span.end for a in found) - offset :].split()
    return len(behind) > _FEW_BEHIND and all(word.islower() for word in behind)


def whoever(text: str, context: Context, *, offset: int = 0) -> Actors:
    """Who is named by a heading that can name nobody else ('Trách nhiệm của đối tượng thực hiện
    kiểm kê:'), in whatever words; nothing where they are too many for a name.
    """
    start = addressed(text)
    rest = text[start:].rstrip(" .:;\n")
    if not rest or len(rest) > _SHORT or _SENTENCE.search(fold(rest)):
        return ()
    found = split_actors(rest, context, offset=offset + start)
    if _share(rest, found) >= _MOST:
        return found
    span = Span(start=offset + start, end=offset + start + len(rest))
    return (ActorRef(text=rest, name=class_name(rest, context), kind="class", span=span),)


def _names_bodies(text: str, rest: str, found: Actors, context: Context) -> bool:
    """True where ``rest`` of the heading ``text`` is names of bodies, and no words that look like
    them in a list alone: 'Tổ chức trực ban 24/24 giờ', 'Các nhiệm vụ trọng tâm'.
    """
    if 2 * sum(a.kind != "other" for a in found) < len(found):
        return False
    share = _share(rest, find_actors(rest, context))
    if share == 0 and (action_of(rest) or _PLURAL.match(rest)):
        return False
    return share >= _needed(text, rest)


def _needed(text: str, rest: str) -> float:
    """The share of actors that a heading must have in running text too; a full stop makes a
    sentence of it ('Đài X phát tin.').
    """
    if text.rstrip().endswith("."):
        return _MOST
    return _HALF if len(rest) > _SHORT else 0.0


def _work_after_colon(text: str) -> bool:
    """ "Sở Tài chính: bố trí kinh phí" is more than a heading; "Các sở: Y tế, Nội vụ" and "UBND các
    phường: A, B" are lists.
    """
    found = _AFTER_COLON.match(fold(text))
    if not found:
        return False
    after = found.group("after")
    return not (
        _PLURAL.search(found.group("before")) and after[:1].isupper() and action_of(after) is None
    )


def _share(text: str, found: Actors) -> float:
    """The share of a text's letters that stand in the actors found."""
    return sum(len(a.text.translate(_JOINTS)) for a in found) / max(len(text.translate(_JOINTS)), 1)
