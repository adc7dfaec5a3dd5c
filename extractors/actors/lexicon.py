"""Word lists of the actor grammar, from ``lexicon.toml``, ``kinds.tsv`` and ``classes.tsv``; the
verbs come from the room of the language.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from vanban.extractors.actors.tokens import Trie, keys_of
from vanban.extractors.language import verbs
from vanban.extractors.language.data import rows, toml

_ROOM = "vanban.extractors.actors"


class Kind(NamedTuple):
    """A word that opens names: 'Vụ', 'Ban Quản lý'. ``form`` says what may follow (see
    kinds.tsv).
    """

    word: str
    actor_kind: str
    rank: int
    form: str
    not_before: Trie


class Noun(NamedTuple):
    """A common noun that names a class; nouns of one group are listed together as one class."""

    noun: str
    group: str
    place: bool
    not_before: Trie = Trie({})
    cell_only: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists, as tries over words."""

    kinds: Trie
    nouns: Trie
    prose_nouns: Trie  # without those of cells: 'các đơn vị | thực hiện nghiêm …'
    determiners: Trie
    predicates: Trie
    prose_predicates: Trie
    compounds: Trie
    documents: Trie
    owners: Trie
    qualifiers: Trie
    after_nouns: Trie
    first_classes: frozenset[str]
    beside_agencies: frozenset[str]
    branches: frozenset[str]
    members: frozenset[str]
    describing: Trie
    owning: frozenset[str]
    telling: Trie
    duties: Trie
    hurrying: Trie
    manner: Trie
    committees: Trie
    name_verbs: Trie
    name_objects: Trie
    adjectives: Trie
    reports: Trie
    lead_ins: Trie
    holders: Trie
    titles: Trie
    familiar_titles: Trie
    families: frozenset[str]
    comma_pairs: frozenset[tuple[str, str]]
    remarks: Trie
    service_kinds: frozenset[str]
    roles: frozenset[str]


def _kinds() -> Trie:
    return Trie.of((r["word"], _kind(r)) for r in rows(_ROOM, "kinds.tsv"))


def kind_words() -> frozenset[str]:
    """The words that open names of bodies, as written: 'Vụ', 'Ban Quản lý'."""
    return frozenset(r["word"] for r in rows(_ROOM, "kinds.tsv"))


def _kind(row: Mapping[str, str]) -> Kind:
    return Kind(
        row["word"], row["actor_kind"], int(row["rank"]), row["name_form"], _not_before(row)
    )


def _noun(row: Mapping[str, str]) -> Noun:
    return Noun(
        row["noun"], row["group"], bool(row["place"]), _not_before(row), bool(row["cell_only"])
    )


def _not_before(row: Mapping[str, str]) -> Trie:
    return _trie(x for x in row["not_before"].split("|") if x)


def _around_comma(phrase: str) -> tuple[str, str]:
    """The words before and after the comma of a set phrase."""
    before, _, after = phrase.partition(",")
    return keys_of(before)[-1], keys_of(after)[0]


def _trie(words: Iterable[str]) -> Trie:
    return Trie.of((word, word) for word in words)


@cache
def lexicon() -> Lexicon:
    """The lexicon, loaded once."""
    raw = toml(_ROOM, "lexicon.toml")
    nouns = [_noun(r) for r in rows(_ROOM, "classes.tsv")]
    predicates = [*raw["predicates"], *verbs.IN_CELLS]

    def flat(name: str) -> Trie:
        return _trie(raw[name])

    return Lexicon(
        kinds=_kinds(),
        nouns=Trie.of((n.noun, n) for n in nouns),
        prose_nouns=Trie.of((n.noun, n) for n in nouns if not n.cell_only),
        determiners=flat("determiners"),
        predicates=_trie(predicates),
        prose_predicates=_trie([*predicates, *raw["prose_predicates"], *verbs.IN_PROSE]),
        compounds=flat("compounds"),
        documents=flat("documents"),
        owners=flat("owners"),
        qualifiers=flat("qualifiers"),
        after_nouns=flat("after_nouns"),
        first_classes=frozenset(raw["first_classes"]),
        beside_agencies=frozenset(raw["beside_agencies"]),
        branches=frozenset(raw["branches"]),
        members=frozenset(raw["members"]),
        describing=flat("describing"),
        owning=frozenset(raw["owning"]),
        telling=_trie([*raw["describing"], *raw["telling"]]),
        duties=flat("duties"),
        hurrying=flat("hurrying"),
        manner=flat("manner"),
        committees=flat("committees"),
        name_verbs=flat("name_verbs"),
        name_objects=flat("name_objects"),
        adjectives=flat("adjectives"),
        reports=flat("reports"),
        lead_ins=flat("lead_ins"),
        holders=_trie(raw["holders"]["words"]),
        titles=flat("titles"),
        familiar_titles=flat("familiar_titles"),
        comma_pairs=frozenset(map(_around_comma, raw["comma_phrases"])),
        remarks=flat("remarks"),
        families=frozenset(word for w in raw["families"] for word in keys_of(w)),
        service_kinds=frozenset(raw["service_kinds"]),
        roles=frozenset(raw["roles"]),
    )


@cache
def name_pairs() -> frozenset[tuple[str, str]]:
    """Pairs of syllables that stand in names of bodies and in titles of laws ("công nghệ"):
    registry, kinds, classes, short forms, laws.
    """
    names = [law["name"] for law in rows("vanban.extractors.citations", "laws.tsv")]
    for file, column in (
        ("registry.tsv", "name"),
        ("kinds.tsv", "word"),
        ("classes.tsv", "noun"),
        ("expansions.tsv", "full"),
    ):
        names += [row[column] for row in rows(_ROOM, file)]
    raw = toml(_ROOM, "lexicon.toml")
    return frozenset(
        pair
        for name in [*names, *raw["compounds"], *raw["name_verbs"], *raw["name_words"]]
        for pair in pairwise(keys_of(name))
    )
