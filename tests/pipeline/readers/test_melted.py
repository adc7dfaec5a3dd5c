"""Documents whose lines were run together: the same header and work as from their lines."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.processor import processor_limit
from vanban.pipeline.conversion import convert
from vanban.pipeline.options import Options
from vanban.pipeline.readers.text.lines import TextLine
from vanban.pipeline.readers.text.melted import are_melted, parted
from vanban.schemas import Plan

ROOT = Path(__file__).resolve().parents[3]
TEXTS = sorted(
    [*ROOT.glob("samples/*/source.txt"), *ROOT.glob("tests/data/forms/*.txt")],
    key=lambda path: (path.parent.name, path.stem),
)
HEAD = (
    "ỦY BAN NHÂN DÂN TỈNH ĐÔNG HẢI CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Độc lập - Tự do - Hạnh phúc "
    "Số: 12/QĐ-UBND Đông Hải, ngày 3 tháng 4 năm 2026 QUYẾT ĐỊNH VỀ VIỆC PHÂN CẤP QUẢN LÝ "
    "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH ĐÔNG HẢI Căn cứ Luật Tổ chức chính quyền địa phương; "
)
LONG = (
    "Xét đề nghị của Giám đốc Sở Nội vụ tại Tờ trình số 5/TTr-SNV ngày 1 tháng 4 năm 2026 "
    "về việc phân cấp quản lý các cơ quan, đơn vị thuộc phạm vi quản lý của tỉnh, "
)


def run_together(text: str) -> str:
    return " ".join(text.split())


def plan_of(text: str) -> Plan:
    return convert(text.encode(), Options(filename="van-ban.txt"))


def pieces(text: str) -> list[str]:
    return [line.words for line in parted([TextLine(text, 1)])]


@pytest.mark.parametrize("path", TEXTS, ids=lambda p: f"{p.parent.name}-{p.stem}")
def test_the_work_of_a_text_is_that_of_its_words_in_one_line(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    whole, melted = plan_of(text), plan_of(run_together(text))
    assert "lines-run-together" in [d.code for d in melted.diagnostics]
    assert "lines-run-together" not in [d.code for d in whole.diagnostics]
    assert melted.document.doc_type == whole.document.doc_type
    found = {run_together(task.text) for task in melted.tasks}
    written = [task for task in whole.tasks if task.origin == "text"]
    lost = [t.text for t in written if run_together(t.text) not in found]
    assert len(lost) * 10 <= len(written), lost


def test_the_head_in_one_line() -> None:
    text = HEAD + LONG + "QUYẾT ĐỊNH: Điều 1. Giao Sở Nội vụ rà soát phân cấp trước ngày 30/6/2026."
    header = plan_of(text).document
    assert header.number_symbol == "12/QĐ-UBND"
    assert str(header.issued_on) == "2026-04-03"
    assert header.issuer and header.issuer.name == "Ủy ban nhân dân tỉnh Đông Hải"
    assert header.title == "VỀ VIỆC PHÂN CẤP QUẢN LÝ"
    assert header.authority == "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH ĐÔNG HẢI"


@pytest.mark.parametrize(
    "lines",
    [
        "I. MỤC TIÊU ¶1. Nâng cao chất lượng ¶II. NHIỆM VỤ",
        "1. Rà soát quy định: ¶a) Lập danh mục; ¶b) Trình ban hành. ¶2. Báo cáo.",
        "1. Sở Y tế ¶- Chủ trì rà soát; ¶- Báo cáo kết quả. ¶1.1. Bệnh viện tỉnh",
        "1. Theo khoản 1 Điều 1 Nghị định này, Sở Y tế rà soát",  # "1 Nghị": no label
        "1. Rà soát quy định; 3. Báo cáo",  # no list counts so
        "1. Rà soát. ¶Thời gian hoàn thành: Quý III. ¶Sản phẩm: Báo cáo.",
        "1. Việc của UBND TP HCM: rà soát",
        "1. Rà soát. ¶Nơi nhận: ¶- Như trên; ¶- Lưu: VT. ¶TM. ỦY BAN NHÂN DÂN ¶Lò Văn Mẫu",
        "1. Rà soát quy định về việc làm ¶| TT ¶| Nội dung ¶|",
    ],
)
def test_what_opens_a_line(lines: str) -> None:
    before = HEAD + LONG + "QUYẾT ĐỊNH: "
    found = pieces(before + lines.replace("¶", ""))[len(pieces(before)) :]
    assert found == [line for part in lines.split("¶") if (line := part.strip(" |"))]


@pytest.mark.parametrize(
    ("line", "melted"),
    [
        (HEAD + LONG, True),
        (HEAD, False),  # the head alone, in one row
        ("x" * 401 + " Điều 1. A. Điều 2. B. Điều 3. C.", True),
        ("x" * 401 + " Điều 1. A. Điều 2. B. ", False),
        ("x" * 366 + " Điều 1. A. Điều 2. B. Điều 3. C.", False),  # 400 letters
        (LONG * 3, False),
    ],
)
def test_when_lines_were_run_together(line: str, melted: bool) -> None:
    assert are_melted([line]) is melted


@given(st.lists(st.sampled_from([*HEAD.split(), *LONG.split(), "1.", "a)", "-", "Điều", "I."])))
def test_no_word_is_lost_or_moved(words: list[str]) -> None:
    text = f"{HEAD}{LONG}{' '.join(words)}"
    assert " ".join(pieces(text)).split() == text.split()


@pytest.mark.parametrize(
    "words", ["-----", "_", "Số:", "9. X ", "| ", " ", "KẾ HOẠCH ", "- X ", "Hà ", "ngày 1 tháng "]
)
def test_words_without_end_are_parted_in_their_length(words: str) -> None:
    with processor_limit(20):  # half a second where time grows as the length does
        pieces(HEAD + LONG + words * (200_000 // len(words)))
