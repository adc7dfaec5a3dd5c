"""Automatic numbers as Word shows them."""

from __future__ import annotations

import pytest


def level(i, kind="decimal", text=None, start=1, more=""):
    text = f"%{i + 1}." if text is None else text
    return (
        f"<w:lvl w:ilvl='{i}'><w:start w:val='{start}'/><w:numFmt w:val='{kind}'/><w:lvlText "
        f"w:val='{text}'/>{more}</w:lvl>"
    )


def abstract(ident, *levels, more=""):
    return f"<w:abstractNum w:abstractNumId='{ident}'>{more}{''.join(levels)}</w:abstractNum>"


def num(ident, to, more=""):
    return f"<w:num w:numId='{ident}'><w:abstractNumId w:val='{to}'/>{more}</w:num>"


def start_override(i, start):
    return f"<w:lvlOverride w:ilvl='{i}'><w:startOverride w:val='{start}'/></w:lvlOverride>"


@pytest.fixture
def labels(docx, source_of, words, para):
    """Labels of paragraphs given as (numId, level); None for a paragraph that is not numbered."""

    def of(numbering, places, styles=""):
        body = "".join(
            para(
                "x",
                ""
                if p is None
                else f"<w:numPr><w:ilvl w:val='{p[1]}'/><w:numId w:val='{p[0]}'/></w:numPr>",
            )
            for p in places
        )
        found = words(source_of(docx(body, numbering=numbering, styles=styles)))
        return [w.removesuffix("x").strip() for w in found]

    return of


@pytest.mark.parametrize(
    ("kind", "text", "start", "expected"),
    [
        ("decimal", "%1.", 1, ["1.", "2."]),
        ("decimal", "Điều %1.", 9, ["Điều 9.", "Điều 10."]),
        ("decimalZero", "%1", 9, ["09", "10"]),
        ("upperRoman", "%1.", 3, ["III.", "IV."]),
        ("lowerRoman", "(%1)", 8, ["(viii)", "(ix)"]),
        ("lowerLetter", "%1)", 25, ["y)", "z)"]),
        ("lowerLetter", "%1)", 26, ["z)", "aa)"]),
        ("upperLetter", "%1.", 27, ["AA.", "BB."]),
        ("bullet", "-", 1, ["-", "-"]),
        ("bullet", "\uf0b7", 1, ["•", "•"]),
        ("none", "", 1, ["", ""]),
        ("chưa biết", "%1", 1, ["1", "2"]),
        ("decimal", "%1.", 0, ["0.", "1."]),
    ],
)
def test_formats(labels, kind, text, start, expected):
    assert (
        labels(abstract(0, level(0, kind, text, start)) + num(1, 0), [(1, 0), (1, 0)]) == expected
    )


def test_levels_restart_below_a_higher_one(labels):
    numbering = abstract(
        0, level(0), level(1, text="%1.%2."), level(2, "lowerLetter", "%3)")
    ) + num(1, 0)
    places = [(1, 0), (1, 1), (1, 1), (1, 2), (1, 2), (1, 1), (1, 2), (1, 0), (1, 1)]
    assert labels(numbering, places) == [
        "1.",
        "1.1.",
        "1.2.",
        "a)",
        "b)",
        "1.3.",
        "a)",
        "2.",
        "2.1.",
    ]


def test_no_restart_and_restart_after_a_named_level(labels):
    numbering = abstract(
        0, level(0, "upperRoman"), level(1, more="<w:lvlRestart w:val='0'/>")
    ) + num(1, 0)
    assert labels(numbering, [(1, 0), (1, 1), (1, 0), (1, 1)]) == ["I.", "1.", "II.", "2."]
    numbering = abstract(0, level(0), level(1), level(2, more="<w:lvlRestart w:val='1'/>")) + num(
        1, 0
    )
    assert labels(numbering, [(1, 0), (1, 1), (1, 2), (1, 1), (1, 2), (1, 0), (1, 2)]) == [
        "1.",
        "1.",
        "1.",
        "2.",
        "2.",
        "2.",
        "1.",
    ]


def test_lists_on_one_abstract_list_count_on(labels):
    numbering = abstract(0, level(0)) + num(1, 0) + num(2, 0)
    assert labels(numbering, [(1, 0), (2, 0), (1, 0)]) == ["1.", "2.", "3."]


def test_start_override_begins_again_once(labels):
    numbering = (
        abstract(0, level(0))
        + num(1, 0)
        + num(2, 0, start_override(0, 1))
        + num(3, 0, start_override(0, 5))
    )
    assert labels(numbering, [(1, 0), (1, 0), (2, 0), (2, 0), (3, 0), (3, 0)]) == [
        "1.",
        "2.",
        "1.",
        "2.",
        "5.",
        "6.",
    ]


def test_level_override_changes_the_format(labels):
    numbering = abstract(0, level(0)) + num(
        1, 0, f"<w:lvlOverride w:ilvl='0'>{level(0, 'upperRoman', 'Phần %1')}</w:lvlOverride>"
    )
    assert labels(numbering, [(1, 0), (1, 0)]) == ["Phần I", "Phần II"]


def test_legal_numbering_writes_digits(labels):
    numbering = abstract(
        0, level(0, "upperRoman"), level(1, text="%1.%2", more="<w:isLgl/>")
    ) + num(1, 0)
    assert labels(numbering, [(1, 0), (1, 1)]) == ["I.", "1.1"]


def test_zero_and_unknown_lists_have_no_number(labels):
    assert labels(abstract(0, level(0)) + num(1, 0), [(0, 0), (7, 0), (1, 5), None]) == [
        "",
        "",
        "",
        "",
    ]


def test_number_through_style_and_its_removal(docx, source_of, words, para):
    styles = (
        "<w:style w:type='paragraph' w:styleId='H'><w:pPr><w:numPr><w:numId "
        "w:val='1'/></w:numPr></w:pPr></w:style>"
        "<w:style w:type='paragraph' w:styleId='K'><w:basedOn w:val='H'/><w:pPr><w:numPr><w:ilvl "
        "w:val='1'/></w:numPr></w:pPr></w:style>"
    )
    numbering = abstract(
        0,
        level(0, text="Điều %1.", more="<w:pStyle w:val='H'/>"),
        level(1, text="%2.", more="<w:pStyle w:val='K'/>"),
    ) + num(1, 0)
    body = (
        para("một", "<w:pStyle w:val='H'/>")
        + para("hai", "<w:pStyle w:val='K'/>")
        + para("ba", "<w:pStyle w:val='H'/><w:numPr><w:numId w:val='0'/></w:numPr>")
        + para("bốn", "<w:pStyle w:val='H'/>")
    )
    assert words(source_of(docx(body, numbering=numbering, styles=styles))) == [
        "Điều 1. một",
        "1. hai",
        "ba",
        "Điều 2. bốn",
    ]


def test_numbering_style_link(labels):
    styles = (
        "<w:style w:type='numbering' w:styleId='S'><w:pPr><w:numPr><w:numId "
        "w:val='9'/></w:numPr></w:pPr></w:style>"
    )
    numbering = (
        abstract(0, more="<w:numStyleLink w:val='S'/>")
        + abstract(5, level(0, "upperRoman"))
        + num(1, 0)
        + num(9, 5)
    )
    assert labels(numbering, [(1, 0), (1, 0)], styles) == ["I.", "II."]


def test_number_is_recorded_as_an_edit(docx, source_of, para):
    data = docx(
        para("mục", "<w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr>"),
        numbering=abstract(0, level(0)) + num(1, 0),
    )
    source = source_of(data)
    edit = next(e for e in source.edits if e.kind == "numbering")
    assert (source.text[edit.span.start : edit.span.end], edit.raw) == ("1. ", "")


def test_empty_cell_shows_its_number(docx, source_of, words):
    label = "<w:p><w:pPr><w:numPr><w:ilvl w:val='0'/><w:numId w:val='1'/></w:numPr></w:pPr></w:p>"
    row = (
        f"<w:tr><w:tc>{label}</w:tc>"
        + "<w:tc><w:p><w:r><w:t>việc</w:t></w:r></w:p></w:tc>" * 3
        + "</w:tr>"
    )
    source = source_of(
        docx(f"<w:tbl>{row * 3}</w:tbl>", numbering=abstract(0, level(0, text="%1")) + num(1, 0))
    )
    assert words(source)[::4] == ["1", "2", "3"]
