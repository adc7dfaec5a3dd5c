"""Word lists of the actor grammar, from ``lexicon.toml``, ``kinds.tsv`` and ``classes.tsv``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import pairwise
from typing import NamedTuple

from extractors.actors.registry import read_tsv
from extractors.actors.tokens import Trie, tokenize


class Kind(NamedTuple):
    """A word that opens names: 'Vụ', 'Ban Quản lý'. ``form`` says what may follow (see kinds.tsv)."""

    word: str
    actor_kind: str
    rank: int
    form: str
    not_before: tuple[tuple[str, ...], ...]


class Noun(NamedTuple):
    """A common noun that names a class; nouns of one group are listed together as one class."""

    noun: str
    group: str
    place: bool
    not_before: tuple[tuple[str, ...], ...] = ()
    cell_only: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """All word lists, as tries over words."""

    kinds: Trie
    nouns: Trie
    determiners: Trie
    predicates: Trie
    prose_predicates: Trie
    compounds: Trie
    documents: Trie
    owners: Trie
    qualifiers: Trie
    name_verbs: Trie
    adjectives: Trie
    lead_ins: Trie
    holders: Trie
    titles: Trie
    families: frozenset[str]
    service_kinds: frozenset[str]
    roles: frozenset[str]


def _words(text: str) -> tuple[str, ...]:
    return tuple(t.key for t in tokenize(text))


def _kinds() -> Trie:
    rows = [(r["word"], r) for r in read_tsv("kinds.tsv")]
    return Trie.of(
        (w, Kind(w, r["actor_kind"], int(r["rank"]), r["name_form"], tuple(_words(x) for x in r["not_before"].split("|") if x)))
        for w, r in rows
    )


def _noun(row: dict[str, str]) -> Noun:
    not_before = tuple(_words(x) for x in row["not_before"].split("|") if x)
    return Noun(row["noun"], row["group"], bool(row["place"]), not_before, bool(row["cell_only"]))


@cache
def lexicon() -> Lexicon:
    """The lexicon, loaded once."""
    raw = tomllib.loads(resources.files("extractors.actors").joinpath("lexicon.toml").read_text(encoding="utf-8"))

    def flat(name: str) -> Trie:
        return Trie.of((w, w) for w in raw[name])

    return Lexicon(
        kinds=_kinds(),
        nouns=Trie.of((r["noun"], _noun(r)) for r in read_tsv("classes.tsv")),
        determiners=flat("determiners"),
        predicates=flat("predicates"),
        prose_predicates=Trie.of((w, w) for w in [*raw["predicates"], *raw["prose_predicates"]]),
        compounds=flat("compounds"),
        documents=flat("documents"),
        owners=flat("owners"),
        qualifiers=flat("qualifiers"),
        name_verbs=flat("name_verbs"),
        adjectives=flat("adjectives"),
        lead_ins=flat("lead_ins"),
        holders=Trie.of((w, w) for w in raw["holders"]["words"]),
        titles=flat("titles"),
        families=frozenset(t.key for w in raw["families"] for t in tokenize(w)),
        service_kinds=frozenset(raw["service_kinds"]),
        roles=frozenset(raw["roles"]),
    )


@cache
def name_pairs() -> frozenset[tuple[str, str]]:
    """Pairs of syllables that stand in names of bodies and in titles of laws ("công nghệ"): registry, kinds, classes, short forms, laws."""
    laws = resources.files("extractors.citations").joinpath("laws.tsv").read_text(encoding="utf-8").splitlines()[1:]
    names = [line.split("\t")[1] for line in laws]
    for file, column in (("registry.tsv", "name"), ("kinds.tsv", "word"), ("classes.tsv", "noun"), ("expansions.tsv", "full")):
        names += [row[column] for row in read_tsv(file)]
    raw = tomllib.loads(resources.files("extractors.actors").joinpath("lexicon.toml").read_text(encoding="utf-8"))
    return frozenset(
        pair for name in [*names, *raw["compounds"], *raw["name_verbs"], *raw["name_words"]] for pair in pairwise(_words(name))
    )
