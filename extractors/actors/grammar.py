"""Actors in a text: single bodies, office holders, classes of bodies with what describes them."""

from __future__ import annotations

from dataclasses import replace

from vanban.extractors.actors.descriptions import Descriptions
from vanban.extractors.actors.lexicon import Kind, Noun
from vanban.extractors.actors.names import WHOLE_NAME
from vanban.extractors.actors.registry import name_trie, province_trie
from vanban.extractors.actors.scan import Phrase


class Grammar(Descriptions):
    """The whole grammar; ``phrase`` is its entry."""

    __slots__ = ()

    def phrase(self, i: int, *, bare: bool = False) -> Phrase | None:
        """The longest actor that begins at ``i``; ``bare`` also takes class nouns without 'các'.

        Kept where no name is being read: a list of actors is asked for by several readers in turn.
        """
        if self.open_names:
            return self._phrase(i, bare)
        if (i, bare) not in self.known_phrases:
            self.known_phrases[i, bare] = self._phrase(i, bare)
        return self.known_phrases[i, bare]

    def _phrase(self, i: int, bare: bool) -> Phrase | None:
        found = (
            self.titled_person(i)
            or self.holder(i)
            or self.collective(i, bare=False)
            or self.name(i)
        )
        if bare and (found is None or (found.end == i + 1 and not found.entry)):
            longer = (found, self.collective(i, bare=True), self.plain_name(i))
            return max((p for p in longer if p), key=lambda p: p.end, default=None)
        return found

    def collective(self, i: int, *, bare: bool) -> Phrase | None:
        """A class that begins at ``i``; ``bare``: without 'các'."""
        return self.nested(self.read_bare if bare else self.read_marked, i)

    def read_bare(self, i: int) -> Phrase | None:
        """A class without a determiner."""
        return self.read_class(i, bare=True)

    def read_marked(self, i: int) -> Phrase | None:
        """A class with 'các', 'những' …"""
        return self.read_class(i, bare=False)

    def read_class(self, i: int, *, bare: bool) -> Phrase | None:
        """A set named by a description: 'các sở, ban, ngành', 'các đơn vị có liên quan thuộc Bộ';
        'các Vụ: KHTC, PC' with members.
        """
        start = self.determined(i)
        det = start > i
        if det == bare or self.at(start) is None:
            return None
        hit = self.noun_at(start)
        if hit and hit[1][0].group == "person" and self.is_key(hit[0], ":"):
            return None  # 'các đồng chí: | Chánh Văn phòng, Trưởng phòng Nội vụ'
        if det and (listed := self.named_list(start) or self.known_units(start)):
            return listed
        if hit is None or self.holds_office(start, hit[0]):
            hit = self.plural_kind(start) if det else None
        if hit is None:
            short = self.tokens[start].short  # 'các TTVH'
            return self.unknown_class(start) if det and (short or not self.prose) else None
        # 'Hiệu trưởng | tổ chức họp hội đồng'; 'Trung tâm Văn hóa'
        verb = self.prose and self.is_predicate(start, hit[0]) and self.is_act(hit[0])
        name = self.is_cap(start) and self.is_cap(hit[0])
        if bare and (verb or name):
            return None
        return (self.named_kind(start, hit[0]) if det else None) or self.collective_from(
            self.branch(hit[0], hit[1][0]), hit[1][0], bare=bare
        )

    def known_units(self, i: int) -> Phrase | None:
        """'các sở giáo dục và đào tạo', 'các phòng nội vụ': several units of one known name, in
        small letters.
        """
        kind = None if self.is_cap(i) else self.kind_at(i)
        if kind is None:
            return None
        whole = kind[1].form == "place" and kind[0] - i >= WHOLE_NAME
        known = None if whole else name_trie().longest(self.tokens, i)
        end = known[0] if known else kind[0]
        if not whole and end <= kind[0]:
            return None
        return Phrase(self.modifiers(end), "class", lead=kind[1].word.lower(), group="body")

    def named_kind(self, i: int, end: int) -> Phrase | None:
        """'các Chi cục Kiểm ngư vùng', 'các Trường Đại học Sư phạm': several units of one name, a
        class.
        """
        kind = self.kind_at(i)
        if (
            kind is None
            or kind[0] != end
            or kind[1].form != "cap"
            or not self.is_cap(i)
            or not self.is_cap(end)
            or self.is_head(end)
        ):
            return None
        stop = self.body(end, kind[1])
        return (
            Phrase(self.modifiers(stop), "class", lead=kind[1].word.lower(), group="body")
            if stop > end
            else None
        )

    def branch(self, i: int, noun: Noun) -> int:
        """End of the name of a branch behind its class noun ('cơ quan | Thuế', 'lực lượng | Công
        an', 'ngành | Giáo dục'), or ``i``.
        """
        if noun.noun not in self.lex.branches or not self.is_cap(i) or self.place(i):
            return i
        if (kind := self.kind_at(i)) and kind[1].form in ("place", "placename"):
            return self.complement(kind[0], kind[1])
        known = self.member_end("bộ", i)  # 'ngành | Giáo dục và Đào tạo' is called as its ministry
        if known > i:
            return known
        joined = self.at(i + 1) is not None and not self.is_cap(i + 1) and self.ends_word(i + 1)
        return i + 2 if joined else i + 1

    def holds_office(self, i: int, end: int) -> bool:
        """True where the noun that ends at ``end`` is the first word of an office ('Bộ |
        trưởng').
        """
        office = self.lex.holders.longest(self.tokens, i)
        return office is not None and office[0] > end

    def plural_kind(self, i: int) -> tuple[int, list[Noun]] | None:
        """'các Trung tâm', 'các Phó Chủ tịch': a kind word or an office as a common noun."""
        if hit := self.lex.holders.longest(self.tokens, i):
            return hit[0], [Noun(str(hit[1][0]), "head", False)]
        found = self.kind_at(i)
        return (found[0], [Noun(found[1].word, "body", False)]) if found else None

    def unknown_class(self, i: int) -> Phrase | None:
        """'các giám tuyển': in a list of actors any noun after 'các' is a class."""
        return Phrase(self.modifiers(i), "class", group="?") if self.modifiers(i) > i else None

    def named_list(self, i: int) -> Phrase | None:
        """'các Bộ: Tài chính, Tư pháp', 'các Sở Tài chính, Nội vụ', 'các phường: A, B': one
        reference with members.
        """
        noun = self.kind_at(i) or self.noun_at(i)
        if noun is None:
            return None
        end = noun[0]
        word = noun[1].word if isinstance(noun[1], Kind) else noun[1][0].noun
        colon = self.is_key(end, ":")
        first = end + 1 if colon else end
        if not self.is_cap(first) or (colon and self.opens_work(first, word)):
            return None
        places = self.tokens[i].key in ("tỉnh", "phường", "xã")
        if not (colon or places or self.is_ellipsis(word, first)):
            return None
        members = self.members(first, word)
        return (
            Phrase(members[-1][1], "class", lead=word.lower(), members=members, group="named")
            if members
            else None
        )

    def opens_work(self, i: int, word: str = "") -> bool:
        """True for a verb of two words behind the colon at ``i``: 'các trường: | Tổ chức kiểm tra',
        no member of ``word`` ('các Bộ: | Xây dựng, Công Thương').
        """
        hit = self.lex.prose_predicates.longest(self.tokens, i) if self.prose else None
        verb = hit is not None and hit[0] > i + 1 and not self.is_cap(i + 1)
        return verb and self.member_end(word, i) == i

    def members(self, i: int, word: str) -> tuple[tuple[int, int], ...]:
        """Token ranges of the members of a named list."""
        out: list[tuple[int, int]] = []
        while self.is_cap(i):
            known = self.member_end(word, i)
            end = known if known > i else self.group(i)
            if end <= i or (known == i and out and self.is_head(i)):
                break
            out.append((i, end))
            if not (
                self.is_key(end, ",", ";") or (self.is_key(end, "và") and not self.is_head(end + 1))
            ):
                break
            i = end + 1 if not (self.is_key(end, ",") and self.is_key(end + 1, "và")) else end + 2
        return tuple(out)

    def group(self, i: int) -> int:
        """End of one word group: a capital and its small words, up to a separator or predicate."""
        start = i
        while i < len(self.tokens):
            token = self.tokens[i]
            if token.key in (",", ";", "và", ".", ":", "(") or (
                i > start and (self.is_predicate(i) or self.is_head(i))
            ):
                break
            i += 1
        return i

    def collective_from(
        self, i: int, noun: Noun, *, only_places: bool = False, bare: bool = False
    ) -> Phrase:
        """A class that begins with ``noun``: coordinate nouns of its group, then what describes
        them.
        """
        group = noun.group
        if group == "person" and (office := self.holder(i) or self.name(i)):
            return replace(office, kind="class", group=group)  # 'các đồng chí | Phó Thủ tướng'
        if only_places and self.is_cap(i) and self.is_proper_list(i):
            members = self.members(i, noun.noun)
            return Phrase(members[-1][1], "class", members=members, group="named")
        if group in ("body", "head") and self.is_head(i):
            i = self.body_at(i)  # 'các Ban | HĐND tỉnh', 'các Phó Chủ tịch | UBND xã'
        if bare and self.prose:
            i = max(self.told_before_duty(i), self.described(i, noun))
        i = self.body_of_members(self.owned_things(i, noun))
        while True:
            i = self.qualified(i) if only_places else self.told_before_duty(self.modifiers(i))
            step = self.next_noun(i, group, only_places=only_places)
            if step <= i or (not only_places and self.opens_class(i, noun if bare else None)):
                break
            i = self.body_of_members(step)
        if only_places and (listed := self.listed_places(i, noun)):
            return listed
        return Phrase(i, "class", lead=noun.noun.lower(), group=group)

    def listed_places(self, i: int, noun: Noun) -> Phrase | None:
        """The places named behind a colon at ``i``: 'các tỉnh, thành phố: A, B'."""
        named = self.is_key(i, ":") and not self.opens_work(i + 1, noun.noun)
        members = self.members(i + 1, noun.noun) if named else ()
        return Phrase(members[-1][1], "class", members=members, group="named") if members else None

    def body_of_members(self, i: int) -> int:
        """End of the body right behind the noun of its members ('đại biểu | HĐND tỉnh'), or
        ``i``.
        """
        return self.body_at(i) if self.ends_members(i) else i

    def ends_members(self, i: int) -> bool:
        """True where a noun of members of a body ends at ``i``: 'đại biểu', 'Tổ đại biểu'."""
        noun = self.noun_at(i - 2) if i > 1 else None
        return noun is not None and noun[0] == i and noun[1][0].noun in self.lex.members

    def body_at(self, i: int) -> int:
        """End of the name of a body that begins at ``i``, or ``i``."""
        body = self.name(i) if self.is_cap(i) else None
        return body.end if body else i

    def opens_class(self, i: int, opened: Noun | None) -> bool:
        """True where the noun behind the separator at ``i`` opens another class: what stands before
        is complete ('… có liên quan, | cơ sở đào tạo'), a branch follows ('…, | cơ quan Thuế'),
        members of a body do ('các Ban của HĐND | và đại biểu HĐND xã'), or no list that ``opened``
        without 'các' goes on so ('doanh nghiệp, | sở, ban, ngành').
        """
        noun = self.noun_at(i + 1)
        if noun is None:
            return False
        word = noun[1][0].noun
        complete = self.is_key(i, ",") and self.is_key(i - 1, "quan") and self.is_key(i - 2, "liên")
        if complete or self.branch(noun[0], noun[1][0]) > noun[0]:
            return True
        if word in self.lex.members and not self.ends_members(i):
            return self.body_at(noun[0]) > noun[0]
        if opened is None or opened.noun in self.lex.beside_agencies:
            return False
        return word in self.lex.first_classes or word == "cơ quan"

    def is_proper_list(self, i: int) -> bool:
        """True when a list of proper names begins at ``i``."""
        return self.proper(i) > i and not self.is_head(i)

    def next_noun(self, i: int, group: str, *, only_places: bool) -> int:
        """End of the coordinate noun after the separator at ``i``, or ``i``."""
        if not self.is_key(i, ",", "/", "và", "hoặc"):
            return i
        j = i + 2 if self.is_key(i, ",") and self.is_key(i + 1, "và") else i + 1
        if self.at(j) is None or self.has(self.lex.determiners, j):
            return i
        hit = self.noun_at(j, listed=not only_places)
        if only_places and self.is_key(j, "đặc") and hit is not None and self.proper(hit[0]) > j:
            return self.proper(hit[0])  # a province has one: 'các xã, phường, đặc khu Cồn Cỏ'
        if hit is not None:
            if self.is_predicate(j, hit[0]) and self.is_act(hit[0]):
                return i  # a verb: 'các đơn vị có liên quan, | tổ chức khảo sát'
            return (
                hit[0]
                if self.is_coordinate(j, hit[0], hit[1][0], group, only_places=only_places)
                else i
            )
        return j + 1 if not only_places and self.goes_on(i, j) else i

    def is_act(self, i: int) -> bool:
        """False where the words after 'tổ chức' show a noun: a separator, what describes it, the
        end, or another class noun's second word.
        """
        token = self.at(i)
        if token is None or not token.word or token.brk:
            return False
        lists = (self.lex.after_nouns, self.lex.qualifiers, self.lex.owners)
        return not any(self.has(words, i) for words in lists)

    def is_coordinate(self, i: int, end: int, noun: Noun, group: str, *, only_places: bool) -> bool:
        """True when the noun at ``i`` stands beside those before it and opens no name ('thành phố
        Hà Nội').
        """
        if self.is_cap(i) and self.name(i):
            return False
        if noun.place and self.is_cap(end) and self.proper(end) > end:
            return False
        return noun.place if only_places else noun.group == group

    def goes_on(self, i: int, j: int) -> bool:
        """In a list of actors unknown words after a separator at ``i`` go on with the description
        ('báo chí trong nước và | quốc tế').
        """
        if self.prose or self.is_predicate(j) or self.is_head(j):
            return False
        province = province_trie().longest(self.tokens, j) if self.is_cap(j) else None
        return not (province and province[0] - j > 1 and not self.is_cap(i - 1))


__all__ = ["Grammar", "Phrase"]
