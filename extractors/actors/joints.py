"""What joins the words of a name and what closes it: 'và', a comma, a hyphen, a second verb."""

from __future__ import annotations

from vanban.extractors.actors.lexicon import Kind, name_pairs
from vanban.extractors.actors.places import Places
from vanban.extractors.actors.registry import name_trie, province_trie
from vanban.extractors.actors.tokens import Trie

_SMALL_PART = 2  # syllables of a last part in small letters that a verb follows
LONGEST_PART = 8  # words of one part of the subject in a name ("vệ sinh lao động" has four)
MARKS_IN_NAMES = frozenset("-&")
LIST_WORDS = frozenset(("và", "hoặc"))


class Joints(Places):
    """The part of the grammar that says whether the next word still belongs to a name."""

    __slots__ = ()

    def joint(self, i: int, start: int, kind: Kind) -> int:
        """The token after a joining mark or word at ``i`` that belongs to the name, or ``i``
        itself.
        """
        token, following = self.tokens[i], self.at(i + 1)
        if following is None or i == start or (following.brk and token.key == "-"):
            return i
        goes_on = (
            following.cap
            and following.word
            and not self.is_head(i + 1)
            and not self.is_document(i + 1)
        )
        if token.key in MARKS_IN_NAMES:
            return i + 1 if following.word and not token.brk and (goes_on or not self.prose) else i
        if token.key == "và":
            joined = (goes_on and not self.is_ellipsis(kind.word, i + 1)) or self.small_and(i + 1)
            twice = kind.form == "open" and i > start + 1 and self.same_noun(start, i + 1)
            return self.joined_verb(i + 1, kind) or i + (2 if twice else 1 if joined else 0)
        if token.key == ",":
            paired = (self.tokens[i - 1].key, following.key) in self.lex.comma_pairs
            twice = kind.form == "open" and i > start + 1 and self.same_noun(start, i + 1)
            return (
                i + 1
                if paired
                or twice
                or self.small_list(i + 1, kind)
                or (goes_on and not self.is_ellipsis(kind.word, i + 1) and self.list_in_name(i + 1))
                else i
            )
        if token.key == "về" and kind.form == "opt":
            return i + 1
        return i

    def same_noun(self, start: int, i: int) -> bool:
        """'Ban Quản lý các khu công nghệ cao và | khu công nghiệp': what is managed is named twice
        with the same noun.
        """
        first, second = (
            det[0] if (det := self.lex.determiners.longest(self.tokens, at)) else at
            for at in (start, i)
        )
        noun = self.at(second)
        return noun is not None and self.is_key(first, noun.key)

    def is_service(self, kind: Kind) -> bool:
        """A body named after what it does: trung tâm, quỹ, ban quản lý."""
        return kind.word.lower() in self.lex.service_kinds

    def small_list(self, i: int, kind: Kind) -> bool:
        """After a comma in small letters the subject of a body goes on, where 'và' and its last
        part, the body's place or the verb behind one word close the list ('Hội đồng an toàn, | vệ
        sinh lao động tỉnh', 'Xúc tiến đầu tư, | thương mại và du lịch').
        """
        if not self.is_service(kind) and kind.form != "opt":
            return False
        for j in range(i, min(i + LONGEST_PART, len(self.tokens))):
            token = self.tokens[j]
            if not token.word or token.cap or token.brk or self.has(self.lex.determiners, j):
                return False
            noun = self.noun_at(j)
            if noun:
                return j > i and noun[1][0].place
            if token.key == "và":
                return j > i and self.small_and(j + 1) and not self.is_cap(j + 1)
            if self.is_predicate(j):  # 'Ban Kiểm tra, | sát hạch | xây dựng đề thi'
                return self.prose and j - i == _SMALL_PART
        return False

    def joined_verb(self, i: int, kind: Kind) -> int:
        """End of a verb behind 'và' in the name of a service ('Quỹ Bảo vệ và | phát triển | rừng':
        no predicate begins with 'và'), or 0.
        """
        verb = self.lex.name_verbs.longest(self.tokens, i)
        named = verb and not self.tokens[i].cap and not self.is_noun(i) and self.is_service(kind)
        return verb[0] if verb and named else 0

    def small_and(self, i: int) -> bool:
        """After 'và' in small letters: still the name, if it is no class, no new actor and no
        predicate.
        """
        token = self.tokens[i]
        return (
            not token.cap and token.word and not self.is_noun(i)
            and not self.has(self.lex.determiners, i) and not self.has(self.lex.prose_predicates, i)
        )  # fmt: skip

    def list_in_name(self, i: int) -> bool:
        """In a name with commas the list closes with 'và' + capital ('Văn hóa, Thể thao và Du
        lịch'); a cell is less strict.
        """
        province = province_trie().longest(self.tokens, i)
        if province and province[0] - i > 1:
            return False
        if not self.prose:
            return True
        for j in range(i, min(i + 14, len(self.tokens))):
            token = self.tokens[j]
            if token.key == "và":
                return self.is_cap(j + 1) and not self.is_head(j + 1)
            if not token.word and token.key != ",":
                return False
            if self.is_predicate(j):
                return False
        return False

    def is_ellipsis(self, kind_word: str, i: int) -> bool:
        """True when the words at ``i`` are a body of the same kind without its kind word ('Sở Tài
        chính, Nội vụ').
        """
        return self.member_end(kind_word, i) > i

    def member_end(self, kind_word: str, i: int) -> int:
        """End of the known name that the kind word and the words at ``i`` make, or ``i``."""
        node = name_trie().root
        for word in kind_word.lower().split():
            node = node.get(word, {})
        hit = Trie(node).longest(self.tokens, i)
        return hit[0] if hit else i

    def closes(self, i: int, start: int, kind: Kind) -> bool:
        """True when the small word at ``i`` is no more of the name."""
        if (
            self.has(self.lex.owners, i)
            or self.has(self.lex.qualifiers, i)
            or self.tokens[i].key in LIST_WORDS
        ):
            return True
        if self.is_key(i, "cấp") and self.level(i):
            return True  # 'Ban Chỉ huy phòng thủ dân sự | cấp tỉnh, cấp xã'
        place = self.noun_at(i)
        ends_at_place = self.prose or (place and self.is_cap(place[0]))
        if place and place[1][0].place and (ends_at_place or self.opens_all_provinces(i)):
            return True
        if self.is_service(kind) and self.has(self.lex.name_verbs, i) and not self.in_compound(i):
            return self.prose and not (self.is_second_verb(i, start) or self.goes_on_in_capitals(i))
        if self.prose and (
            (self.is_key(i - 1, "nam") and self.is_key(i - 2, "việt")) or self.is_foreign(i, start)
        ):
            return True
        opens_name = i == start and kind.form == "open" and self.has(self.lex.name_verbs, i)
        return self.is_predicate(i) and not opens_name and not self.is_adjective(i, start, kind)

    def goes_on_in_capitals(self, i: int) -> bool:
        """Behind the verb at ``i`` a word with a capital that opens no other name: 'Ban Quản lý Khu
        Nông nghiệp | ứng dụng Công nghệ cao'.
        """
        verb = self.lex.name_verbs.longest(self.tokens, i)
        end = verb[0] if verb else i
        return self.is_cap(end) and not self.is_head(end) and not self.is_document(end)

    def is_second_verb(self, i: int, start: int) -> bool:
        """A verb belongs to a name in running text where it makes a word with the one before or
        follows a verb: 'Hỗ trợ | phát triển'.
        """
        length = self.group_length(i, start)
        after_verb = self.has(self.lex.prose_predicates, i - length) or self.has(
            self.lex.name_verbs, i - length
        )
        if self.is_key(i - 3, "và"):  # 'Trung tâm Kiểm định và tư vấn | thẩm định hồ sơ'
            return self.has(self.lex.name_objects, i)
        return i == start or (length <= 2 and after_verb and not self.is_key(i, "tổ"))

    def is_adjective(self, i: int, start: int, kind: Kind) -> bool:
        """In a list of actors a verb that stands last may end a name ('Vụ Chính sách tổng hợp'),
        but not one that is known without it.
        """
        verb = self.lex.adjectives.longest(self.tokens, i)
        if verb is None:
            return False
        if not (self.is_named_before(verb[0]) if self.prose else self.is_closed(verb[0])):
            return False
        known = name_trie().longest(self.tokens, start - len(kind.word.split()))
        return known is None or known[0] < i

    def is_named_before(self, i: int) -> bool:
        """In running text a name ends before ``i``: a deed follows that is no report ('Vụ Chính
        sách tổng hợp | thẩm định', but 'Phòng A | tổng hợp, báo cáo'), or another actor.
        """
        if self.is_key(i, ",", "và"):
            return self.is_head(i + 1) or self.has(self.lex.determiners, i + 1)
        return self.is_predicate(i) and not self.has_whole(self.lex.reports, i)

    def is_closed(self, i: int) -> bool:
        """True when the entry of a list ends before ``i``."""
        token = self.at(i)
        following = self.is_head(i + 1) or self.has(self.lex.determiners, i + 1)
        return token is None or not token.word or token.brk or (token.key == "và" and following)

    def is_foreign(self, i: int, start: int) -> bool:
        """In running text a small word that does not go with the last of two capitals: '… Hòa Giang
        | nạo vét', but 'Khu Công | nghệ'.
        """
        two = i - 2 >= start and self.is_cap(i - 1) and self.is_cap(i - 2)
        return two and (self.tokens[i - 1].key, self.tokens[i].key) not in name_pairs()

    def group_length(self, i: int, start: int) -> int:
        """How many words the word group before ``i`` has."""
        j = i - 1
        while j > start and not self.tokens[j].cap:
            j -= 1
        return i - j

    def is_document(self, i: int) -> bool:
        """In running text: the name of a document begins at ``i`` ('Nghị định …', 'Điều 5')."""
        return self.prose and self.has(self.lex.documents, i)
