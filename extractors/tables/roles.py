"""What a column holds, told from its header. Data: ``headers.toml``."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from vanban.extractors.actors import lookup
from vanban.extractors.language.data import toml
from vanban.extractors.language.folding import fold, strip_accents
from vanban.schemas.structure import ColumnRole

_PARENTHESES = re.compile(r"\([^()]{0,80}\)")
_NOISE = re.compile(r"[^\w\s#]+")
_SPACE = re.compile(r"\s+")
_COUNT = re.compile(r"\bsố\b")
_LONGEST = 110
_MORE_WORDS = 2


@dataclass(frozen=True, slots=True)
class _Rule:
    role: ColumnRole
    pattern: re.Pattern[str]


def _data() -> Mapping[str, Any]:
    return toml("vanban.extractors.tables", "headers.toml")


@cache
def _rules() -> tuple[_Rule, ...]:
    data = _data()
    actor = "(?:" + "|".join(sorted(data["actor"], key=len, reverse=True)) + ")"
    prefix = "(?:(?:" + "|".join(data["prefixes"]) + ") ){0,3}"
    rules = []
    for rule in data["rule"]:
        body = "|".join(rule["patterns"]).replace("{a}", actor)
        end = r"$" if rule.get("whole") else r"(?!\w)"
        rules.append(_Rule(rule["role"], re.compile(rf"{prefix}(?:{body}){end}")))
    return tuple(rules)


def plain(header: str) -> str:
    """A header for matching: no accents, no case, no punctuation, no words in parentheses."""
    text = _PARENTHESES.sub(" ", fold(header))
    return _SPACE.sub(" ", _NOISE.sub(" ", strip_accents(text).lower())).strip()


@lru_cache(maxsize=4096)
def header_role(header: str) -> ColumnRole | None:
    """The role that a header's words name, or None for words that are no header we know (or too
    long for one).
    """
    if len(header) > _LONGEST:
        return None
    words = plain(header)
    if not words or _is_body(header):
        return None
    role = next((r.role for r in _rules() if r.pattern.match(words)), None)
    return None if role == "lead" and _is_count(header) and _names_nobody(words) else role


@lru_cache(maxsize=4096)
def label_role(label: str) -> ColumnRole | None:
    """The role of the label of a line ("Đơn vị chủ trì: …"): as a header, but hardly a word may
    follow the words that we know.
    """
    words = plain(label)
    if _is_body(label):
        return None
    for rule in _rules():
        found = rule.pattern.match(words)
        if found and not (rule.role == "lead" and _names_nobody(found.group())):
            return rule.role if len(words[found.end() :].split()) <= _MORE_WORDS else None
    return None


def _is_body(header: str) -> bool:
    """True for the name of a body that reads like a header: "Sở Xây dựng" builds nothing here."""
    return header[:1].isupper() and lookup(header.strip(), None) is not None


def _is_count(header: str) -> bool:
    """ "Số", "Tổng số": a number, where "Sở" would be a department; without accents both look the
    same.
    """
    return _COUNT.search(fold(header).lower()) is not None


def _names_nobody(words: str) -> bool:
    """True for the noun of an actor alone: "Sở" in "Sở Tài chính: …" is no label."""
    return not any(verb in words for verb in _data()["lead_words"])


def names_both(header: str) -> bool:
    """True for one column of leads and cooperators together: 'Cơ quan chủ trì, phối hợp'."""
    words = plain(header)
    return "phoi hop" in words and ("chu tri" in words or "thuc hien" in words.split("phoi hop")[0])


def strong_lead(header: str) -> bool:
    """True where the header says 'chủ trì': a column 'thực hiện' beside it does not name the lead
    (domain brief 3.3).
    """
    words = plain(header)
    return "chu tri" in words or "dau moi" in words


def names_persons(header: str) -> bool:
    """True for a header of persons: 'Người phụ trách', 'Cán bộ theo dõi'."""
    return plain(header).startswith(tuple(_data()["persons"]))


def bare_actor(header: str) -> bool:
    """True for a header that is only the noun of an actor ("Đơn vị"): a lead where its cells name
    actors, else a unit of measure.
    """
    return (
        len(plain(header).split()) <= 2
        and header_role(header) == "lead"
        and not strong_lead(header)
    )
