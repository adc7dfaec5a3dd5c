"""Random trees written as documents and read back; nothing is lost and spans nest, whatever the
text.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.extractors.outline.paper import labels, outline, paper
from vanban.extractors.outline.build import build_outline
from vanban.extractors.outline.model import Node, Outline
from vanban.schemas import Span

ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
LETTERS = tuple("abcdđeghiklmnopqrstuvxy")
CAPITALS = tuple("ABCDĐEGHIKLMN")

Tree = list["Tree"]


def trees(depth: int) -> st.SearchStrategy[Tree]:
    """Nested lists: each list is a unit with its children."""
    if depth == 0:
        return st.just([])
    return st.lists(trees(depth - 1), min_size=0, max_size=5)


@st.composite
def statutes(draw: st.DrawFn) -> list[tuple[str, str]]:
    """Lines of a law with their addresses: chapters, articles through all chapters, clauses,
    points.
    """
    lines: list[tuple[str, str]] = []
    number = 0
    for c, chapter in enumerate(draw(st.lists(trees(3), min_size=1, max_size=4))):
        above = f"chuong {ROMANS[c]}"
        lines.append((f"Chương {ROMANS[c]}", above))
        for article in chapter:
            number += 1
            lines.append((f"Điều {number}. Trách nhiệm", f"{above}/dieu {number}"))
            for k, clause in enumerate(article, start=1):
                lines.append((f"{k}. Cơ quan quản lý.", f"{above}/dieu {number}/khoan {k}"))
                for p, _ in enumerate(clause):
                    lines.append(
                        (
                            f"{LETTERS[p]}) Hồ sơ;",
                            f"{above}/dieu {number}/khoan {k}/diem {LETTERS[p]}",
                        )
                    )
    return lines


STYLES = {
    "roman": lambda i, above: (f"{ROMANS[i]}.", ROMANS[i]),
    "capital": lambda i, above: (f"{CAPITALS[i]}.", CAPITALS[i]),
    "arabic": lambda i, above: (f"{i + 1}.", f"{i + 1}"),
    "decimal": lambda i, above: (f"{above}.{i + 1}.", f"{above}.{i + 1}"),
    "letter": lambda i, above: (f"{LETTERS[i]})", LETTERS[i]),
}
GRAMMARS = (
    ("roman", "arabic", "letter"),
    ("roman", "arabic", "decimal", "letter"),
    ("roman", "arabic", "decimal", "decimal"),
    ("capital", "roman", "arabic", "letter"),
    ("roman", "capital", "arabic", "decimal"),
    ("arabic", "letter"),
)


@st.composite
def plans(draw: st.DrawFn) -> list[tuple[str, str]]:
    """Lines of a plan with their addresses, in one of the usual orders of numerals."""
    grammar = draw(st.sampled_from(GRAMMARS))
    tree = draw(st.lists(trees(len(grammar) - 1), min_size=1, max_size=5))
    return list(_written(tree, grammar, "", ""))


def _written(
    tree: Tree, grammar: tuple[str, ...], above: str, address: str
) -> Iterator[tuple[str, str]]:
    for i, children in enumerate(tree):
        marker, label = STYLES[grammar[0]](i, above)
        here = f"{address}item {label}"
        yield f"{marker} Nội dung công việc", here
        yield from _written(children, grammar[1:], label, f"{here}/")


@given(statutes())
@settings(max_examples=60, deadline=None)
def test_a_law_is_read_as_it_was_written(lines: list[tuple[str, str]]) -> None:
    assert labels(outline("\n".join(line for line, _ in lines)).parts[0]) == [
        address for _, address in lines
    ]


@given(plans())
@settings(max_examples=100, deadline=None)
def test_a_plan_is_read_as_it_was_written(lines: list[tuple[str, str]]) -> None:
    assert labels(outline("\n".join(line for line, _ in lines)).parts[0]) == [
        address for _, address in lines
    ]


FRAGMENTS = st.sampled_from(
    """Điều 1. x|Điều 5. Sửa đổi Điều 2 như sau:|“Điều 2. x|x”.|1. x|2. x|a) x|b) “x|- x|I. X
    |PHỤ LỤC I|Mẫu số 01|KẾ HOẠCH|1.1. x|i) x|x|"|B. x
    |(Kèm theo Quyết định số 1/QĐ-X|Nơi nhận:|KT. BỘ TRƯỞNG|CHỦ TỊCH|Chương I|MỤC TIÊU""".replace(
        "\n    ", ""
    ).split("|")
)


@given(st.lists(FRAGMENTS | st.text(alphabet='aXĐ1.)“”"- ', min_size=1, max_size=12), max_size=40))
@settings(max_examples=200, deadline=None)
def test_nothing_is_lost_and_spans_nest(lines: list[str]) -> None:
    found = build_outline(paper(*lines))
    places = Counter(block for part in found.parts for block in (*part.front, *part.back))
    for part in found.parts:
        for node in part.nodes:
            _nests(found, node, part.span)
            places.update(block for unit in node.walk() for block in unit.blocks)
    assert places == Counter(range(len(found.source.blocks)))


def _nests(found: Outline, node: Node, inside: Span) -> None:
    assert inside.covers(node.span)
    assert node.span.covers(node.marker)
    assert node.span.covers(node.own) or node.own.start == node.own.end
    assert node.heading is None or node.span.covers(node.heading)
    end = node.span.start
    for child in node.children:
        assert child.span.start >= end
        end = child.span.end
        _nests(found, child, node.span)


@given(
    st.lists(st.tuples(st.booleans(), trees(2)), min_size=1, max_size=5),
    st.sampled_from(["“”", '""', "«»"]),
)
@settings(max_examples=60, deadline=None)
def test_quoted_articles_are_no_structure(clauses: list[tuple[bool, Tree]], marks: str) -> None:
    lines, expected = ["Điều 1. Sửa đổi, bổ sung một số điều của Luật Cây"], ["dieu 1"]
    for k, (repeals, quoted) in enumerate(clauses, start=1):
        expected.append(f"dieu 1/khoan {k}")
        if repeals:
            lines.append(f"{k}. Bãi bỏ Điều {k + 7}.")
        else:
            words = [
                f"Điều {k + 7}. Hồ sơ",
                *(line for line, _ in _written(quoted, ("arabic", "letter"), "", "")),
            ]
            lines += [
                f"{k}. Sửa đổi, bổ sung Điều {k + 7} như sau:",
                *f"{marks[0]}{chr(10).join(words)}{marks[1]}.".splitlines(),
            ]
    assert labels(
        outline("\n".join([*lines, "Điều 2. Hiệu lực", "Luật này có hiệu lực từ ngày ký."])).parts[
            0
        ]
    ) == [*expected, "dieu 2"]


def test_alternating_markers_do_not_nest_without_end() -> None:
    found = outline("\n".join(["1. x", "a) x"] * 2000)).parts[0]
    assert max(address.count("/") for address in labels(found)) < 20
