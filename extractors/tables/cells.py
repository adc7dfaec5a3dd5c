"""What a single cell looks like: a number, a deadline, actors, a product. Cheap signs, for rows and
columns without a header.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from vanban.extractors.actors.lexicon import kind_words
from vanban.extractors.language.data import toml
from vanban.extractors.language.folding import fold, strip_accents
from vanban.extractors.language.forms import any_of
from vanban.extractors.language.list_markers import (
    CAPITAL,
    DECIMAL,
    LETTER,
    LOWER,
    ROMAN_ITEM,
    UPPER,
)
from vanban.extractors.language.verbs import WORK

ROMAN = re.compile(r"(?=[IVXL])(?:XL|L?X{0,3})(?:IX|IV|V?I{0,3})$")
LABEL = re.compile(
    rf"(?P<label>{DECIMAL}|{ROMAN_ITEM}|{CAPITAL}"
    rf"|{CAPITAL}\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}|{LETTER}{{1,2}})"
    r"\s*[.)/:]{0,2}$"
)
_NUMBER = re.compile(r"\(?\d{1,2}\)?(?:\s*=\s*[()\d+\-x/*: ]{1,30})?$")
_LETTER = re.compile(rf"\(?[{UPPER}{LOWER}]\)?$")
_DEADLINE = re.compile(
    r"\d{1,2}\s*[/.\-]\s*(?:\d{1,2}\s*[/.\-]\s*)?(?:19|20)\d\d|\b(?:19|20)\d\d\b|\bngày \d"
    r"|\bth[aá]ng \d|\b(?:quý|quí)\b|"
    r"h[àằ]ng (?:ngày|tuần|tháng|quý|quí|năm)|thường xuyên|liên tục|định kỳ|sau khi|\d+ ngày|"
    r"theo (?:kế hoạch|tiến độ|yêu cầu|quy định|thời hạn)|giai đoạn",
    re.IGNORECASE,
)

_FIGURE = re.compile(
    r"[<>≤≥~±-]{0,2}\s*\d[\d.,]*(?:\s*(?:-|÷|đến)\s*\d[\d.,]*)?\s*"
    r"(?:%|[^\W\d]{1,6}(?:/[^\W\d]{1,6})?)?"
)
MARK = re.compile(r"[xX✓✔√☑☒+*●•]{1,3}")
_HOUR = re.compile(r"(?:từ\s+)?\d{1,2}\s?(?:h|g|giờ|:)\s?\d{0,2}(?!\d)")
_DONE = re.compile(r"(?:^|\s)(?:đã|đang|chưa)\s")
_NUMBER_SYMBOL = re.compile(r"\d{1,5}\s?[-/]\s?(?:\d{4}\s?/\s?)?[a-zđ]{1,6}")
_LABEL_BEFORE = re.compile(
    r"^(?:[-–+*•]|\d{1,3}(?:\.\d{1,3}){0,4}[.)]?|[a-zđ]\)|[IVXL]{1,7}[.)])\s+"
)
_LONGEST_ACTORS = 600  # letters; a list of thirty bodies
_OPENING = 60  # letters in which a cell has said what it is
_PERSON = 5  # syllables of a name


@cache
def _actor_heads() -> frozenset[str]:
    """Nouns that open the name of a body, a class of them or an office, in small letters."""
    words = toml("vanban.extractors.tables")
    kinds = {kind.lower() for kind in kind_words()}
    return frozenset(words["actor_heads"]) | (kinds - set(words["other_heads"]))


@cache
def _actor_head() -> re.Pattern[str]:
    return _opening_with(_actor_heads())


@cache
def _heads(kind: str) -> re.Pattern[str]:
    return _opening_with(toml("vanban.extractors.tables")[kind])


def _opening_with(heads: Iterable[str]) -> re.Pattern[str]:
    """One of ``heads``, the longest first; one that ends with "$" is a pattern."""
    longest = sorted(heads, key=len, reverse=True)
    words = (h if h.endswith("$") else re.escape(h) + r"(?!\w)" for h in longest)
    return re.compile("(?:" + "|".join(words) + ")")


@cache
def _bare_heads() -> re.Pattern[str]:
    """The nouns of actors as a scan reads them, its accents wrong: the word after them is a
    name.
    """
    heads = {strip_accents(h) for h in _actor_heads()}
    return re.compile(rf"(?i:{any_of(heads)})\s+(?=[A-ZĐ])(?![IVX]+\b)")


@cache
def _part() -> re.Pattern[str]:
    parts = "|".join(toml("vanban.extractors.tables")["actor_parts"])
    return re.compile(rf"^(?:[^:]{{0,20}}\b)?(?:{parts})[^:]{{0,10}}:\s*", re.IGNORECASE)


@lru_cache(maxsize=4096)
def looks_like_actors(text: str) -> bool:
    """True for a cell that seems to name bodies: short, opening with the noun of one."""
    words = _part().sub("", fold(text).lstrip("-+*• "))
    if not 0 < len(words) <= _LONGEST_ACTORS or _NUMBER.match(words):
        return False
    head = _actor_head().match(words.lower())
    if head is None:
        return not text.isupper() and _bare_heads().match(strip_accents(words)) is not None
    verb = _verbs().match(words.lower())
    if verb is None or verb.end() < head.end():
        return True
    # "Thanh tra Sở", "Đề nghị Tòa án", "Tổ chức, cá nhân", but "Ban hành quy chế", "Tổ chức hội
    # nghị"
    rest = words[verb.end() :].lstrip(" ,;").removeprefix("các ")
    return verb.end() == head.end() and (not rest[:1].islower() or _is_actor_noun(rest))


def _is_actor_noun(words: str) -> bool:
    return _actor_head().match(words) is not None and not looks_like_product(words)


@cache
def _verbs() -> re.Pattern[str]:
    return re.compile(rf"{any_of(WORK)}(?!\w)")


@lru_cache(maxsize=4096)
def opens_with_verb(text: str) -> bool:
    """True for words that open with a verb of administrative work, a label or bullet aside."""
    words = _LABEL_BEFORE.sub("", fold(text).strip()).lower()
    return _verbs().match(words) is not None and not looks_like_actors(text)


@lru_cache(maxsize=4096)
def names_source(text: str) -> bool:
    """True for a cell that names the document which gave the work: "Số 18/TB-VP ngày 09/7/2024"."""
    words = fold(text).strip().lower()
    return bool(_heads("cited_heads").match(words) and _NUMBER_SYMBOL.search(words[:_OPENING]))


@lru_cache(maxsize=4096)
def names_person(text: str) -> bool:
    """True for a cell that names a person, by title or by family name."""
    words = fold(text).strip()
    if _heads("person_titles").match(words.lower()):
        return True
    syllables = words.split()
    families = toml("vanban.extractors.actors", "lexicon.toml")["families"]
    return (
        2 <= len(syllables) <= _PERSON
        and syllables[0].lower() in families
        and all(s[:1].isupper() for s in syllables)
    )


@lru_cache(maxsize=4096)
def says_state(text: str) -> bool:
    """True for a cell that reports how far work has come: "Chưa đề xuất"."""
    words = fold(text).strip().lower()
    if _heads("state").match(words):
        return True
    return _DONE.search(words[:_OPENING]) is not None


@lru_cache(maxsize=4096)
def is_figure(text: str) -> bool:
    """True for a number with or without its unit, range or sign: "≥ 10,0", "13.203.300", "85 %"."""
    return _FIGURE.fullmatch(fold(text).strip()) is not None and not looks_like_deadline(text)


@lru_cache(maxsize=4096)
def is_mark(text: str) -> bool:
    """True for a tick: "x", "✓"."""
    return MARK.fullmatch(text.strip()) is not None


@lru_cache(maxsize=4096)
def is_step(text: str) -> bool:
    """True for the label of a step of a procedure: "Bước 1"."""
    words = fold(text).strip().lower()
    head = _heads("step_heads").match(words)
    return head is not None and words[head.end() :].strip(" :.")[:1].isdigit()


@lru_cache(maxsize=4096)
def says_hour(text: str) -> bool:
    """True for an hour of the day, as in an agenda: "8h00 - 8h30", "14 giờ 00"."""
    return _HOUR.match(fold(text).strip().lower()) is not None


@lru_cache(maxsize=4096)
def looks_like_deadline(text: str) -> bool:
    """True for a cell that seems to say when."""
    return len(text) <= 160 and _DEADLINE.search(text) is not None


@lru_cache(maxsize=4096)
def looks_like_product(text: str) -> bool:
    """True for a cell that opens with the noun of a product."""
    words = strip_accents(fold(text)).lower().lstrip("-+*• ")
    return 0 < len(words) <= 400 and _heads("product_heads").match(words) is not None


def opens_heading(text: str) -> bool:
    """True for the words of a heading over rows: "Nhóm nhiệm vụ về …", "Nhiệm vụ giao …"."""
    words = fold(text).strip()
    return words[:1].isupper() and _heads("group_heads").match(words.lower()) is not None


def is_note(text: str) -> bool:
    """True for the words of a note or sum row."""
    words = strip_accents(fold(text)).lower().strip()
    return words.startswith(("(*)", "*)")) or _heads("note_heads").match(words) is not None


def label_of(text: str) -> str | None:
    """The label in a number cell, without punctuation: "1", "1.1", "II", "a"; None for other
    words.
    """
    found = LABEL.match(fold(text).strip())
    return found.group("label") if found else None


def is_roman(label: str) -> bool:
    """True for a Roman numeral up to 89."""
    return ROMAN.match(label) is not None


def is_group_label(label: str) -> bool:
    """True for the label of a group row: a Roman numeral or one capital letter."""
    return is_roman(label) or (len(label) == 1 and label.isupper())


def is_column_number(text: str) -> bool:
    """True for a cell of the row (1) (2) (3) or A B 1 2 under a header (NĐ 30/2020, Phụ lục IV)."""
    words = text.strip()
    return _NUMBER.match(words) is not None or _LETTER.match(words) is not None
