"""Vietnamese words in patterns stand in ``extractors/language`` or in data files, not in code."""

from __future__ import annotations

import ast
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest

from vanban.extractors.actors.lexicon import lexicon
from vanban.extractors.actors.tokens import tokenize
from vanban.extractors.language import forms, list_markers, offices, units, verbs
from vanban.extractors.language.data import toml

ROOT = Path(__file__).parents[2]
ROOMS = ("extractors", "pipeline")
LANGUAGE = ROOT / "extractors" / "language"

STILL_TO_BE_MOVED = {
    "extractors/actors/abbreviations.py": 3,
    "extractors/actors/canonical.py": 5,
    "extractors/actors/split.py": 1,
    "extractors/bases.py": 2,
    "extractors/citations/context.py": 11,
    "extractors/citations/dates.py": 3,
    "extractors/citations/find.py": 11,
    "extractors/citations/laws.py": 8,
    "extractors/citations/numbers.py": 6,
    "extractors/citations/short_forms.py": 1,
    "extractors/deadlines/parse.py": 1,
    "extractors/deadlines/prose.py": 4,
    "extractors/deadlines/tokens.py": 2,
    "extractors/header/build.py": 2,
    "extractors/header/columns.py": 1,
    "extractors/header/fields.py": 2,
    "extractors/header/heading.py": 4,
    "extractors/header/issuer.py": 5,
    "extractors/header/lines.py": 4,
    "extractors/header/lost.py": 4,
    "extractors/header/types.py": 1,
    "extractors/outline/amendments.py": 2,
    "extractors/outline/markers.py": 2,
    "extractors/outline/part_ends.py": 1,
    "extractors/outline/part_titles.py": 1,
    "extractors/outline/parts.py": 2,
    "extractors/outline/quotes.py": 1,
    "extractors/tables/cells.py": 4,
    "extractors/tables/roles.py": 1,
    "extractors/tables/rows.py": 1,
    "extractors/tasks/action.py": 3,
    "extractors/tasks/actors.py": 4,
    "extractors/tasks/cell_roles.py": 5,
    "extractors/tasks/completeness.py": 1,
    "extractors/tasks/fields.py": 1,
    "extractors/tasks/from_text.py": 1,
    "extractors/tasks/several_works.py": 1,
    "extractors/tasks/table_fields.py": 2,
    "pipeline/ocr/corroboration.py": 1,
    "pipeline/ocr/furniture.py": 1,
    "pipeline/readers/draft_tables.py": 1,
    "pipeline/readers/html/main.py": 2,
    "pipeline/readers/layout.py": 3,
    "pipeline/readers/page/paragraphs.py": 1,
    "pipeline/readers/page/quality.py": 1,
    "pipeline/readers/pdf/annotations.py": 1,
    "pipeline/readers/portal.py": 3,
    "pipeline/readers/text/flat.py": 1,
}
"""Modules that still hold patterns with Vietnamese words, and how many at most. Only to shrink."""


_CLASS = re.compile(r"\[[^\]]*\]")
_SIGN = re.compile(r"\\[swdbWD]|\(\?")


def _is_vietnamese(pattern: str) -> bool:
    """Whether a word with a mark of Vietnamese stands in it, classes of letters aside."""
    words = re.findall(r"[^\W\d_]{2,}", _CLASS.sub("", pattern))
    return any(w != unicodedata.normalize("NFD", w) or "đ" in w.lower() for w in words)


def _patterns(tree: ast.Module) -> Iterator[str]:
    """What is handed to ``re``, and other strings that are plainly fragments of patterns."""
    handed = {
        id(inner)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("re.")
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
            continue
        if id(node) in handed or _SIGN.search(node.value):
            yield node.value


def _found() -> dict[str, int]:
    """Module to the number of strings in its patterns that hold Vietnamese words."""
    counts = {}
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            if path.is_relative_to(LANGUAGE):
                continue
            tree = ast.parse(path.read_text(encoding="utf-8"))
            count = sum(map(_is_vietnamese, _patterns(tree)))
            if count:
                counts[path.relative_to(ROOT).as_posix()] = count
    return counts


def test_no_vietnamese_word_in_a_pattern_outside_the_room():
    more = {
        module: count
        for module, count in _found().items()
        if count > STILL_TO_BE_MOVED.get(module, 0)
    }
    assert not more, "move these words to extractors/language or a data file"


def test_what_was_moved_leaves_the_list():
    found = _found()
    assert [module for module in STILL_TO_BE_MOVED if module not in found] == []


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (forms.STATE_OPENS, "cộng hòa xã hội chủ nghĩa"),
        (forms.STATE_OPENS, "cộng hoà  xã hội chủ nghĩa"),
        (forms.MOTTO_OPENS, "độc lập - tự do"),
        (forms.MOTTO_READ, "độclập – tự do – hanh phuc"),
        (forms.RECIPIENTS, "nơi nhận"),
        (forms.RECIPIENTS_READ, "noi nhan"),
        (forms.CAPACITY, "T/M"),
        (forms.CAPACITY, "TƯQ"),
        (forms.CAPACITY, "K. T"),
        (forms.phrases(forms.base_leads("citation")), "Tiếp tục thực hiện"),
        (offices.OFFICE_IN_CAPITALS, "PHÓ CHỦ TỊCH"),
        (offices.OPENS_OFFICE, "Thứ trưởng"),
        (units.heading(units.PHU_LUC), "PHỤ LỤC"),
        (units.mention(units.TIEU_MUC), "tiểu  mục"),
        (list_markers.BULLET, "●"),
        (list_markers.DECIMAL, "2.1.3"),
        (list_markers.INSERTED, "26đ"),
        (list_markers.ROMAN_ITEM, "XIV"),
    ],
)
def test_fragments_match_whole_words(pattern, text):
    assert re.fullmatch(pattern, text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (forms.STATE_OPENS, "cộng hòa xã hội"),
        (forms.CAPACITY, "TN"),
        (offices.OPENS_OFFICE, "Ủy ban"),
        (list_markers.ROMAN_ITEM, "C"),
        (list_markers.LETTER, "e-"),
    ],
)
def test_fragments_match_nothing_else(pattern, text):
    assert re.fullmatch(pattern, text) is None


@pytest.mark.parametrize("file", sorted(LANGUAGE.glob("*.toml")), ids=lambda p: p.name)
def test_each_word_list_says_where_it_comes_from(file):
    assert "ource" in file.read_text(encoding="utf-8")


def test_the_room_takes_nothing_from_the_rooms_above():
    """The components of spaCy stand over all finders; the rest of the room is the ground."""
    above = re.compile(r"from vanban\.(?:pipeline|tracking|extractors\.(?!language))")
    for path in LANGUAGE.glob("*.py"):
        if path.name != "components.py":
            assert not above.search(path.read_text(encoding="utf-8")), path.name


def test_each_verb_stands_in_one_list_and_once():
    lists = toml("vanban.extractors.language", "verbs.toml")
    every = [
        verb
        for name in ("work", "work_in_cells", "work_in_names", "no_work")
        for verb in lists[name]
    ]
    assert sorted(every) == sorted(set(every))


@pytest.mark.parametrize(
    ("verb", "opens_task", "ends_name_in_cells", "ends_name_in_prose"),
    [
        ("xây dựng", True, False, True),
        ("chủ trì", True, True, True),
        ("kiểm định", True, False, False),
        ("đồng ý", False, False, True),
    ],
)
def test_what_a_verb_opens_and_ends(verb, opens_task, ends_name_in_cells, ends_name_in_prose):
    words = lexicon()
    assert (verb in verbs.WORK) == opens_task
    assert (words.predicates.longest(tokenize(verb), 0) is not None) == ends_name_in_cells
    assert (words.prose_predicates.longest(tokenize(verb), 0) is not None) == ends_name_in_prose


def test_the_words_of_the_actor_grammar_repeat_no_verb():
    own = toml("vanban.extractors.actors", "lexicon.toml")
    assert not {*own["predicates"], *own["prose_predicates"]} & {*verbs.WORK, *verbs.IN_PROSE}
