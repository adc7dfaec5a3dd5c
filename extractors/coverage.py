"""Gives every block of the source its leaf in the plan, and says what share of the text has one."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain

from vanban.extractors.header.lost import says_passed
from vanban.extractors.header.signing import is_recipients_label
from vanban.extractors.language.forms import SIGNED_OR_TO_SIGN
from vanban.extractors.outline.model import Outline, Part
from vanban.schemas import APART, Block, BlockRole, Header, Plan, Source, Span

_SIGNED = re.compile(SIGNED_OR_TO_SIGN, re.IGNORECASE)


def with_roles(plan: Plan, outline: Outline) -> Plan:
    """The plan with roles on its source's blocks, and the source's coverage."""
    roles = _roles(plan, outline)
    source = plan.source
    blocks = tuple(
        b
        if b.role in APART
        else Block.model_construct(
            span=b.span, anchor=b.anchor, role=roles.get(i, b.role), cell=b.cell, lines=b.lines
        )
        for i, b in enumerate(source.blocks)
    )
    update = {"blocks": blocks, "coverage": _coverage(source, blocks), "notes": ()}
    return plan.model_copy(update={"source": source.model_copy(update=update)})


def _roles(plan: Plan, outline: Outline) -> dict[int, BlockRole]:
    blocks = outline.source.blocks
    roles = {i: BlockRole.TABLE_CELL for i, b in enumerate(blocks) if b.cell}
    for part in outline.parts:
        roles |= _body_roles(part)
        roles |= dict.fromkeys(
            _overlapping(blocks, part.front, _present(part.title, part.issued_with)),
            BlockRole.TITLE,
        )
    document = outline.parts[0] if outline.parts else None
    if document:
        roles |= _front_roles(blocks, document, plan)
    back = tuple(chain.from_iterable(part.back for part in outline.parts))
    return roles | _back_roles(outline.source, back, plan.document)


def _body_roles(part: Part) -> dict[int, BlockRole]:
    roles: dict[int, BlockRole] = {}
    for node in chain.from_iterable(n.walk() for n in part.nodes):
        leaf = BlockRole.ARTICLE if node.unit in ("dieu", "khoan", "diem") else BlockRole.SECTION
        for block in node.blocks:
            roles.setdefault(block, leaf)
    if part.kind != "document":
        for block in part.front:
            roles.setdefault(block, BlockRole.PREAMBLE)
    return roles


def _front_roles(blocks: tuple[Block, ...], document: Part, plan: Plan) -> dict[int, BlockRole]:
    """Up to the last field of the header all is header; after it, what is no basis is the
    document's opening words.
    """
    stated = set(_overlapping(blocks, document.front, plan.document.evidence.values()))
    last = max(stated, default=-1)
    roles = {
        i: BlockRole.HEADER if i <= last else BlockRole.PREAMBLE
        for i in document.front
        if not blocks[i].cell
    }
    bases = [b.span for b in plan.legal_bases]
    return roles | dict.fromkeys(_overlapping(blocks, document.front, bases), BlockRole.BASIS)


def _back_roles(source: Source, back: tuple[int, ...], header: Header) -> dict[int, BlockRole]:
    """Between the first and the last words of signatures and recipients all belongs to them, and so
    does "Nơi nhận:" above; words that state a field of the header are its; what else lies outside
    stays unread.
    """
    blocks = source.blocks
    signed = set(_overlapping(blocks, back, [s.span for s in header.signers]))
    received = set(_overlapping(blocks, back, [r.span for r in header.recipients]))
    known = signed | received
    between = range(min(known, default=0), max(known, default=-1) + 1)
    stated = _overlapping(blocks, back, header.evidence.values())
    roles = dict.fromkeys(stated, BlockRole.HEADER)
    roles |= {i: BlockRole.SIGNATURE for i in back if i in between}
    said = {i: blocks[i].span.of(source.text) for i in back}
    roles |= {i: BlockRole.SIGNATURE for i in back if _closes(said[i])}
    labels = (i for i in back if is_recipients_label(said[i]))
    return roles | dict.fromkeys([*(received - signed), *labels], BlockRole.RECIPIENT)


def _closes(text: str) -> bool:
    """'Nghị quyết này được … thông qua ngày …', '(Đã ký)', '(Ký, ghi rõ họ tên)'."""
    return _SIGNED.match(text) is not None or says_passed(text)


def _overlapping(
    blocks: tuple[Block, ...], among: Iterable[int], spans: Iterable[Span]
) -> Iterator[int]:
    wanted = sorted((s.start, s.end) for s in spans)
    starts = [start for start, _ in wanted]
    reach = list(accumulate((end for _, end in wanted), max))  # how far the spans up to here go

    def met(block: Span) -> bool:
        before = bisect_left(starts, block.end)
        return before > 0 and reach[before - 1] > block.start

    return (i for i in among if met(blocks[i].span))


def _present(*spans: Span | None) -> list[Span]:
    return [s for s in spans if s]


def _coverage(source: Source, blocks: tuple[Block, ...]) -> float:
    """Share of the non-blank characters that stand in a block with a role."""
    total = _visible(source.text)
    read = sum(_visible(b.span.of(source.text)) for b in blocks if b.role is not BlockRole.UNREAD)
    return round(read / total, 6) if total else 1.0


def _visible(text: str) -> int:
    return sum(map(len, text.split()))
