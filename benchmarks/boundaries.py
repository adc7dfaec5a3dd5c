"""Where the name of an actor ends and its deed begins: the grammar with and without tags of words.

    python -m benchmarks.boundaries

Every lead of the gold that its task's own words name and a deed follows. "Verb unlisted": the same,
with the verb that follows taken out of the word lists, as if the grammar had never seen it. Tags
are those of underthesea: a name ends before the first word tagged as a verb or an adverb.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

from benchmarks.gold import SHARED
from benchmarks.report import RESULTS, replace_part
from vanban.extractors.actors.grammar import Grammar
from vanban.extractors.actors.lexicon import Lexicon, lexicon
from vanban.extractors.actors.tokens import Trie, keys_of, tokenize
from vanban.extractors.language import verbs
from vanban.extractors.language.data import toml

_DEEDS = frozenset({"V", "R"})
_WINDOW = 160
"""Characters that are tagged: the longest names have about a hundred."""


class Case(NamedTuple):
    """A sentence, and where the name in it begins and ends."""

    text: str
    start: int
    end: int


End = Callable[[Case, Lexicon], int]


def cases() -> list[Case]:
    """Each name with the words behind it once."""
    found: dict[str, Case] = {}
    for gold in sorted((SHARED / "corpus").glob("*/*.gold.json")):
        for task in json.loads(gold.read_text("utf-8")).get("text_tasks") or []:
            for case in _named(task["text"], task.get("leads") or []):
                found.setdefault(case.text[case.start : case.end + 20], case)
    return list(found.values())


def _named(text: str, leads: list[str]) -> Iterator[Case]:
    for lead in leads:
        start = text.find(lead)
        end = start + len(lead)
        if start >= 0 and text[end : end + 1] == " " and text[end + 1 : end + 2].islower():
            yield Case(text, start, end)


def without_its_verb(case: Case) -> Lexicon:
    """The word lists without the predicates that stand behind the name."""
    behind = tuple(t.key for t in tokenize(case.text[case.end : case.end + 60]))
    raw = toml("vanban.extractors.actors", "lexicon.toml")

    def kept(phrases: Iterable[str]) -> Trie:
        return Trie.of((w, w) for w in phrases if behind[: len(k := keys_of(w))] != k)

    anywhere = [*raw["predicates"], *verbs.IN_CELLS]
    in_prose = [*anywhere, *raw["prose_predicates"], *verbs.IN_PROSE]
    return replace(lexicon(), predicates=kept(anywhere), prose_predicates=kept(in_prose))


def grammar_end(case: Case, lex: Lexicon) -> int:
    """Where the grammar ends the name; its beginning where it reads none."""
    g, i = _at(case, lex)
    phrase = g.phrase(i, bare=True)
    return g.tokens[phrase.end - 1].end if phrase else case.start


def _at(case: Case, lex: Lexicon) -> tuple[Grammar, int]:
    tokens = tokenize(case.text)
    i = next(i for i, t in enumerate(tokens) if t.end > case.start)
    return Grammar(tokens, lex, True), i


def tagged_end(case: Case, lex: Lexicon) -> int:
    """Where the first verb behind the first word begins, less the blank before it."""
    from underthesea import pos_tag

    at = case.start
    for n, (word, tag) in enumerate(pos_tag(case.text[case.start : case.start + _WINDOW])):
        found = case.text.find(word, at)
        if n and tag in _DEEDS and found >= 0:
            return len(case.text[:found].rstrip())
        at = found + len(word) if found >= 0 else at
    return at


def both_ends(case: Case, lex: Lexicon) -> int:
    """The grammar's end where a listed verb stands behind it, else the earlier one of the two."""
    end = grammar_end(case, lex)
    return end if _deed_at(case, lex, end) else min(end, tagged_end(case, lex))


def tail_ends(case: Case, lex: Lexicon) -> int:
    """As ``both_ends``, but tags cut only the small words behind the last capital of the name."""
    end = grammar_end(case, lex)
    capitals = [t for t in tokenize(case.text) if t.cap and case.start <= t.start < end]
    if not capitals or _deed_at(case, lex, end):
        return end
    cut = tagged_end(case._replace(start=capitals[-1].start), lex)
    return cut if capitals[-1].end < cut < end else end


def _deed_at(case: Case, lex: Lexicon, end: int) -> bool:
    """True where a predicate of the lists follows the character ``end``."""
    g, _ = _at(case, lex)
    following = next((i for i, t in enumerate(g.tokens) if t.start >= end), len(g.tokens))
    return g.is_predicate(following)


WAYS: tuple[tuple[str, End], ...] = (
    ("grammar", grammar_end),
    ("tags", tagged_end),
    ("grammar, tags where no listed verb follows", both_ends),
    ("the same, tags only behind the last capital", tail_ends),
)


def main() -> None:
    found = cases()
    masked = [(case, without_its_verb(case)) for case in found]
    rows = [
        f"| {len(found)} names | right | right, verb unlisted | ms a name |",
        "|---|---|---|---|",
    ]
    for name, end in WAYS:
        begun = time.process_time()
        right = sum(end(case, lexicon()) == case.end for case in found) / len(found)
        spent = (time.process_time() - begun) * 1000 / len(found)
        blind = sum(end(case, lex) == case.end for case, lex in masked) / len(found)
        rows.append(f"| {name} | {right:.3f} | {blind:.3f} | {spent:.1f} |")
    finding = (
        "`python -m benchmarks.boundaries`: leads that the words of a gold task name and a deed "
        "follows. “Verb unlisted”: with the verb behind the name taken out of the word lists. No "
        "way with the tags of underthesea is better in both columns, and the library takes seconds "
        "to load: the boundary does without them."
    )
    table = "\n".join(rows)
    print(table)
    replace_part(
        RESULTS, "boundaries", f"## Where a name ends: tags of words\n\n{finding}\n\n{table}"
    )


if __name__ == "__main__":
    main()
