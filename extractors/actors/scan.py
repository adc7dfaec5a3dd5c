"""What a word of a text may be: a kind word, a class noun, a predicate, the head of an actor. The
ground of the actor grammar.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from vanban.extractors.actors.lexicon import Kind, Lexicon, Noun, name_pairs
from vanban.extractors.actors.registry import Entry, name_trie
from vanban.extractors.actors.tokens import Token, Trie

LONGEST_COMPOUND = 4  # words ("an toàn thông tin")
LONGEST_COUNT = 3  # digits of how many places there are ("UBND 129 xã, phường")
MAX_DEPTH = 6  # "Giám đốc Chi nhánh … thuộc Văn phòng … thuộc Sở … tỉnh …" is four


@dataclass(frozen=True, slots=True)
class Phrase:
    """An actor in the tokens: ``end`` is the token after it; ``lead`` the kind word, lower case;
    ``members`` token ranges.
    """

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
class Scan:
    """The tokens of one text and what can be asked of each of them; ``prose``: running text, not a
    cell of actors only.
    """

    tokens: tuple[Token, ...]
    lex: Lexicon
    prose: bool
    short_forms: Trie = field(default_factory=lambda: Trie({}))
    open_names: list[int] = field(
        default_factory=list
    )  # where the names begin that are being read, one inside another
    known_phrases: dict[tuple[int, bool], Phrase | None] = field(default_factory=dict)

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

    def has_whole(self, trie: Trie, i: int) -> bool:
        """True when a phrase of ``trie`` begins at ``i`` and is not the opening of a longer verb
        of running text ('theo | dõi', 'cấp | phát').
        """
        said = trie.longest(self.tokens, i)
        verb = self.lex.prose_predicates.longest(self.tokens, i) if said else None
        return said is not None and (verb is None or verb[0] <= said[0])

    def is_predicate(self, i: int, as_far_as: int = 0) -> bool:
        """True when the word at ``i`` opens what the actor does, and goes ``as_far_as`` a noun that
        begins there too ('tổ chức', not 'thành | phố').
        """
        token = self.at(i)
        if token is None or token.cap:
            return False
        trie = self.lex.prose_predicates if self.prose else self.lex.predicates
        hit = trie.longest(self.tokens, i)
        if hit is None or hit[0] < as_far_as or self.in_compound(i):
            return False
        return hit[0] > i + 1 or not self.ends_word(i)

    def is_deed(self, i: int) -> bool:
        """True for a predicate of two words or more written with a capital in running text ('Sở Tư
        pháp | Chủ trì, phối hợp …': the line that named the office was run into its text).
        """
        hit = self.lex.predicates.longest(self.tokens, i) if self.prose else None
        return hit is not None and hit[0] > i + 1 and not self.is_cap(i + 1)

    def ends_word(self, i: int) -> bool:
        """True for the second syllable of a word of names that opens with a capital ('Đào |
        tạo').
        """
        behind = self.at(i - 1) if i else None
        return (
            behind is not None and behind.cap and (behind.key, self.tokens[i].key) in name_pairs()
        )

    def in_compound(self, i: int) -> bool:
        """True when the word at ``i`` belongs to a noun of two words ('công trình')."""
        return any(
            (hit := self.lex.compounds.longest(self.tokens, at)) is not None and hit[0] > i
            for at in range(max(0, i - LONGEST_COMPOUND + 1), i + 1)
        )

    def kind_at(self, i: int) -> tuple[int, Kind] | None:
        """The kind word at ``i``, unless the next word shows that another word is meant ('Bộ luật',
        'Trường hợp').
        """
        hit = self.lex.kinds.longest(self.tokens, i)
        if hit is None:
            return None
        end, kinds = hit
        token = self.tokens[i]
        kind = next((k for k in kinds if k.word[0].isupper() == token.cap), kinds[0])
        return None if self.has(kind.not_before, end) else (end, kind)

    def noun_at(self, i: int, *, listed: bool = False) -> tuple[int, list[Noun]] | None:
        """The class noun at ``i``, unless the next word shows that another word is meant ('xã hội',
        'cơ sở dữ liệu'). ``listed``: beside another noun of its group, where also a noun counts
        that opens no class of its own in running text.
        """
        in_prose = self.prose and not listed
        hit = (self.lex.prose_nouns if in_prose else self.lex.nouns).longest(self.tokens, i)
        if hit is None:
            return None
        return None if self.has(hit[1][0].not_before, hit[0]) else hit

    def determined(self, i: int) -> int:
        """End of what opens a class at ``i`` ('các', 'những'; '04' before 'xã', 'tỉnh'), or
        ``i``.
        """
        if det := self.lex.determiners.longest(self.tokens, i):
            return det[0]
        if self.at(i) is None:
            return i
        counted = self.tokens[i].key.isdigit() and len(self.tokens[i].key) <= LONGEST_COUNT
        noun = self.noun_at(i + 1) if counted else None
        return i + 1 if noun and noun[1][0].place else i

    def is_noun(self, i: int) -> bool:
        """True when a class noun begins at ``i``."""
        return self.noun_at(i) is not None

    def is_head(self, i: int) -> bool:
        """True when an actor of its own begins at ``i``."""
        if not self.is_cap(i):
            return False
        if (
            self.has(name_trie(), i)
            or self.has(self.short_forms, i)
            or self.has(self.lex.holders, i)
        ):
            return True
        hit = self.kind_at(i)
        return hit is not None and (
            hit[1].form in ("opt", "optcap", "place", "owner", "open")
            or self.is_cap(hit[0])
            or self.is_key(hit[0], ",", "và")
            or (
                hit[1].form == "placename"
                and (noun := self.noun_at(hit[0])) is not None
                and noun[1][0].place
            )
        )

    def starts_item(self, i: int) -> bool:
        """True when the word at ``i`` opens a new item of a list (used after a line break)."""
        if self.is_head(i) or self.tokens[i].key in ("-", "+", "*", "•"):
            return True
        det = self.lex.determiners.longest(self.tokens, i)
        return det is not None and (
            self.is_noun(det[0]) or self.kind_at(det[0]) is not None or self.is_head(det[0])
        )

    def nested(self, read: Callable[[int], Phrase | None], i: int) -> Phrase | None:
        """What ``read`` finds at ``i``; nothing where names would stand in each other too deep
        (made-up or damaged text).
        """
        if len(self.open_names) >= MAX_DEPTH:
            return None
        self.open_names.append(i)
        try:
            return read(i)
        finally:
            self.open_names.pop()

    def name(self, i: int) -> Phrase | None:
        """A single body that begins at ``i`` (see ``names``)."""
        raise NotImplementedError

    def collective(self, i: int, *, bare: bool) -> Phrase | None:
        """A class that begins at ``i`` (see ``grammar``)."""
        raise NotImplementedError

    def collective_from(
        self, i: int, noun: Noun, *, only_places: bool = False, bare: bool = False
    ) -> Phrase:
        """The class that goes on at ``i`` after its first noun (see ``grammar``)."""
        raise NotImplementedError
