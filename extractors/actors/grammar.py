"""Where the name of an actor ends.

Units are named with a capital on each word group, small 'và' and 'của' (NĐ 30/2020, Phụ lục II mục IV); commas and hyphens may stand
inside. Known names win (longest match in the registry); well-formed unknown names are read by this grammar. ``prose`` says whether
the words after a name may be its predicate (running text) or belong to the list (a cell that holds only actors).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from extractors.actors.lexicon import Kind, Lexicon, Noun
from extractors.actors.registry import Entry, name_trie, province_trie
from extractors.actors.tokens import Token, Trie

MAX_NAME = 40  # words; the longest names of bodies have about 25
MAX_SMALL_RUN = 8  # small words in a row inside one name
NOT_A_NAME = frozenset(
    "điều khoản điểm nghị luật quyết thông kế chương đề dự chỉ công-điện phụ mục phần bảng hiến pháp-lệnh tờ công-văn quy biểu mẫu".split()
)
MARKS_IN_NAMES = frozenset("-&")
LIST_WORDS = frozenset(("và", "hoặc"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """An actor in the tokens: ``end`` is the token after it; ``lead`` the kind word, lower case; ``members`` token ranges."""

    end: int
    kind: str
    lead: str = ""
    entry: tuple[Entry, ...] = ()
    entry_end: int = 0
    rank: int = 0
    group: str = ""
    members: tuple[tuple[int, int], ...] = ()
    full: str | None = None


@dataclass(frozen=True, slots=True)
class Grammar:
    """The grammar over the tokens of one text."""

    tokens: tuple[Token, ...]
    lex: Lexicon
    prose: bool
    short_forms: Trie = field(default_factory=lambda: Trie({}))

    # --- small questions -------------------------------------------------------------------------------------------------

    def at(self, i: int) -> Token | None:
        """The token at ``i``, or None after the last one."""
        return self.tokens[i] if 0 <= i < len(self.tokens) else None

    def is_key(self, i: int, *keys: str) -> bool:
        """True when the token at ``i`` is one of ``keys``."""
        token = self.at(i)
        return token is not None and token.key in keys

    def is_cap(self, i: int) -> bool:
        """True when a word with a capital stands at ``i``."""
        token = self.at(i)
        return token is not None and token.cap and token.word

    def has(self, trie: Trie, i: int) -> bool:
        """True when a phrase of ``trie`` begins at ``i``."""
        return trie.longest(self.tokens, i) is not None

    def is_predicate(self, i: int) -> bool:
        """True when the word at ``i`` opens what the actor does."""
        token = self.at(i)
        if token is None or token.cap:
            return False
        return self.has(self.lex.prose_predicates if self.prose else self.lex.predicates, i) and not self.in_compound(i)

    def in_compound(self, i: int) -> bool:
        """True when the word at ``i`` belongs to a noun of two words ('công trình')."""
        ahead, behind = self.lex.compounds.longest(self.tokens, i), self.lex.compounds.longest(self.tokens, i - 1) if i else None
        return ahead is not None or (behind is not None and behind[0] > i)

    def kind_at(self, i: int) -> tuple[int, Kind] | None:
        """The kind word at ``i``, unless the next word shows that another word is meant ('Bộ luật', 'Trường hợp')."""
        hit = self.lex.kinds.longest(self.tokens, i)
        if hit is None:
            return None
        end, kinds = hit
        token = self.tokens[i]
        kind = next((k for k in kinds if k.word[0].isupper() == token.cap), kinds[0])
        for words in kind.not_before:
            if all(self.is_key(end + n, w) for n, w in enumerate(words)):
                return None
        return end, kind

    def noun_at(self, i: int) -> tuple[int, list[Noun]] | None:
        """The class noun at ``i``, unless the next word shows that another word is meant ('xã hội', 'cơ sở dữ liệu')."""
        hit = self.lex.nouns.longest(self.tokens, i)
        if hit is None or (self.prose and hit[1][0].cell_only):
            return None
        other = any(all(self.is_key(hit[0] + n, w) for n, w in enumerate(words)) for words in hit[1][0].not_before)
        return None if other else hit

    def is_noun(self, i: int) -> bool:
        """True when a class noun begins at ``i``."""
        return self.noun_at(i) is not None

    def is_head(self, i: int) -> bool:
        """True when an actor of its own begins at ``i``."""
        if not self.is_cap(i):
            return False
        if self.has(name_trie(), i) or self.has(self.short_forms, i) or self.has(self.lex.holders, i):
            return True
        hit = self.kind_at(i)
        return hit is not None and (
            hit[1].form in ("opt", "optcap", "place", "owner", "open") or self.is_cap(hit[0]) or self.is_key(hit[0], ",", "và")
        )

    # --- actors ------------------------------------------------------------------------------------------------------------

    def phrase(self, i: int, *, bare: bool = False) -> Phrase | None:
        """The longest actor that begins at ``i``; ``bare`` also takes class nouns without 'các'."""
        found = self.holder(i) or self.collective(i, bare=False) or self.name(i)
        if bare and (found is None or (found.end == i + 1 and not found.entry)):
            described = self.collective(i, bare=True)
            return described if described and (found is None or described.end > found.end) else found
        return found

    def holder(self, i: int) -> Phrase | None:
        """An office holder: 'Giám đốc Sở Y tế', 'Thủ trưởng các đơn vị'."""
        hit = self.lex.holders.longest(self.tokens, i)
        if hit is None or not self.tokens[i].cap:
            return None
        known = name_trie().longest(self.tokens, i)
        if known and known[0] > hit[0]:
            return None
        end = hit[0]
        body = self.body_of_holder(end)
        kind = "class" if body and body.kind == "class" else "office_holder"
        return Phrase(body.end if body else end, kind, lead=hit[1][0].lower(), rank=4)

    def body_of_holder(self, i: int) -> Phrase | None:
        """What an office is held in."""
        if (token := self.at(i)) is None or token.brk:
            return None
        found = self.name(i) or self.collective(i, bare=False)
        if found is None and not token.cap:
            found = self.collective(i, bare=True)
        if found is None and (end := self.place(i)):
            found = Phrase(end, "agency")
        return found

    def name(self, i: int) -> Phrase | None:
        """A single body: known, defined by the document, or well formed."""
        token = self.at(i)
        if token is None or not token.word:
            return None
        known, short = name_trie().longest(self.tokens, i), self.short_forms.longest(self.tokens, i)
        known = known if known and self.is_proper(i, known[0]) else None
        formed = self.formed_name(i)
        if short and token.cap and short[0] >= max(known[0] if known else 0, formed.end if formed else 0):
            return Phrase(self.extend(short[0], 3), "agency", full=short[1][0], entry_end=short[0], rank=3)
        if known and (formed is None or known[0] >= formed.end or self.is_complete(known[0])):
            entry: Entry = known[1][0]
            rank = {"bộ": 3, "sở": 3, "agency": 3}.get(entry.kind, 3 if entry.actor_kind == "agency" else 1)
            hit = self.kind_at(i)
            lead = hit[1].word.lower() if hit else entry.kind if entry.kind in ("tỉnh", "thành phố") else ""
            return Phrase(self.extend(known[0], rank), entry.actor_kind, lead=lead, entry=tuple(known[1]), entry_end=known[0], rank=rank)
        return formed

    def is_complete(self, end: int) -> bool:
        """In running text a known name before a small word is whole: what follows is its deed."""
        token = self.at(end)
        return self.prose and token is not None and token.word and not token.cap and token.key != "và"

    def is_proper(self, i: int, end: int) -> bool:
        """A known name has capitals in it: 'thanh tra bộ' in small letters is common speech, 'tỉnh Cà Mau' a name."""
        first = self.tokens[i]
        return first.cap or (self.is_cap(end - 1) and (end - i) > 1)

    def formed_name(self, i: int) -> Phrase | None:
        """A name by its form: a kind word and what may follow it."""
        hit = self.kind_at(i)
        if hit is None:
            return self.place_name(i)
        end, kind = hit
        if not self.tokens[i].cap and (not self.is_cap(end) or self.prose):
            return None
        lead = kind.word.lower()
        if kind.form in ("place", "placename", "owner"):
            stop = self.complement(end, kind)
            if stop == end and kind.form == "placename":
                return None
            known = name_trie().longest(self.tokens, i)
            return Phrase(stop, "class" if self.is_plural(end, stop) else kind.actor_kind, lead=lead, rank=kind.rank,
                          entry=tuple(known[1]) if known and known[0] <= stop and known[0] - i > 1 else (), entry_end=known[0] if known else 0)  # fmt: skip
        stop = self.body(end, kind) if kind.form not in ("cap", "optcap") or self.is_cap(end) else end
        if stop == end:
            owner = self.extend(end, kind.rank)
            if owner == end and kind.form not in ("opt", "optcap"):
                return None
            return Phrase(owner, kind.actor_kind, lead=lead, rank=kind.rank)
        return Phrase(self.extend(stop, kind.rank), kind.actor_kind, lead=lead, rank=kind.rank)

    def place_name(self, i: int) -> Phrase | None:
        """A place that acts: 'tỉnh Hà Giang', 'Thành phố'; in lists also 'xã Bát Tràng'."""
        hit = self.noun_at(i)
        if hit is None or not hit[1][0].place:
            return None
        end = self.proper(hit[0])
        return Phrase(end, "agency", lead=hit[1][0].noun, rank=3) if end > hit[0] else None

    # --- parts of a name ---------------------------------------------------------------------------------------------------

    def body(self, start: int, kind: Kind) -> int:
        """End of the word groups that follow a kind word."""
        i, run = start, 0
        while i < min(len(self.tokens), start + MAX_NAME):
            token = self.tokens[i]
            if (token.brk and i > start and self.starts_item(i)) or self.is_plural_start(i, start, kind):
                break
            if token.cap and token.word:
                if (i > start or token.key in NOT_A_NAME) and (self.is_head(i) or (self.prose and token.key in NOT_A_NAME and i > start)):
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

    def trim(self, start: int, end: int) -> int:
        """Takes joining words off the end of a name."""
        while end > start and self.tokens[end - 1].key in ("và", "của", "các", "về", ",", "-", "&", "cho", "với"):
            end -= 1
        return end

    def is_plural_start(self, i: int, start: int, kind: Kind) -> bool:
        """'các' ends a name, unless it opens one that may ('Ban Quản lý các khu công nghiệp')."""
        if not self.has(self.lex.determiners, i):
            return False
        return not (kind.form == "open" and self.tokens[i - 1].word) and not self.is_key(i - 1, "về", "lý")

    def joint(self, i: int, start: int, kind: Kind) -> int:
        """The token after a joining mark or word at ``i`` that belongs to the name, or ``i`` itself."""
        token, following = self.tokens[i], self.at(i + 1)
        if following is None or i == start or following.brk and token.key == "-":
            return i
        goes_on = following.cap and following.word and not self.is_head(i + 1) and following.key not in NOT_A_NAME
        if token.key in MARKS_IN_NAMES:
            return i + 1 if following.word and not token.brk and (goes_on or not self.prose) else i
        if token.key == "và":
            return i + 1 if (goes_on and not self.is_ellipsis(kind.word, i + 1)) or self.small_and(i + 1) else i
        if token.key == ",":
            paired = self.is_key(i - 1, "phòng", "tra") and self.is_key(i + 1, "chống", "kiểm")
            return i + 1 if paired or (goes_on and not self.is_ellipsis(kind.word, i + 1) and self.list_in_name(i + 1)) else i
        if token.key == "về" and kind.form == "opt":
            return i + 1
        return i

    def small_and(self, i: int) -> bool:
        """After 'và' in small letters: still the name, if it is no class, no new actor and no predicate."""
        token = self.tokens[i]
        return (
            not token.cap and token.word and not self.is_noun(i)
            and not self.has(self.lex.determiners, i) and not self.has(self.lex.prose_predicates, i)
        )  # fmt: skip

    def list_in_name(self, i: int) -> bool:
        """In a name with commas the list closes with 'và' + capital ('Văn hóa, Thể thao và Du lịch'); a cell is less strict."""
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
        """True when the words at ``i`` are a body of the same kind without its kind word ('Sở Tài chính, Nội vụ')."""
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
        if self.has(self.lex.owners, i) or self.has(self.lex.qualifiers, i) or self.tokens[i].key in LIST_WORDS:
            return True
        place = self.noun_at(i)
        if place and place[1][0].place and (self.is_cap(place[0]) or self.prose):
            return True
        if kind.word.lower() in self.lex.service_kinds and self.has(self.lex.name_verbs, i):
            return self.group_length(i, start) > 2 and self.prose
        return self.is_predicate(i) and not (i == start and kind.form == "open")

    def group_length(self, i: int, start: int) -> int:
        """How many words the word group before ``i`` has."""
        j = i - 1
        while j > start and not self.tokens[j].cap:
            j -= 1
        return i - j

    def complement(self, i: int, kind: Kind) -> int:
        """What stands after UBND, Công an, MTTQ …: a place, several places, an owner; may be nothing."""
        token = self.at(i)
        several = self.places(i)
        if several > i:
            return several
        if token is None or (token.brk and self.starts_item(i)):
            return i
        if kind.form == "owner":
            return self.extend(i, 0)
        end = self.place(i, small=True) or i
        return self.extend(end, kind.rank)

    def is_plural(self, i: int, end: int) -> bool:
        """True when a complement names several places."""
        if end <= i:
            return False
        if self.has(self.lex.determiners, i):
            return True
        hit = self.noun_at(i)
        return hit is not None and hit[1][0].place and self.is_key(hit[0], ",", "/", "và") and hit[0] < end

    def places(self, i: int) -> int:
        """End of 'các xã, phường, đặc khu', 'xã/phường', 'các phường: A, B'; ``i`` when there is none."""
        start = i
        if det := self.lex.determiners.longest(self.tokens, i):
            i = det[0]
        hit = self.noun_at(i)
        if hit is None or not (hit[1][0].place or hit[1][0].noun in ("cấp", "đơn vị")):
            return start
        found = self.collective_from(i, hit[0], hit[1][0], only_places=True)
        plural = det is not None or any(self.tokens[j].key in (",", "/", "và") for j in range(i, found.end))
        return found.end if plural else start

    def place(self, i: int, *, small: bool = False) -> int:
        """End of a place at ``i`` ('tỉnh Lào Cai', 'Thành phố', 'cấp xã', 'Hà Nội'), or 0."""
        token = self.at(i)
        if token is None:
            return 0
        known = name_trie().longest(self.tokens, i)
        if known and known[1][0].kind in ("tỉnh", "thành phố"):
            return known[0]
        if token.key == "cấp" and (level := self.noun_at(i + 1)):
            return level[0] if level[1][0].place or level[1][0].group else 0
        if token.key == "khu" and self.is_key(i + 1, "vực"):
            return i + 3 if (nxt := self.at(i + 2)) and (nxt.key.isdigit() or nxt.cap) else i + 2
        hit = self.noun_at(i)
        if hit and hit[1][0].place:
            end = self.proper(hit[0])
            return end if end > hit[0] or token.cap or small else 0
        if token.cap and token.key in ("trung",) and self.is_key(i + 1, "ương"):
            return i + 2
        if token.key in ("tw", "tp", "việt") and token.cap:
            return i + 2 if self.is_key(i + 1, "nam") else self.proper(i + 1) if token.key == "tp" else i + 1
        province = province_trie().longest(self.tokens, i)
        return province[0] if province and token.cap and province[0] - i > 1 or (province and small and token.cap) else 0

    def proper(self, i: int) -> int:
        """End of a proper name of a place: capitals, hyphens between capitals, a number ('Quận 1')."""
        province = province_trie().longest(self.tokens, i)
        if province and self.is_cap(i) and self.is_cap(province[0] - 1):
            return province[0]
        start = i
        while i < len(self.tokens) and i - start < 7:
            token = self.tokens[i]
            if token.key == "-" and i > start and not token.brk and self.is_cap(i + 1) and not self.is_head(i + 1):
                i += 1
            elif token.key.isdigit() and i == start and len(token.key) <= 2:
                return i + 1
            elif token.cap and token.word and not self.is_head(i) and not (token.brk and self.starts_item(i)):
                i += 1
            else:
                break
        return i

    def extend(self, i: int, rank: int) -> int:
        """End of the name with its place and owner: 'Vụ Pháp chế | Bộ Tư pháp', 'Chi cục … | thuộc Sở Y tế | tỉnh X'."""
        for _ in range(3):
            token = self.at(i)
            if token is None:
                break
            step = i
            if owner := self.lex.owners.longest(self.tokens, i):
                held = self.name(owner[0]) or self.collective(owner[0], bare=False)
                step = held.end if held else self.place(owner[0], small=True) or i
            elif self.is_key(i, "trên") and self.is_key(i + 1, "địa") and self.is_key(i + 2, "bàn"):
                step = self.places(i + 3) if self.places(i + 3) > i + 3 else self.place(i + 3, small=True) or i
            elif not (token.brk and self.starts_item(i)):
                step = self.place(i) or self.higher(i, rank)
            if step <= i:
                break
            i = step
        return i

    def higher(self, i: int, rank: int) -> int:
        """End of a body of higher rank that stands right behind a name and owns it; ``i`` when there is none."""
        if not self.is_cap(i):
            return i
        found = self.name(i)
        return found.end if found and found.rank > rank else i

    def starts_item(self, i: int) -> bool:
        """True when the word at ``i`` opens a new item of a list (used after a line break)."""
        if self.is_head(i) or self.tokens[i].key in ("-", "+", "*", "•"):
            return True
        det = self.lex.determiners.longest(self.tokens, i)
        return det is not None and (self.is_noun(det[0]) or self.kind_at(det[0]) is not None or self.is_head(det[0]))

    # --- classes -----------------------------------------------------------------------------------------------------------

    def collective(self, i: int, *, bare: bool) -> Phrase | None:
        """A set named by a description: 'các sở, ban, ngành', 'các đơn vị có liên quan thuộc Bộ'; 'các Vụ: KHTC, PC' with members."""
        det = self.lex.determiners.longest(self.tokens, i)
        if (det is None) != bare:
            return None
        start = det[0] if det else i
        if self.at(start) is None:
            return None
        if det and (listed := self.named_list(start)):
            return listed
        hit = self.noun_at(start)
        if hit is None:
            hit = self.plural_kind(start) if det else None
        if hit is None:
            return self.unknown_class(start) if det and not self.prose else None
        if bare and self.is_cap(start) and self.is_cap(hit[0]):
            return None  # a name: 'Trung tâm Văn hóa'
        return self.collective_from(start, hit[0], hit[1][0])

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
        """'các Bộ: Tài chính, Tư pháp', 'các Sở Tài chính, Nội vụ', 'các phường: A, B': one reference with members."""
        noun = self.kind_at(i) or self.noun_at(i)
        if noun is None:
            return None
        end = noun[0]
        word = noun[1].word if isinstance(noun[1], Kind) else noun[1][0].noun
        colon = self.is_key(end, ":")
        first = end + 1 if colon else end
        if not self.is_cap(first) or (not colon and not (self.is_ellipsis(word, first) or self.tokens[i].key in ("tỉnh", "phường", "xã"))):
            return None
        members = self.members(first, word)
        return Phrase(members[-1][1], "class", lead=word.lower(), members=members, group="named") if members else None

    def members(self, i: int, word: str) -> tuple[tuple[int, int], ...]:
        """Token ranges of the members of a named list."""
        out: list[tuple[int, int]] = []
        while self.is_cap(i):
            known = self.member_end(word, i)
            end = known if known > i else self.group(i)
            if end <= i or (known == i and out and self.is_head(i)):
                break
            out.append((i, end))
            if not (self.is_key(end, ",", ";") or (self.is_key(end, "và") and not self.is_head(end + 1))):
                break
            i = end + 1 if not (self.is_key(end, ",") and self.is_key(end + 1, "và")) else end + 2
        return tuple(out)

    def group(self, i: int) -> int:
        """End of one word group: a capital and its small words, up to a separator or predicate."""
        start = i
        while i < len(self.tokens):
            token = self.tokens[i]
            if token.key in (",", ";", "và", ".", ":", "(") or (i > start and (self.is_predicate(i) or self.is_head(i))):
                break
            i += 1
        return i

    def collective_from(self, start: int, i: int, noun: Noun, *, only_places: bool = False) -> Phrase:
        """A class that begins with ``noun``: coordinate nouns of its group, then what describes them."""
        group = noun.group
        if only_places and self.is_key(i, ":") and (listed := self.members(i + 1, noun.noun)):
            return Phrase(listed[-1][1], "class", members=listed, group="named")
        if only_places and self.is_cap(i) and self.is_proper_list(i):
            listed = self.members(i, noun.noun)
            return Phrase(listed[-1][1], "class", members=listed, group="named")
        while True:
            i = self.qualified(i) if only_places else self.modifiers(i)
            step = self.next_noun(i, group, only_places=only_places)
            if step <= i:
                break
            i = step
        return Phrase(i, "class", lead=noun.noun.lower(), group=group)

    def is_proper_list(self, i: int) -> bool:
        """True when a list of proper names begins at ``i``."""
        return self.proper(i) > i and not self.is_head(i)

    def next_noun(self, i: int, group: str, *, only_places: bool) -> int:
        """End of the coordinate noun after the separator at ``i``, or ``i``."""
        if not self.is_key(i, ",", "/", "và", "hoặc"):
            return i
        j = i + 2 if self.is_key(i, ",") and self.is_key(i + 1, "và") else i + 1
        if (nxt := self.at(j)) is None or self.has(self.lex.determiners, j):
            return i
        hit = self.noun_at(j)
        if hit is not None:
            noun = hit[1][0]
            if nxt.cap and self.name(j):
                return i
            if noun.place and self.is_cap(hit[0]) and self.proper(hit[0]) > hit[0]:
                return i
            fits = noun.place if only_places else noun.group == group
            return hit[0] if fits else i
        if self.prose or only_places or self.is_predicate(j) or self.is_head(j):
            return i
        if nxt.cap and (province := province_trie().longest(self.tokens, j)) and province[0] - j > 1 and not self.is_cap(i - 1):
            return i
        return j + 1  # in a list of actors an unknown small word goes on with the description

    def modifiers(self, i: int) -> int:
        """End of what describes a class."""
        start = i
        while i < len(self.tokens):
            token = self.tokens[i]
            if token.brk and i > start and self.starts_item(i):
                break
            if (step := self.qualified(i)) > i:
                i = step
            elif token.key in (",", ";", "/", "và", "hoặc", ".", ":") or not self.describes(i, i - start):
                break
            else:
                i += 1
        return i

    def describes(self, i: int, run: int) -> bool:
        """True when the word at ``i`` may describe a class."""
        token = self.tokens[i]
        if token.key == "-":
            return not token.brk and self.at(i + 1) is not None
        if not token.word:
            return False
        if (verb := self.lex.predicates.longest(self.tokens, i)) and not self.in_compound(i):
            return not self.prose and run > 1 and ((last := self.at(verb[0])) is None or last.key in (",", ";", "."))
        if not self.prose:
            return not self.has(self.lex.determiners, i) or run > 0
        closed = self.is_predicate(i) or self.has(self.lex.determiners, i) or self.has(self.lex.owners, i)
        return not token.cap and not closed and run < MAX_SMALL_RUN

    def qualified(self, i: int) -> int:
        """End of 'có liên quan', 'thuộc Bộ …', 'trên địa bàn …' at ``i``, repeated; ``i`` when there is none."""
        for _ in range(4):
            step = i
            if hit := self.lex.qualifiers.longest(self.tokens, i):
                step = hit[0]
                if self.tokens[step - 1].key == "bàn":
                    step = self.places(step) if self.places(step) > step else self.place(step, small=True) or step
            elif owner := self.lex.owners.longest(self.tokens, i):
                held = self.name(owner[0]) or self.collective(owner[0], bare=False)
                step = held.end if held else self.place(owner[0], small=True) or i
            elif self.is_cap(i) and i > 0 and self.tokens[i - 1].key != ":":
                step = self.place(i) or i
            if step <= i:
                break
            i = step
        return i
