"""Where the name of an actor ends.

Units are named with a capital on each word group, small 'và' and 'của' (NĐ 30/2020, Phụ lục II mục
IV); commas and hyphens may stand inside. Known names win (longest match in the registry);
well-formed unknown names are read by this grammar. ``prose`` says whether the words after a name
may be its predicate (running text) or belong to the list (a cell that holds only actors).
"""

from __future__ import annotations

from vanban.extractors.actors.lexicon import Kind, name_pairs
from vanban.extractors.actors.places import Places
from vanban.extractors.actors.registry import Entry, name_trie, province_trie
from vanban.extractors.actors.scan import Phrase
from vanban.extractors.actors.tokens import Trie

MAX_NAME = 40  # words; the longest names of bodies have about 25
LONGEST_PART = 8  # words of one part of the subject in a name ("vệ sinh lao động" has four)
MAX_SMALL_RUN = 8  # small words in a row inside one name
MARKS_IN_NAMES = frozenset("-&")
SMALL_KINDS = frozenset(
    ("phòng", "khoa", "trung", "trường", "trạm", "công", "bệnh")
)  # first words of units that are often written small
LIST_WORDS = frozenset(("và", "hoặc"))


class Names(Places):
    """The part of the grammar that reads single bodies and office holders."""

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

    def name(self, i: int) -> Phrase | None:
        """A single body that begins at ``i``."""
        return self.nested(self.read_name, i)

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
            return None
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
        """'đồng chí Trần Văn A', 'Ông Nguyễn Thị B': one or more titles and a name."""
        end = self.after_titles(i)
        stop = self.personal_name(end) if end > i else end
        return Phrase(stop, "person") if stop > end else None

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

    def read_name(self, i: int) -> Phrase | None:
        """A single body: known, defined by the document, or well formed."""
        token = self.at(i)
        if token is None or not token.word:
            return None
        known, short = name_trie().longest(self.tokens, i), self.short_forms.longest(self.tokens, i)
        known = (
            known
            if known and self.is_proper(i, known[0]) and not self.is_verb_after_kind(i, known[0])
            else None
        )
        formed = self.formed_name(i)
        if (
            short
            and token.cap
            and short[0] >= max(known[0] if known else 0, formed.end if formed else 0)
        ):
            return Phrase(
                self.extend(short[0], 3), "agency", full=short[1][0], entry_end=short[0], rank=3
            )
        if known and (formed is None or known[0] >= formed.end or self.is_complete(known[0])):
            entry: Entry = known[1][0]
            rank = {"bộ": 3, "sở": 3, "agency": 3}.get(
                entry.kind, 3 if entry.actor_kind == "agency" else 1
            )
            hit = self.kind_at(i)
            lead = (
                hit[1].word.lower()
                if hit
                else entry.kind
                if entry.kind in ("tỉnh", "thành phố")
                else ""
            )
            return Phrase(
                self.extend(known[0], rank),
                entry.actor_kind,
                lead=lead,
                entry=tuple(known[1]),
                entry_end=known[0],
                rank=rank,
            )
        return formed

    def is_complete(self, end: int) -> bool:
        """In running text a known name before a small word is whole: what follows is its deed."""
        token = self.at(end)
        return (
            self.prose and token is not None and token.word and not token.cap and token.key != "và"
        )

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

    def is_small_kind(self, i: int, end: int) -> bool:
        """True for 'phòng Kinh tế', 'trường Tiểu học A': the kind word small, its name with a
        capital. In running text of units alone.
        """
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

    def is_document(self, i: int) -> bool:
        """In running text: the name of a document begins at ``i`` ('Nghị định …', 'Điều 5')."""
        return self.prose and self.has(self.lex.documents, i)

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
            return (
                i + 1
                if paired
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

    def small_list(self, i: int, kind: Kind) -> bool:
        """After a comma in small letters the subject of a body goes on, where 'và' and its last
        part or the body's place close the list ('Hội đồng an toàn, | vệ sinh lao động tỉnh', 'Xúc
        tiến đầu tư, | thương mại và du lịch').
        """
        if kind.word.lower() not in self.lex.service_kinds and kind.form != "opt":
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
            if self.is_predicate(j):
                return False
        return False

    def joined_verb(self, i: int, kind: Kind) -> int:
        """End of a verb behind 'và' in the name of a service ('Quỹ Bảo vệ và | phát triển | rừng':
        no predicate begins with 'và'), or 0.
        """
        verb = self.lex.name_verbs.longest(self.tokens, i)
        named = (
            verb
            and not self.tokens[i].cap
            and not self.is_noun(i)
            and kind.word.lower() in self.lex.service_kinds
        )
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
        place = self.noun_at(i)
        if place and place[1][0].place and (self.is_cap(place[0]) or self.prose):
            return True
        if kind.word.lower() in self.lex.service_kinds and self.has(self.lex.name_verbs, i):
            return self.prose and not self.is_second_verb(i, start)
        if self.prose and (
            (self.is_key(i - 1, "nam") and self.is_key(i - 2, "việt")) or self.is_foreign(i, start)
        ):
            return True
        opens_name = i == start and kind.form == "open" and self.has(self.lex.name_verbs, i)
        return self.is_predicate(i) and not opens_name and not self.is_adjective(i, start, kind)

    def is_second_verb(self, i: int, start: int) -> bool:
        """A verb belongs to a name in running text where it makes a word with the one before or
        follows a verb: 'Hỗ trợ | phát triển'.
        """
        length = self.group_length(i, start)
        after_verb = self.has(self.lex.prose_predicates, i - length) or self.has(
            self.lex.name_verbs, i - length
        )
        return i == start or (length <= 2 and after_verb and not self.is_key(i, "tổ"))

    def is_adjective(self, i: int, start: int, kind: Kind) -> bool:
        """In a list of actors a verb that stands last may end a name ('Vụ Chính sách tổng hợp'),
        but not one that is known without it.
        """
        verb = self.lex.adjectives.longest(self.tokens, i)
        if self.prose or verb is None or not self.is_closed(verb[0]):
            return False
        known = name_trie().longest(self.tokens, start - len(kind.word.split()))
        return known is None or known[0] < i

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
