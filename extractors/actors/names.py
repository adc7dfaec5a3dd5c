"""Where the name of a body ends.

Units are named with a capital on each word group, small 'và' and 'của' (NĐ 30/2020, Phụ lục II mục
IV); commas and hyphens may stand inside. Known names win (longest match in the registry);
well-formed unknown names are read by this grammar. ``prose`` says whether the words after a name
may be its predicate (running text) or belong to the list (a cell that holds only actors).
"""

from __future__ import annotations

from vanban.extractors.actors.joints import Joints
from vanban.extractors.actors.lexicon import Kind
from vanban.extractors.actors.registry import Entry, name_trie
from vanban.extractors.actors.scan import Phrase

MAX_NAME = 40  # words; the longest names of bodies have about 25
MAX_SMALL_RUN = 8  # small words in a row inside one name
_LONGEST_PLAIN = 6  # words of a name without capitals ("Ban tiếp công dân và xử lý đơn" has six)
WHOLE_NAME = 3  # words of a kind that needs no name behind it ("Trường mầm non")
_HIGH = ("bộ", "sở", "agency")  # kinds of the registry that are bodies whatever they act as
_CAPITALS = ("cap", "optcap")  # forms of names that bear capitals as a rule
SMALL_KINDS = frozenset(
    ("phòng", "khoa", "trung", "trường", "trạm", "công", "bệnh")
)  # first words of units that are often written small


class Names(Joints):
    """The part of the grammar that reads single bodies."""

    __slots__ = ()

    def name(self, i: int) -> Phrase | None:
        """A single body that begins at ``i``."""
        return self.nested(self.read_name, i)

    def read_name(self, i: int) -> Phrase | None:
        """A single body: known, defined by the document, or well formed."""
        token = self.at(i)
        if token is None or not token.word:
            return None
        known, formed = self.known_name(i), self.formed_name(i)
        short = self.short_forms.longest(self.tokens, i) if token.cap else None
        if short and short[0] >= max(known[0] if known else 0, formed.end if formed else 0):
            end, (full, *_) = short
            return Phrase(self.extend(end, 3), "agency", full=full, entry_end=end, rank=3)
        if known and (formed is None or known[0] >= formed.end or self.is_complete(known[0])):
            return self.phrase_of(i, *known)
        return formed

    def known_name(self, i: int) -> tuple[int, tuple[Entry, ...]] | None:
        """The longest name of the registry that begins at ``i``: its end, and who bears it."""
        known = name_trie().longest(self.tokens, i)
        if not known or not self.is_proper(i, known[0]) or self.is_verb_after_kind(i, known[0]):
            return None
        return known[0], tuple(known[1])

    def phrase_of(self, i: int, end: int, entries: tuple[Entry, ...]) -> Phrase:
        """The known name from ``i`` to ``end``, with the place or the body above it."""
        first = entries[0]
        high = first.kind in _HIGH or first.actor_kind == "agency"
        hit = self.kind_at(i)
        place = first.kind if first.kind in ("tỉnh", "thành phố") else ""
        return Phrase(
            self.extend(end, 3 if high else 1),
            first.actor_kind,
            lead=hit[1].word.lower() if hit else place,
            entry=entries,
            entry_end=end,
            rank=3 if high else 1,
        )

    def is_complete(self, end: int) -> bool:
        """In running text a known name before a small word is whole: what follows is its deed."""
        token = self.at(end)
        if token is None or not self.prose or not token.word:
            return False
        return self.is_deed(end) if token.cap else token.key != "và"

    def is_proper(self, i: int, end: int) -> bool:
        """A known name has capitals in it: 'thanh tra bộ' in small letters is common speech, 'tỉnh
        Cà Mau' a name.
        """
        first = self.tokens[i]
        return first.cap or (self.is_cap(end - 1) and (end - i) > 1)

    def is_verb_after_kind(self, i: int, end: int) -> bool:
        """In running text 'Bộ xây dựng | kế hoạch' is the Ministry, building: small letters after
        the kind word, and an object after them.

        Names bear a capital on each word group (NĐ 30/2020, Phụ lục II, mục IV); one typed in small
        letters is still a name where its predicate, another actor or the end of the words follows.
        """
        kind, after = self.kind_at(i), self.at(end)
        if (
            not self.prose
            or kind is None
            or kind[0] >= end
            or any(self.is_cap(j) for j in range(kind[0], end))
        ):
            return False
        if not self.has(self.lex.prose_predicates, kind[0]) or after is None:
            return False
        return not (
            self.is_predicate(end)
            or self.is_head(end)
            or (not after.word and (self.is_head(end + 1) or self.at(end + 1) is None))
        )

    def formed_name(self, i: int) -> Phrase | None:
        """A name by its form: a kind word and what may follow it."""
        hit = self.kind_at(i)
        if hit is None:
            return self.place_name(i)
        end, kind = hit
        if not self.tokens[i].cap and not self.is_small_kind(i, end):
            return None
        if kind.form in ("place", "placename", "owner"):
            return self.seated_name(i, end, kind)
        stop = (
            self.body(end, kind) if kind.form not in ("cap", "optcap") or self.is_cap(end) else end
        )
        owner = self.extend(stop, kind.rank)
        if owner == end and kind.form not in ("opt", "optcap"):
            return None
        return Phrase(owner, kind.actor_kind, lead=kind.word.lower(), rank=kind.rank)

    def plain_name(self, i: int) -> Phrase | None:
        """In running text: 'Ban coi thi | bố trí giám thị', 'Tổ thẩm định, Phòng chuyên môn': a
        unit whose name has no capital but that of its kind, before its deed or the next body.
        """
        hit = self.kind_at(i) if self.prose and self.is_cap(i) else None
        if hit is None or hit[1].form not in _CAPITALS or hit[1].actor_kind == "office_holder":
            return None
        start = end = hit[0]
        whole = start - i >= WHOLE_NAME and self.is_said_of(start)
        if not whole and (verb := self.lex.prose_predicates.longest(self.tokens, start)):
            end = verb[0]  # 'Tổ | thẩm định | kiểm tra hồ sơ'
        while end - start < _LONGEST_PLAIN and self.is_plain(end) and not self.is_said_of(end):
            end += 1
        return Phrase(end, "unit") if whole or (end > start and self.is_said_of(end)) else None

    def is_plain(self, i: int) -> bool:
        """A word without a capital that opens nothing else."""
        token = self.at(i)
        return token is not None and token.word and not token.cap and not self.is_predicate(i)

    def is_said_of(self, i: int) -> bool:
        """A predicate stands at ``i``, a colon, or another body behind a comma or 'và'."""
        if self.is_key(i, ",", "và"):
            return self.is_cap(i + 1) and self.kind_at(i + 1) is not None
        return self.is_predicate(i) or self.is_key(i, ":")

    def is_small_kind(self, i: int, end: int) -> bool:
        """True for 'phòng Kinh tế', 'trường Tiểu học A': the kind word small, its name with a
        capital. In running text of units alone.
        """
        # 'phòng | Giáo dục và Đào tạo': the name is part of the kind
        end = next((j for j in range(i + 1, end) if self.is_cap(j)), end)
        if not self.is_cap(end) or self.is_head(end):
            return False
        behind = self.noun_at(i - 1) if i else None  # 'cơ | sở', 'thành | phố'
        return not self.prose or (
            self.tokens[i].key in SMALL_KINDS
            and not self.is_document(end)
            and not (behind and behind[0] > i)
        )

    def seated_name(self, i: int, end: int, kind: Kind) -> Phrase | None:
        """UBND, Công an, Thành ủy …: a kind word with its place or owner ('placename': only with
        one).
        """
        stop = self.complement(end, kind)
        if stop == end and kind.form == "placename":
            return None
        known = name_trie().longest(self.tokens, i)
        entry = tuple(known[1]) if known and known[0] <= stop and known[0] - i > 1 else ()
        return Phrase(
            stop,
            "class" if self.is_plural(end, stop) else kind.actor_kind,
            lead=kind.word.lower(),
            rank=kind.rank,
            entry=entry,
            entry_end=known[0] if known else 0,
        )

    def place_name(self, i: int) -> Phrase | None:
        """A place that acts: 'tỉnh Hà Giang', 'Thành phố'; in lists also 'xã Bát Tràng'."""
        hit = self.noun_at(i)
        if hit is None or not hit[1][0].place:
            return None
        end = self.proper(hit[0])
        return Phrase(end, "agency", lead=hit[1][0].noun, rank=3) if end > hit[0] else None

    def body(self, start: int, kind: Kind) -> int:
        """End of the word groups that follow a kind word."""
        i, run = start, 0
        while i < min(len(self.tokens), start + MAX_NAME):
            token = self.tokens[i]
            if (token.brk and i > start and self.starts_item(i)) or self.is_plural_start(
                i, start, kind
            ):
                break
            if token.cap and token.word:
                if i > start and (self.is_head(i) or self.is_document(i) or self.is_seat(i, start)):
                    break
                i, run = i + 1, 0
            elif token.word and token.key.isdigit():
                if not (i > start or kind.form == "opt"):
                    break
                i += 1
            elif (step := self.joint(i, start, kind)) > i:
                i, run = step, 0
            elif token.word and not self.closes(i, start, kind) and run < MAX_SMALL_RUN:
                i, run = i + 1, run + 1
            else:
                break
        return self.trim(start, i)

    def is_seat(self, i: int, start: int) -> bool:
        """In running text: 'Thành phố', 'Tỉnh' with a capital and no name behind it say where a
        unit is, and end its name.
        """
        noun = self.noun_at(i) if self.prose and i > start else None
        return noun is not None and noun[1][0].place and not self.is_cap(noun[0])

    def trim(self, start: int, end: int) -> int:
        """Takes joining words off the end of a name."""
        while end > start and self.tokens[end - 1].key in (
            "và",
            "của",
            "các",
            "về",
            ",",
            "-",
            "&",
            "cho",
            "với",
        ):
            end -= 1
        return end

    def is_plural_start(self, i: int, start: int, kind: Kind) -> bool:
        """'các' ends a name, unless it opens one that may ('Ban Quản lý các khu công nghiệp')."""
        if not self.has(self.lex.determiners, i):
            return False
        return not (kind.form == "open" and self.tokens[i - 1].word) and not self.is_key(
            i - 1, "về", "lý"
        )
