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


def _longest_first(words: list[str]) -> str:
    return "(?:" + "|".join(sorted(words, key=len, reverse=True)) + ")"


def _filled_in(patterns: list[str]) -> str:
    """One alternation of patterns, with the nouns of actors and their verbs in their places."""
    words = _data()["words"]
    actor, verb = _longest_first(words["actor"]), _longest_first(words["verbs"])
    return "|".join(patterns).replace("{a}", actor).replace("{v}", verb)


@cache
def _prefix() -> str:
    return "(?:" + _longest_first(_data()["prefixes"]) + " ){0,3}"


@cache
def _rules() -> tuple[_Rule, ...]:
    rules = []
    for rule in _data()["rule"]:
        end = r"$" if rule.get("whole") else r"(?!\w)"
        pattern = re.compile(rf"{_prefix()}(?:{_filled_in(rule['patterns'])}){end}")
        rules.append(_Rule(rule["role"], pattern))
    return tuple(rules)


@cache
def _weak() -> re.Pattern[str]:
    return re.compile(rf"{_prefix()}(?:{_filled_in(_data()['weak']['patterns'])})$")


@cache
def _against() -> Mapping[str, re.Pattern[str]]:
    return {
        kind: re.compile(rf"{_prefix()}(?:{'|'.join(patterns)})(?!\w)")
        for kind, patterns in _data()["against"].items()
    }


@cache
def _short() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(_data()["short"]) + r")\b")


def plain(header: str) -> str:
    """A header for matching: no accents, no case, no punctuation, no words in parentheses, short
    forms written out.
    """
    text = _PARENTHESES.sub(" ", fold(header))
    words = _SPACE.sub(" ", _NOISE.sub(" ", strip_accents(text).lower())).strip()
    return _short().sub(lambda m: str(_data()["short"][m.group()]), words)


def tells_of_work(role: ColumnRole | None) -> bool:
    """Whether a column of this role says something of work: no number, no remark, nothing else."""
    return role not in (None, "order", "other", "note")


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
def is_weak(header: str) -> bool:
    """True for a header that may say something else than its role ("Nội dung", "Đơn vị", "Kết
    quả"): the cells decide.
    """
    return _weak().match(plain(header)) is not None


@lru_cache(maxsize=4096)
def no_work(header: str) -> str | None:
    """The kind of thing that a header names where it is none of an assignment ("Họ và tên": person,
    "Tỷ lệ %": measure), as ``headers.toml`` calls it.
    """
    words = plain(header)
    return next((kind for kind, p in _against().items() if p.match(words)), None)


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
    return not any(verb in words for verb in _data()["words"]["lead"])


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
    return plain(header).startswith(tuple(_data()["words"]["persons"]))
