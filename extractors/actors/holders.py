"""Office holders and persons: 'Giám đốc Sở Y tế', 'Thủ trưởng các đơn vị', 'đồng chí Trần Văn
A'.
"""

from __future__ import annotations

from vanban.extractors.actors.names import Names
from vanban.extractors.actors.registry import Entry, name_trie
from vanban.extractors.actors.scan import Phrase


class Holders(Names):
    """The part of the grammar that reads who holds an office."""

    __slots__ = ()

    def holder(self, i: int) -> Phrase | None:
        """An office holder that begins at ``i``."""
        return self.nested(self.read_holder, i)

    def unit_of_head(self, i: int, end: int) -> Phrase | None:
        """'Trưởng phòng | Nghiệp vụ', 'Đội trưởng …': the office names the kind of the unit, what
        follows is the unit's name.
        """
        kind = self.kind_at(end - 1) or self.kind_at(i)
        if kind is None or end - i < 2 or not self.is_cap(end) or self.is_head(end):
            return None
        stop = self.body(end, kind[1])
        return Phrase(self.extend(stop, kind[1].rank), "unit") if stop > end else None

    def read_holder(self, i: int) -> Phrase | None:
        """An office holder: 'Giám đốc Sở Y tế', 'Thủ trưởng các đơn vị'."""
        hit = self.lex.holders.longest(self.tokens, i)
        if hit is None or not (
            self.tokens[i].cap
            or (self.is_cap(hit[0]) and self.is_head(hit[0]))
            or self.heads_class(i, hit[0])
        ):
            return None
        known = name_trie().longest(self.tokens, i)
        if known and known[0] > hit[0]:
            return self.known_person(known)
        end = hit[0]
        body = self.body_of_holder(end) or self.unit_of_head(i, end)
        if (
            body is None
            and self.prose
            and self.is_key(i, "lãnh")
            and not (i and self.tokens[i - 1].word)
        ):
            return None  # the verb opens a clause: 'Lãnh đạo cụ thể hóa Nghị quyết'
        if body is None and hit[1][0] == "Trưởng":
            return None
        kind = "class" if body and body.kind == "class" else "office_holder"
        end = body.end if body else end
        named = self.personal_name(end) if kind == "office_holder" else end
        return Phrase(named, kind, lead=hit[1][0].lower(), rank=4)

    def known_person(self, known: tuple[int, list[Entry]]) -> Phrase | None:
        """'Phó Thủ tướng Chính phủ | Trần Văn Đông': an office and who holds it."""
        end, entries = known
        stop = self.personal_name(end)
        if stop == end or entries[0].actor_kind != "office_holder":
            return None
        return Phrase(stop, "office_holder", entry=tuple(entries), entry_end=end, rank=4)

    def heads_class(self, i: int, end: int) -> bool:
        """'thủ trưởng | các cơ quan …' in small letters; 'lãnh đạo các …' may be the verb."""
        return not self.is_key(i, "lãnh") and self.has(self.lex.determiners, end)

    def personal_name(self, i: int) -> int:
        """End of the name of a person at ``i`` (a family name and one to four words with capitals),
        or ``i``.
        """
        token = self.at(i)
        if token is None or not token.cap or token.brk or token.key not in self.lex.families:
            return i
        end = i + 1
        while (
            self.is_cap(end) and end - i < 5 and not self.tokens[end].brk and not self.is_head(end)
        ):
            end += 1
        return end if end - i >= 2 else i

    def titled_person(self, i: int) -> Phrase | None:
        """'đồng chí Trần Văn A', 'Ông Nguyễn Thị B': one or more titles and a name; 'Đ/c Lan'."""
        end = self.after_titles(i)
        if end == i:
            return None
        stop = self.personal_name(end)
        if stop == end and self.is_given_name(i, end):
            stop = end + 1
        return Phrase(stop, "person") if stop > end else None

    def is_given_name(self, i: int, name: int) -> bool:
        """One word with a capital between the title of a colleague and a verb or a sign ('Đ/c | Lan
        (Văn phòng)'); no office ('Đồng chí Chính ủy').
        """
        if not self.is_cap(name) or not self.has(self.lex.familiar_titles, i):
            return False
        after = self.at(name + 1)
        ends = after is None or not after.word or self.is_predicate(name + 1)
        office = self.is_head(name) or self.tokens[name].key in self.lex.holders.root
        return ends and not office

    def after_titles(self, i: int) -> int:
        """End of the titles of a person at ``i`` ('đ/c', 'TS.'), or ``i``."""
        while title := self.lex.titles.longest(self.tokens, i):
            i = title[0] + 1 if self.is_key(title[0], ".") else title[0]
        return i

    def body_of_holder(self, i: int) -> Phrase | None:
        """What an office is held in."""
        if (token := self.at(i)) is None or token.brk:
            return None
        found = self.holder(i) or self.name(i) or self.collective(i, bare=False)
        if found is None and not token.cap:
            found = self.collective(i, bare=True)
        if found is None and (end := self.place(i) or self.own_kind(i)):
            found = Phrase(end, "agency")
        return found
