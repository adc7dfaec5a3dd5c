import pytest

from tests.extractors.outline.paper import paper
from vanban.extractors.outline.lines import lines_of
from vanban.extractors.outline.quotes import quoted


def marked(text: str) -> str:
    """One sign for each line: Q surely quoted, ? perhaps, . not."""
    return "".join("Q" if q == 1 else "?" if q else "." for q in quoted(lines_of(paper(text))))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. Sửa đổi Điều 5 như sau:\n“Điều 5. Một\n1. Hai”.\n2. Ba", ".QQ."),
        ('1. Sửa đổi Điều 5 như sau:\n"Điều 5. Một\n1. Hai";\n2. Ba', ".QQ."),
        ("1. Sửa đổi khoản 2 như sau: “2. Một\na) Hai;\nb) Ba.”\n2. Bốn", ".QQ."),
        ("1. “Cây” là cây.\n2. “Sông” là sông.", ".."),
        ("“Điều 5. Một “hai” ba\n1. “Bốn” năm”.\n2. Sáu", "QQ."),
        ("“Điều 5. Một\n1. Hai.\n“Điều 6. Ba\n1. Bốn.”", "Q?QQ"),
        ("1. Sửa đổi Điều 5 như sau:\nĐiều 5. Một\na) Hai.”.\n2. Ba", ".??."),
        # a straight mark opens behind a blank or bracket and closes behind a word
        ('1. Sửa đổi như sau: "2. Một\na) Hai;\nb) Ba."\n2. Bốn', ".QQ."),
        ('1. Cây ("sông") và "núi" là một.\n2. Hai', ".."),
        ("1. Sửa đổi như sau:\n«Điều 5. Một\n1. Hai».\n2. Ba", ".QQ."),
        ("„Điều 5. Một\n1. Hai”.\n2. Ba", "QQ."),
        # turned the wrong way: the place tells
        ("1. Sửa đổi Điều 5 như sau:\n”Điều 5. Một\n1. Hai“.\n2. Ba", ".QQ."),
        # never closed: doubtful up to the next instruction
        ("“Điều 5. Một\na) Hai\n2. Bãi bỏ Điều 6\na) Ba", "Q?.."),
        ("1. Thay thế cụm từ “một” bằng cụm từ “hai”.\n2. Ba", ".."),
    ],
)
def test_evidence_of_quotation(text: str, expected: str) -> None:
    assert marked(text) == expected
