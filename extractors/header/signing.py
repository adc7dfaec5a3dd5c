"""Signatures and Nơi nhận: the end of a document (NĐ 30/2020, Phụ lục I, II.7 and II.9; Party style
T/M, K/T).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from vanban.extractors.actors import lookup
from vanban.extractors.header.issuer import is_office
from vanban.extractors.header.lines import Line
from vanban.extractors.header.words import opens_with, words
from vanban.extractors.language.folding import fold, key
from vanban.extractors.language.forms import (
    CAPACITIES,
    CAPACITY,
    RECIPIENTS_READ,
    SIGN_HERE,
    SIGNED,
)
from vanban.extractors.language.letters import CAPITALS
from vanban.extractors.language.list_markers import BULLET
from vanban.schemas import Recipient, Signer, Span
from vanban.schemas.document import Capacity

_CAPACITY = re.compile(
    rf"(?P<mark>(?i:{CAPACITY}))\s?(?:\.|(?<=/\w)|(?=\s))\s*(?P<rest>[^\W\d_].*)"
)
_SIGNED = re.compile(SIGNED, re.IGNORECASE)
_TO_SIGN = re.compile(rf"(?!{SIGNED})(?:{SIGN_HERE})", re.IGNORECASE)
_LEFT_OF_MARK = re.compile(r"(?:^\[\s*)|(?:(?<=\w)[daky]{0,4}\]$)")
"""What stays of "[daky]" where a page wrote its letters among those of the lines around it."""
_DEGREE = "|".join(r"\.?".join(degree) for degree in words("degrees"))
_DEGREES = re.compile(rf"(?:(?i:{_DEGREE})(?:\s?[.,]\s*|\s+)){{1,4}}(?=[^\W\d_])")
"""Academic degrees before a name: "PGS.TS. ", "Th.s ", "BS.CKII "."""
_RECIPIENTS = re.compile(rf"\W*{RECIPIENTS_READ}\s*[:.]?", re.IGNORECASE)
_DASH = re.compile(rf"\s*{BULLET}\s*")
_NAME = re.compile(rf"[{CAPITALS}][^\W\d_]*(?:[\s-]+[{CAPITALS}][^\W\d_]*){{1,5}}")
_WORD = re.compile(r"[^\W\d_]{3}")
_LONGEST_MARKED = 120
"""Letters of a body and an office on one line, at most."""
_GAP = 4
_STROKES = 4
"""Lines after an office among which a name is looked for, behind strokes of a hand."""


@dataclass(frozen=True, slots=True)
class Signing:
    """Who signs and who receives."""

    signers: tuple[Signer, ...] = ()
    recipients: tuple[Recipient, ...] = ()


def is_recipients_label(text: str) -> bool:
    """Nothing but "Nơi nhận:"."""
    return _RECIPIENTS.fullmatch(text.strip()) is not None


def find_signing(lines: Sequence[Line]) -> Signing:
    """Both from the lines after the last unit, in whatever order the two columns come."""
    pieces = [piece for line in lines for piece in _parted(_without_mark(line))]
    received: list[list[Line]] = []
    rest: list[Line] = []
    inside = labelled = False
    unlabelled = _unlabelled(pieces)
    for i, line in enumerate(pieces):
        beside = labelled and _goes_on_beside(line, received, rest)
        inside = inside or i == unlabelled or beside
        if is_recipients_label(line.text):
            inside = labelled = True
        elif _SIGNED.match(line.text):
            rest.append(line)  # may stand beside the list of recipients
        elif inside and _still_received(line, received):
            _receive(line, received)
        else:
            inside = False
            rest.append(line)
    signers = _signers(rest) or (_named_alone(rest) if received else ())
    return Signing(signers, tuple(r for group in received if (r := _recipient(group))))


def _goes_on_beside(line: Line, received: Sequence[list[Line]], rest: Sequence[Line]) -> bool:
    """The office of the other column may stand before an item of the list ("Nơi nhận:    CHỦ TỊCH",
    "- Như trên;    KT. GIÁM ĐỐC"), as long as the list is not over and nobody has signed.
    """
    if not _DASH.match(line.text) or (received and _last_copy(received[-1])):
        return False
    return not rest or _name(rest[-1], signed=False) is None


def _unlabelled(lines: Sequence[Line]) -> int | None:
    """Where a list of recipients begins that lost its "Nơi nhận:": items with dashes, the last of
    them "- Lưu: VT."; None where it has its label.
    """
    if any(_RECIPIENTS.match(line.text) for line in lines):
        return None
    first = next((i for i, line in enumerate(lines) if _DASH.match(line.text)), len(lines))
    run = takewhile(lambda line: _DASH.match(line.text) is not None, lines[first:])
    return first if any(_last_copy([line]) for line in run) else None


def signing_but_of_a_form(lines: Sequence[Line]) -> Signing:
    """``find_signing``; nothing where a form asks to be signed ("(Ký, đóng dấu)") and nobody
    has.
    """
    found = find_signing(lines)
    form = any(_TO_SIGN.match(line.text) for line in lines)
    return Signing() if form and not any(s.name for s in found.signers) else found


def signed_inside(lines: Sequence[Line]) -> Signing:
    """A signature that stands before the document's last words (a form is appended without a
    heading): capacity, office and a name.
    """
    for i, line in enumerate(lines):
        if not _capacity(line):
            continue
        signer, _ = _signer(lines, i)
        if signer.name and signer.position:
            head = next(
                (j for j in range(i, max(-1, i - 60), -1) if _RECIPIENTS.match(lines[j].text)), None
            )
            before = find_signing(lines[head:i]).recipients if head is not None else ()
            return Signing((signer,), before)
    return Signing()


def _parted(line: Line) -> list[Line]:
    """'Nơi nhận: - A; - B', 'Nơi nhận: TM. …' and '- Như trên;    (đã ký) Trần Văn A' (two columns
    in one line) as lines of their own.
    """
    head = _RECIPIENTS.match(line.text)
    if not head and (signed := _SIGNED.search(line.text)) and signed.start():
        cut = signed.start()
        return [_cut(line, 0, cut), _cut(line, cut, len(line.text))]
    if not head or head.end() == len(line.text):
        return [line]
    cuts = [
        0,
        head.end(),
        *(
            head.end() + m.start()
            for m in re.finditer(r"(?<=[;.,])\s+[-–]\s*(?=\w)", line.text[head.end() :])
        ),
    ]
    return [
        _cut(line, a, b)
        for a, b in zip(cuts, [*cuts[1:], len(line.text)], strict=True)
        if line.text[a:b].strip()
    ]


def _without_mark(line: Line) -> Line:
    """ "PHÓ THỦ TƯỚNGy]", "[ Trần Văn A"."""
    found = _LEFT_OF_MARK.search(line.text)
    if not found or _SIGNED.search(line.text):
        return line
    at = found.end() if found.start() == 0 else 0
    return _cut(line, at, found.start() or len(line.text))


def _cut(line: Line, start: int, end: int) -> Line:
    words_ = line.text[start:end]
    at = line.span.start + start + len(words_) - len(words_.lstrip())
    return Line(
        line.kind,
        words_.strip(),
        Span(start=at, end=at + len(words_.strip())),
        line.block,
        line.bold,
        line.align,
    )


def _still_received(line: Line, received: list[list[Line]]) -> bool:
    if (
        _capacity(line)
        or _is_office_line(line)
        or (line.capitals and line.kind != "words")
        or _SIGNED.fullmatch(line.text)
    ):
        return False
    if _DASH.match(line.text):
        return True
    over = bool(received) and _last_copy(received[-1])
    return not over or line.text[:1].islower() or line.text.startswith("(")


def _last_copy(group: list[Line]) -> bool:
    """'Lưu: VT …' is the last line of the list."""
    return key(_DASH.sub("", group[0].text, count=1)).startswith("lưu")


def _receive(line: Line, received: list[list[Line]]) -> None:
    dashed = bool(received) and _DASH.match(received[0][0].text)
    if received and dashed and not _DASH.match(line.text):
        received[-1].append(line)
    else:
        received.append([line])


def _recipient(group: list[Line]) -> Recipient | None:
    lead = _DASH.match(group[0].text)
    start = group[0].span.start + (lead.end() if lead else 0)
    text = " ".join([group[0].text[lead.end() if lead else 0 :], *(x.text for x in group[1:])])
    shown = text.rstrip(" ;.,")
    end = group[-1].span.end - (len(text) - len(shown))
    return Recipient(text=shown, span=Span(start=start, end=end)) if shown and end > start else None


def _capacity(line: Line) -> tuple[Capacity, str] | None:
    """The mark and whom it speaks for; without capitals (a file that lost them) only before a body
    or an office.
    """
    m = _CAPACITY.fullmatch(fold(line.text))
    if not m:
        return None
    rest = line.text[m.start("rest") :]
    before = line.text[: m.start("rest")]
    named = is_office(rest) or opens_with(rest, "bodies") is not None
    if not named and not (rest[:2].isupper() and re.search(r"[./]", before)):
        return None
    if not line.text[:1].isupper() and "." not in before:
        return None
    return CAPACITIES[re.sub(r"[\s./]", "", m["mark"]).upper()], rest


def _is_office_line(line: Line) -> bool:
    """An office in capitals, or nothing but an office."""
    return (
        is_office(line.text)
        and (line.capitals or line.key in words("offices"))
        and not line.text.rstrip().endswith((";", ",", ":"))
    )


def _signers(lines: Sequence[Line]) -> tuple[Signer, ...]:
    """One for each run of capacity, office and name; what follows without capacity or office is no
    signature.
    """
    found: list[Signer] = []
    i = quiet = 0
    while i < len(lines) and quiet <= _GAP * (1 if found else 8):
        if _capacity(lines[i]) or _is_office_line(lines[i]):
            signer, i = _signer(lines, i)
            found.append(signer)
            quiet = 0
        else:
            i, quiet = i + 1, quiet + 1
    return tuple(found)


def _signer(lines: Sequence[Line], i: int) -> tuple[Signer, int]:
    start = i
    capacity: Capacity | None = None
    behalf: list[str] = []
    position: list[str] = []
    while i < len(lines) and not _ends_office(lines, i, bool(position)):
        marked = _capacity(lines[i])
        if marked:
            capacity = marked[0]
            behalf, position = _office_apart(marked[1])
        elif capacity and not position and _goes_on_behalf(behalf, lines[i]):
            behalf.append(lines[i].text)
        else:
            position.append(lines[i].text)
        i += 1
    i, signed = _skip_signed(lines, i)
    name = _name(lines[i], signed) if i < len(lines) else None
    end = i + 1 if name else i
    signer = Signer(
        capacity=capacity,
        on_behalf_of=" ".join(behalf) or None,
        position=" ".join(position) or None,
        name=name,
        span=Span(start=lines[start].span.start, end=lines[max(end - 1, start)].span.end),
    )
    return signer, max(end, start + 1)


def _goes_on_behalf(behalf: Sequence[str], line: Line) -> bool:
    """The rest of a body's name, or of two offices that one holds: "KT. BỘ TRƯỞNG," "CHỦ NHIỆM"."""
    return not is_office(line.text) or behalf[-1].endswith(",")


def _office_apart(words_: str) -> tuple[list[str], list[str]]:
    """Whom a signer speaks for, and the signer's office where it was run into the same line: 'ỦY
    BAN THƯỜNG VỤ QUỐC HỘI | CHỦ TỊCH', 'THỦ TƯỚNG | PHÓ THỦ TƯỚNG'.
    """
    if len(words_) > _LONGEST_MARKED:
        return [words_], []
    for gap in re.finditer(r" (?=\w)", words_):
        whom, office = words_[: gap.start()], words_[gap.end() :]
        if whom.endswith(","):
            continue  # two offices that one holds: "BỘ TRƯỞNG, CHỦ NHIỆM"
        known = key(whom) in words("offices") or lookup(whom, None) is not None
        if known and key(office) in words("offices"):
            return [whom], [office]
    return [words_], []


def _named_alone(lines: Sequence[Line]) -> tuple[Signer, ...]:
    """The last person named beside Nơi nhận, where a seal or a pen leaves nothing of the office."""
    for line in reversed(lines):
        name = _name(line, signed=False) if not line.capitals else None
        if name and key(name.split()[0]) in words("surnames") and len(name.split()) > 1:
            return (Signer(name=name, span=line.span),)
    return ()


def _ends_office(lines: Sequence[Line], i: int, has_position: bool) -> bool:
    """Offices are in capitals; a second office after a position begins another signature."""
    line = lines[i]
    if _capacity(line):
        return has_position
    if (
        not (line.capitals or _is_office_line(line))
        or _SIGNED.fullmatch(line.text)
        or line.kind == "rule"
    ):
        return True
    if not has_position:
        return False
    return not _is_second_office(lines, i) and (
        _is_last_name(lines, i) or not _continues_position(line)
    )


def _continues_position(line: Line) -> bool:
    return not is_office(line.text) and len(line.text.split()) <= 12


def _is_second_office(lines: Sequence[Line], i: int) -> bool:
    """The other office of one signer, whose name alone stands below: "TRƯỞNG BAN", "PHÓ THỦ TƯỚNG".

    Two names below are those of two signers, whose columns were read line by line.
    """
    if not is_office(lines[i].text):
        return False
    at, signed = _skip_signed(lines, i + 1)
    below = [_name(line, signed) for line in lines[at : at + 2]]
    return bool(below and below[0]) and not any(below[1:])


def _is_last_name(lines: Sequence[Line], i: int) -> bool:
    """A name in capitals: two to five words, not an office, nothing like a name after it."""
    text = lines[i].text
    following = lines[i + 1].text if i + 1 < len(lines) else ""
    return (
        not is_office(text)
        and 2 <= len(text.split()) <= 5
        and not _SIGNED.fullmatch(following)
        and not _NAME.fullmatch(following)
    )


def _skip_signed(lines: Sequence[Line], i: int) -> tuple[int, bool]:
    """Past '(Đã ký)' and rules, and past the strokes of a hand that were read as letters, where a
    name follows them.
    """
    signed = False
    while i < len(lines) and (_SIGNED.fullmatch(lines[i].text) or lines[i].kind == "rule"):
        signed = True
        i += 1
    ahead = next(
        (j for j in range(i, min(i + _STROKES, len(lines))) if not _is_stroke(lines[j].text)), i
    )
    return (ahead if ahead < len(lines) and _name(lines[ahead], signed) else i), signed


def _is_stroke(text: str) -> bool:
    return len(text) <= 3 or (len(text) <= 12 and not _WORD.search(text))


def _name(line: Line, signed: bool) -> str | None:
    """A person's name, ranks and academic titles before it left out."""
    text = _SIGNED.sub("", line.text).strip(" .,;:")
    for _ in range(3):
        text = _without_rank(text)
    if not _NAME.fullmatch(text) or is_office(text):
        return None
    if text.isupper() and opens_with(text, "bodies"):
        return None  # the letterhead of the form that follows
    return text if signed or not text.isupper() or len(text.split()) <= 5 else None


def _without_rank(text: str) -> str:
    parts = text.split()
    for size in (4, 3, 2, 1):
        if len(parts) > size and key(" ".join(parts[:size])) in words("ranks"):
            return " ".join(parts[size:])
    m = _DEGREES.match(text)
    return text[m.end() :] if m else text
