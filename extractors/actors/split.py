"""A cell or list that holds only actors, split as a person would: one entry per body or class."""

from __future__ import annotations

import re
from dataclasses import replace

from vanban.extractors.actors.canonical import lookup
from vanban.extractors.actors.grammar import Grammar, Phrase
from vanban.extractors.actors.refs import grammar_of, reference
from vanban.extractors.actors.tokens import Token
from vanban.extractors.context import Context
from vanban.extractors.language.folding import key
from vanban.extractors.language.list_markers import CAPITAL, LETTER
from vanban.extractors.memo import once_a_document
from vanban.schemas import ActorRef

_SEPARATORS = frozenset(",;/+*•.(")
_NUMBERING = re.compile(rf"\(?(?:\d{{1,2}}|{LETTER})[).]|\(?{CAPITAL}\)")
_SEATED = re.compile(
    r"\A(.*\b(?:tỉnh|thành phố|TP\.|huyện|quận|thị xã|xã|phường|thị trấn|đặc khu) )"
    r"[A-ZĐ]\S*(?: \S+)*$",
    re.DOTALL,
)


def split_actors(text: str, context: Context, *, offset: int = 0) -> tuple[ActorRef, ...]:
    """The actors of ``text``, which names nothing else (a table cell, 'Đơn vị phối hợp: …', the
    list after 'phối hợp với').

    Texts are the words as written, case and line breaks included; ``offset`` is added to the spans.
    Blank text gives (). 'Sở Tài chính, Nội vụ' gives two, the second named 'Sở Nội vụ'; 'các Vụ:
    KHTC, PC' one with members. Roles in brackets ('(chủ trì)') and lead-ins ('Đề nghị phối hợp
    với') are left out; what an actor does after its name is left out too.
    """
    found = _split(text, context)
    if not offset:
        return found
    return tuple(a.model_copy(update={"span": a.span.shifted(offset)}) for a in found)


@once_a_document
def _split(text: str, context: Context) -> tuple[ActorRef, ...]:
    g = grammar_of(text, context, prose=False)
    out: list[ActorRef] = []
    i, last, before = 0, Phrase(0, "other"), ""
    while (i := skip(g, text, i)) < len(g.tokens):
        carried = elliptical(g, i, last, context, text=text, before=before)
        phrase = carried or person(g, i) or g.phrase(i, bare=True) or unknown(g, i)
        end, after = finish(g, phrase)
        if end > i and not is_cut_off(g, i, end, context) and not g.has(g.lex.remarks, i):
            out.append(
                reference(
                    g,
                    phrase,
                    (g.tokens[i].start, g.tokens[end - 1].end),
                    text=text,
                    context=context,
                    offset=0,
                )
            )
        before = phrase.full or text[g.tokens[i].start : g.tokens[end - 1].end] if end > i else ""
        i, last = max(after, i + 1), phrase
    return tuple(out)


def is_cut_off(g: Grammar, i: int, end: int, context: Context) -> bool:
    """'…, Bộ' without a name means nobody, except in a document of a ministry."""
    return (
        end == i + 1
        and g.is_key(i, "bộ", "sở")
        and not (context.issuer or "").lower().startswith((g.tokens[i].key, "bộ trưởng"))
    )


def skip(g: Grammar, text: str, i: int) -> int:
    """The first token at or after ``i`` that can open an actor."""
    while i < len(g.tokens):
        token = g.tokens[i]
        lead_in = g.lex.lead_ins.longest(g.tokens, i)
        if lead_in and not (token.key == "thực" and i > 0):
            i = lead_in[0]
        elif numbered := _NUMBERING.match(text, token.start):
            i = next(
                (j for j in range(i, len(g.tokens)) if g.tokens[j].start >= numbered.end()),
                len(g.tokens),
            )
        elif not token.word:
            i += 1
        else:
            break
    return i


def elliptical(
    g: Grammar, i: int, last: Phrase, context: Context, *, text: str = "", before: str = ""
) -> Phrase | None:
    """'Sở Tài chính, | Nội vụ', 'UBND phường A, | B': kind word or seat is carried from the actor
    ``before``.
    """
    if not last.lead or not g.is_cap(i) or last.kind == "class":
        return None
    own = g.phrase(i)
    end = g.member_end(last.lead, i)
    if end > i and not (own and own.end > end):
        found = lookup(
            " ".join([last.lead.capitalize(), *(t.key for t in g.tokens[i:end])]), context.issued_on
        )
        return replace(last, end=end, entry=(), full=found.name) if found else None
    seat = _SEATED.match(before)
    end = g.proper(i)
    if seat and own is None and end > i:
        return replace(
            last,
            end=end,
            entry=(),
            full=seat.group(1) + text[g.tokens[i].start : g.tokens[end - 1].end],
        )
    return None


def person(g: Grammar, i: int) -> Phrase | None:
    """A person by name: 'đ/c Trần Văn A', 'Nguyễn Thị B' (a family name and two to four words with
    capitals).
    """
    first, i = i, g.after_titles(i)
    token = g.at(i)
    if token is None or token.key not in g.lex.families or not token.cap:
        return None
    end = i
    while g.is_cap(end) and end - i < 5 and not (end > i and g.is_head(end)):
        end += 1
    closed = (after := g.at(end)) is None or not after.word
    return (
        Phrase(end, "person") if closed and (end - i >= 3 or (i > first and end - i >= 2)) else None
    )


def unknown(g: Grammar, i: int) -> Phrase:
    """Words up to the next separator: an actor of no known form ('nhà thiết kế thời trang')."""
    return Phrase(residue(g, i, i), "other")


def residue(g: Grammar, i: int, start: int) -> int:
    """End of the words that go on with the same actor."""
    depth = 0
    while i < len(g.tokens):
        token = g.tokens[i]
        depth += (token.key == "(") - (token.key == ")")
        if (
            depth <= 0
            and i > start
            and (token.key in ",;.:" or (token.brk and g.starts_item(i)) or is_and(g, i))
        ):
            break
        i += 1
    return i


def is_and(g: Grammar, i: int) -> bool:
    """'và' before a new actor."""
    return g.is_key(i, "và") and (g.is_head(i + 1) or g.has(g.lex.determiners, i + 1))


def finish(g: Grammar, phrase: Phrase) -> tuple[int, int]:
    """(end of the actor, token to go on from): takes brackets, leaves roles and what the actor
    does.
    """
    end = phrase.end
    while g.is_key(end, "(") and not is_label(g, end):
        close = next(
            (j for j in range(end, len(g.tokens)) if g.tokens[j].key == ")"), len(g.tokens) - 1
        )
        if is_role(g.tokens[end + 1 : close], g):
            return end, close + 1
        end = close + 1
    token = g.at(end)
    if (
        token is None
        or is_separator(g, end, token)
        or g.is_head(end)
        or g.has(g.lex.determiners, end)
    ):
        return end, end
    if g.has(g.lex.predicates, end):
        return end, deed(g, end)
    stop = residue(g, end, end - 1)
    return stop, stop


def is_label(g: Grammar, i: int) -> bool:
    """'(2)', '(b)': the label of the next entry, no bracket of this one."""
    inner = g.at(i + 1)
    return (
        inner is not None
        and inner.end - inner.start <= 2
        and g.is_key(i + 2, ")")
        and not (inner.cap and inner.word)
    )


def deed(g: Grammar, i: int) -> int:
    """End of what an actor does: up to the next line or sentence that opens with an actor."""
    while i < len(g.tokens):
        token = g.tokens[i]
        opens = g.is_head(i) or g.has(g.lex.determiners, i)
        if opens and (token.brk or g.is_key(i - 1, ".", ";")):
            return i
        if (token.key == "," and g.is_head(i + 1)) or acts(g, i):
            return i
        if g.has(g.lex.lead_ins, i) and g.is_key(i, "phối"):
            return i
        i += 1
    return i


def acts(g: Grammar, i: int) -> bool:
    """True when an actor with its own deed begins at ``i``: a line break was lost before it."""
    found = g.phrase(i) if g.is_head(i) else None
    return found is not None and g.has(g.lex.predicates, found.end)


def is_separator(g: Grammar, i: int, token: Token) -> bool:
    """True when the token parts two actors."""
    return (
        token.key in _SEPARATORS
        or token.key == "và"
        or (token.brk and g.starts_item(i))
        or (token.key == "-" and token.brk)
    )


def is_role(tokens: tuple[Token, ...], g: Grammar) -> bool:
    """True for '(chủ trì)', '(phối hợp)', '(cơ quan thường trực)'."""
    return key(" ".join(t.key for t in tokens)) in {key(r) for r in g.lex.roles}
