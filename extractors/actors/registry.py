"""Bodies that are known by name, with the time in which each name is valid (``registry.tsv``)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from vanban.extractors.actors.tokens import Trie
from vanban.extractors.language.data import rows


@dataclass(frozen=True, slots=True)
class Entry:
    """One body under one name. Dates may be partial (2025, 2025-03); both ends belong to the time
    of validity.
    """

    id: str
    name: str
    aliases: tuple[str, ...]
    kind: str
    actor_kind: str
    parent: str
    valid_from: str
    valid_to: str
    successor: str
    status: str
    source: str

    def valid_on(self, day: date) -> bool:
        """True when the name is valid on ``day``; a partial date covers its whole month or year."""
        iso = day.isoformat()
        starts = not self.valid_from or self.valid_from <= iso
        ends = not self.valid_to or iso[: len(self.valid_to)] <= self.valid_to
        return starts and ends


@cache
def entries() -> tuple[Entry, ...]:
    """All entries of the registry, in file order."""
    return tuple(
        Entry(
            r["id"],
            r["name"],
            tuple(a for a in r["aliases"].split("|") if a),
            r["kind"],
            r["actor_kind"],
            r["parent"],
            r["valid_from"],
            r["valid_to"],
            r["successor"],
            r["status"],
            r["source"],
        )
        for r in rows("vanban.extractors.actors", "registry.tsv")
    )


@cache
def by_id() -> dict[str, Entry]:
    """Entries by id."""
    return {e.id: e for e in entries()}


@cache
def name_trie() -> Trie:
    """Every name and alias, to the entries that bear it."""
    return Trie.of((name, e) for e in entries() for name in (e.name, *e.aliases))


@cache
def province_trie() -> Trie:
    """Bare names of provinces and cities ('Hà Nội'), to their entries."""
    return Trie.of(
        (e.name.split(" ", 2 if e.kind == "thành phố" else 1)[-1], e)
        for e in entries()
        if e.kind in ("tỉnh", "thành phố")
    )


def choose(found: list[Entry], on: date | None, home: str | None = None) -> Entry:
    """The entry that is meant: valid on ``on``, of the body ``home`` (an id) if it is a unit; else
    the first of the newest.
    """
    own = [e for e in found if e.parent == home] if home else []
    pool = own or found
    if on is None:
        return pool[-1]
    return next((e for e in pool if e.valid_on(on)), pool[0])


def successors(actor_id: str, on: date) -> tuple[Entry, ...]:
    """What became of a body up to ``on``: the chain of its successors that had begun by then,
    nearest first.

    A task assigned to the old body is never rewritten (domain brief 2.1); this is added knowledge
    with its source in the entry.
    """
    chain: list[Entry] = []
    entry = by_id().get(actor_id) or by_id().get(actor_id.rsplit("/", 1)[-1])
    while entry and entry.successor and not entry.valid_on(on):
        entry = by_id().get(entry.successor)
        if entry is None or entry in chain:
            break
        chain.append(entry)
    return tuple(chain)


__all__ = ["Entry", "by_id", "choose", "entries", "name_trie", "province_trie", "successors"]
