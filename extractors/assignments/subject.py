"""Who is given work by a clause, and where the predicate begins."""

from __future__ import annotations

from dataclasses import dataclass, replace

from vanban.extractors.actors.grammar import Phrase
from vanban.extractors.assignments.lexicon import words
from vanban.extractors.assignments.lists import Reading, actor_list

_TOPIC = 16  # words of a topic before its colon
_STAFF = ("staff", "expert", "person")  # groups of class nouns
Found = tuple[tuple[int, Phrase], ...]


@dataclass(frozen=True, slots=True)
class Subject:
    """The actors of a clause: ``begin`` is their first token, ``predicate`` the first one after
    them.
    """

    actors: Found
    begin: int
    predicate: int
    ordered: bool = False  # "Giao A …"
    request: bool = False  # "Đề nghị A …"


def subject_of(reading: Reading, start: int, stop: int, *, trusting: bool = True) -> Subject | None:
    """The actors who are given work in the clause ``start:stop``, or None. ``trusting``: also
    before a verb that no list has.

    They open it, or follow 'giao', 'đề nghị' …, or follow an adverbial ('Hàng năm, các đơn vị …').
    'UBND tỉnh giao Sở X …': Sở X.
    """
    g = reading.g
    start = _skip_marks(reading, start, stop)
    if topic := _spoken_of(reading, start, stop):
        return topic
    at, helped = start, stop
    while at < stop:
        if at > helped:
            return None
        candidate = _at(reading, at, stop, opens=trusting and at == start)
        if candidate := candidate and _without_owners(reading, start, candidate):
            return candidate
        if at == start and not _may_open(reading, start):
            at = _after_topic(reading, start, stop)
            return _at(reading, at, stop) if at < stop else None
        if at == start:
            helped = _first_help(reading, start, stop)
        at = _next_place(reading, at, stop)
    return None if at >= stop else _at(reading, min(at, len(g.tokens)), stop)


def _spoken_of(reading: Reading, i: int, stop: int) -> Subject | None:
    """'Đối với Sở X: | tham mưu …': those of whom the clause speaks, before what they do."""
    g = reading.g
    spoken = words("topics").longest(g.tokens, i)
    actors, end = actor_list(reading, spoken[0], stop) if spoken else ((), i)
    if not actors or not g.is_key(end, ":"):
        return None
    works = g.opens_work(end + 1) or _is_work(reading, end + 1, stop, sure=False)
    return Subject(actors, actors[0][0], end + 1) if works else None


def directs(reading: Reading, i: int) -> bool:
    """True for a clause that opens with 'chỉ đạo': work of who was named before it ('…; chỉ đạo Báo
    X tuyên truyền').
    """
    at = _skip_marks(reading, i, len(reading.g.tokens))
    return reading.g.is_key(at, "chỉ") and reading.g.is_key(at + 1, "đạo")


def only_actors(
    reading: Reading, start: int, stop: int, before: tuple[Phrase, int] | None = None
) -> tuple[Phrase, int] | None:
    """The last actor of a clause that names actors, perhaps behind 'Yêu cầu', and nothing more, and
    the token after it. ``before``: that of the clauses before, whose list this one goes on.
    """
    if before:
        actors, end = actor_list(reading, before[1], stop, behind=before[0])
    else:
        g, i = reading.g, _skip_marks(reading, start, stop)
        told = words("requests").longest(g.tokens, i) or words("orders").longest(g.tokens, i)
        actors, end = actor_list(reading, told[0] if told else i, stop)
    last = actors[-1][1] if actors else before and before[0]
    return (last, end) if last and end >= stop else None


def _skip_marks(reading: Reading, i: int, stop: int) -> int:
    g = reading.g
    while i < stop:
        connective = words("connectives").longest(g.tokens, i)
        if connective:
            i = connective[0]
        elif not g.tokens[i].word or g.tokens[i].key.isdigit() or _is_label(reading, i):
            i += 1
        else:
            break
    return i


def _is_label(reading: Reading, i: int) -> bool:
    """'a)', 'II.' before the sentence; 'P.KT' is a name."""
    token = reading.g.tokens[i]
    short = token.end - token.start == 1 or set(token.key) <= set("ivx")
    return short and reading.g.is_key(i + 1, ")", ".") and reading.g.name(i) is None


def _may_open(reading: Reading, i: int) -> bool:
    """True for an adverbial, and for who only approves ('Quốc hội tán thành …, | đề nghị …')."""
    g = reading.g
    return g.has(words("openers"), i) or g.has(
        words("approving"), actor_list(reading, i, len(g.tokens))[1]
    )


def _after_topic(reading: Reading, i: int, stop: int) -> int:
    """The token after the colon of a topic ("Phân loại rác: | UBND các xã tổ chức …"); ``stop``
    without one.
    """
    colon = next(
        (j for j in range(i, min(stop, i + _TOPIC)) if reading.g.tokens[j].key in (":", ",", "(")),
        stop,
    )
    return colon + 1 if colon < stop and reading.g.is_key(colon, ":") else stop


def _next_place(reading: Reading, i: int, stop: int) -> int:
    """The next token at which a subject may begin: after a comma or colon."""
    depth = 0
    for j in range(i, stop):
        key = reading.g.tokens[j].key
        depth += (key == "(") - (key == ")")
        if depth <= 0 and key in (",", ":"):
            return j + 1
    return stop


def _at(reading: Reading, i: int, stop: int, *, opens: bool = False) -> Subject | None:
    """A subject at ``i``, behind 'giao' or 'đề nghị' if they stand there."""
    g = reading.g
    order, request = words("orders").longest(g.tokens, i), words("requests").longest(g.tokens, i)
    told = request or order
    actors, end = actor_list(
        reading, told[0] if told else i, stop, bare=bool(told) or _names_a_class(reading, i)
    )
    if told and not actors:
        actors, end = _asked_class(reading, told[0])
    if not actors or end >= stop or _is_part_label(reading, i):
        return None
    if told and g.is_key(end, "nơi"):  # 'Giao UBND các xã | nơi đơn vị đặt trụ sở có văn bản …'
        return Subject(actors, actors[0][0], end, ordered=bool(order), request=bool(request))
    after = end + 1 if g.is_key(end, ":", ",") else end
    nested = None if told else _assigner(reading, end, stop)
    if nested and not _sends_staff(reading, i, nested):
        return nested
    sure = bool(told) or g.is_key(end, ":")
    if not _is_work(reading, after, stop, sure=sure) and not (
        opens and _body_acts(reading, actors, end, stop)
    ):
        return None
    return Subject(actors, actors[0][0], after, ordered=bool(order), request=bool(request))


def _asked_class(reading: Reading, i: int) -> tuple[Found, int]:
    """'Yêu cầu | các hãng hàng không rà soát …': whoever stands behind a request and 'các', before
    a verb, and the token after them.
    """
    g = reading.g
    determiner = g.lex.determiners.longest(g.tokens, i)
    phrase = g.unknown_class(determiner[0]) if determiner else None
    if phrase is None or not g.is_predicate(phrase.end):
        return (), i
    return ((i, phrase),), phrase.end


def _is_part_label(reading: Reading, i: int) -> bool:
    """'Cơ quan phối hợp:', 'Đơn vị thực hiện:': a label of who is named behind it."""
    hit = words("part_labels").longest(reading.g.tokens, i)
    return hit is not None and reading.g.is_key(hit[0], ":")


def _without_owners(reading: Reading, start: int, found: Subject) -> Subject | None:
    """'Trên cơ sở đề xuất của A, B, | C tổng hợp …': the list that 'của' opens runs up to the
    verb, and only its last body is who does it; nobody where the list is closed before ('Theo văn
    bản của A, B và C, | phối hợp với D …').
    """
    g = reading.g
    owned = [j for j in range(start, found.begin) if g.is_key(j, "của")]
    if not owned:
        return found
    actors, end = actor_list(reading, owned[-1] + 1, found.predicate, bare=True)
    if len(actors) <= len(found.actors):
        return found
    if end == found.predicate:
        return replace(found, actors=found.actors[-1:], begin=found.actors[-1][0])
    closed = g.is_key(end, ",") and end + 1 == found.predicate
    return None if closed else found


def _first_help(reading: Reading, start: int, stop: int) -> int:
    """Where 'chủ trì …', 'phối hợp với …' or 'chỉ đạo …' of an actor that is named above begins, or
    ``stop``: bodies that follow it at a comma are helpers or led ('Trên cơ sở …, chủ trì tổng hợp,
    phối hợp với A, B bố trí').
    """
    g = reading.g
    opens = (j for j in range(start, stop) if j == start or not g.tokens[j - 1].word)
    lists = (words("lead"), words("leading"))
    helps = (j for j in opens if g.is_key(j, "phối") or any(g.has(w, j) for w in lists))
    return next(helps, stop)


def _names_a_class(reading: Reading, i: int) -> bool:
    """A clause may open with a class without 'các' ('Bộ, ngành, địa phương …', 'Đơn vị …'), or
    with a unit in small letters ('Ban coi thi …'); 'Tổ chức kiểm tra …' opens with a verb.
    """
    g = reading.g
    if g.plain_name(i):
        return True
    if not g.is_cap(i) or (found := g.collective(i, bare=True)) is None:
        return False
    joined = any(g.is_key(j, ",", "/", "và") for j in range(i, found.end))
    return joined or g.has(words("plain_classes"), i)


def _assigner(reading: Reading, end: int, stop: int) -> Subject | None:
    """'UBND tỉnh giao Sở X …', 'Bộ đề nghị các địa phương …': who gives the work does not do it."""
    g = reading.g
    asks = _asks_behind(reading, end, stop) if g.has(words("informing"), end) else end
    if not _asks(reading, asks) or g.is_key(asks, "chỉ"):
        return None
    return _at(reading, asks, stop)


def _asks(reading: Reading, i: int) -> bool:
    return any(reading.g.has(words(name), i) for name in ("orders", "requests"))


def _asks_behind(reading: Reading, i: int, stop: int) -> int:
    """Where who 'thông báo …' at ``i`` goes on with ', đề nghị' or 'và yêu cầu'; ``stop`` where
    nothing is asked.
    """
    g = reading.g
    joints = (j for j in range(i, stop - 1) if g.is_key(j, ",", "và"))
    return next((j + 1 for j in joints if _asks(reading, j + 1)), stop)


def _sends_staff(reading: Reading, i: int, told: Subject) -> bool:
    """'UBND các xã phân công | cán bộ tư vấn …': many bodies at ``i`` who send staff of theirs do
    the work; one that orders its own ('Nhà trường phân công giáo viên …') gives it.
    """
    many = any(reading.g.has(reading.g.lex.determiners, j) for j in range(i, told.begin))
    return many and all(phrase.group in _STAFF for _, phrase in told.actors)


def who_answers(reading: Reading, start: int, stop: int) -> Found:
    """'A chịu trách nhiệm trước B về …': A. Such a clause says who answers to whom and holds no
    work.
    """
    actors, end = actor_list(reading, _skip_marks(reading, start, stop), stop)
    return actors if reading.g.has(words("answerable"), end) else ()


def _body_acts(reading: Reading, actors: Found, i: int, stop: int) -> bool:
    """A clause that opens with bodies by name and goes on in small letters, with no word that says
    otherwise: a verb that no list has.
    """
    g = reading.g
    if i >= stop or not any(p.kind in ("agency", "unit", "office_holder") for _, p in actors):
        return False
    other = g.has_whole(words("no_work"), i) or any(
        g.has(words(name), i) for name in ("no_verb", "formulas", "answerable", "approving")
    )
    token = g.tokens[i]
    return (
        not other
        and token.word
        and not token.cap
        and not token.key.isdigit()
        and not g.is_key(i, "là")
        and g.noun_at(i) is None
    )


def _is_work(reading: Reading, i: int, stop: int, *, sure: bool) -> bool:
    """True when the words at ``i`` say what is to be done."""
    g = reading.g
    if i >= stop or g.has_whole(words("no_work"), i) or g.has(words("approving"), i):
        return False
    if g.is_key(i, "là") or (g.is_key(i, "làm") and g.is_key(i + 1, "cơ", "đơn", "đầu", "chủ")):
        return g.has(words("focal"), i) or g.has(words("lead"), i)
    if g.has(words("formulas"), i) or g.has(words("answerable"), i):
        return False
    token = g.tokens[i]
    if not token.word:
        return False
    said = any(g.has(words(name), i) for name in ("lead", "together", "duty"))
    small = not token.cap or g.is_deed(i)
    return sure or (small and (said or g.is_predicate(i) or g.has(g.lex.predicates, i)))
