"""Plain text: encodings, wrapped lines, tables by tabs, flattened tables, two columns."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vanban.pipeline.options import Limits
from vanban.pipeline.readers.builder import CellDraft, Piece, SourceBuilder
from vanban.pipeline.readers.encoding import decode
from vanban.pipeline.readers.text.reader import read_text
from vanban.schemas import TextAnchor

LETTER = "QUYẾT ĐỊNH\nĐiều 1. Phê duyệt Đề án thử nghiệm ở các tỉnh."


@pytest.fixture
def read_words(source_of, words):
    def read_it(text, role="unread"):
        return words(source_of(text), role)

    return read_it


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"]
)
def test_encodings(read_words, encoding):
    assert read_words(LETTER.encode(encoding)) == LETTER.split("\n")


def in_cp1258(text):
    """As Windows writes Vietnamese: the letter with its circumflex, breve or horn, then the tone as
    a sign of its own.
    """
    out = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(c for c in parts if c in "\u0300\u0301\u0303\u0309\u0323")
        out.append(
            unicodedata.normalize("NFC", "".join(c for c in parts if c not in tones)) + tones
        )
    return "".join(out).encode("cp1258")


def test_cp1258_with_combining_tones(read_words):
    assert read_words(in_cp1258(LETTER)) == LETTER.split("\n")


def test_damaged_utf8_stays_utf8(read_words):
    assert read_words(LETTER.encode() + b" \xff h\xe1\xba") == [
        "QUYẾT ĐỊNH",
        "Điều 1. Phê duyệt Đề án thử nghiệm ở các tỉnh. \ufffd h\ufffd",
    ]


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_newlines(read_words, newline):
    assert read_words(newline.join(["một.", "", "\u00a0", "hai."])) == ["một.", "hai."]


WRAPPED = """\
Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015; Luật sửa đổi,
bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính
quyền địa phương ngày 22 tháng 11 năm 2019;
Theo đề nghị của Vụ trưởng Vụ Thử nghiệm và Bộ trưởng Bộ Kế hoạch và
Đầu tư tại Tờ trình số 12/TTr-BTN ngày 05 tháng 3 năm 2024 về việc ban
hành Kế hoạch.
Điều 1. Ban hành kèm theo Quyết định này Kế hoạch thử nghiệm của Bộ và
Thủ tướng Chính phủ."""


def test_wrapped_lines_are_joined(read_words):
    found = read_words(WRAPPED)
    assert [w.split()[0] for w in found] == ["Căn", "Theo", "Điều"]
    assert found[1].startswith(
        "Theo đề nghị của Vụ trưởng Vụ Thử nghiệm và Bộ trưởng Bộ Kế hoạch và Đầu tư tại Tờ trình"
    )


def test_joined_lines_keep_their_own_places(source_of):
    block = source_of(WRAPPED).blocks[0]
    assert [line.anchor.line for line in block.lines] == [1, 2, 3]


def test_long_paragraphs_are_not_joined(read_words):
    long = "Xây dựng kế hoạch " * 20
    assert read_words(f"{long}\nCục A\n{long}\nCục B") == [
        long.strip(),
        "Cục A",
        long.strip(),
        "Cục B",
    ]


TABLE = "TT\tNhiệm vụ\tChủ trì\tThời hạn\n1\tXây dựng\tVụ A\tQuý I\nI\tNhóm\t\t\n2\tTrình\t\tQuý II"


def cells(source):
    return [
        (b.cell.row, b.cell.column, source.text[b.span.start : b.span.end])
        for b in source.blocks
        if b.cell
    ]


def test_table_by_tabs(source_of):
    source = source_of(f"Trước\n{TABLE}\nSau")
    table = source.tables[0]
    assert (table.rows, table.columns, table.damaged, table.ruled) == (4, 4, False, False)
    assert cells(source) == [
        (r, c, text)
        for r, line in enumerate(TABLE.split("\n"))
        for c, text in enumerate(line.split("\t"))
    ]


@pytest.mark.parametrize(
    ("row", "read"),
    [
        (
            "9\t- Khai giảng\n- Họp lớp\tBan A\tmới",
            ["9", "- Khai giảng\n- Họp lớp", "Ban A", "mới"],
        ),
        ("9\tRà soát\nhồ sơ\nvà báo cáo\tBan A\t", ["9", "Rà soát hồ sơ và báo cáo", "Ban A"]),
        ("9\tRà soát\tBan A\n+ Ban B\t", ["9", "Rà soát", "Ban A\n+ Ban B"]),
    ],
    ids=["items", "small letters", "a later column"],
)
def test_a_cell_of_several_lines(source_of, row, read):
    head, last = "TT\tViệc\tAi làm\tGhi chú", "10\tTổng kết\tBan C\tcũ"
    source = source_of(f"{head}\n{row}\n{last}")
    found = [
        "\n".join(text for r, c, text in cells(source) if (r, c) == (1, column))
        for column in range(4)
    ]
    assert found[: len(read)] == read
    assert [text for r, _, text in cells(source) if r == 2] == last.split("\t")


@pytest.mark.parametrize(
    "lines",
    [
        [
            "1\tRà soát",
            "2\tSố hóa\tBan B",
            *["3\tHọp\tBan C\tmới"] * 2,
        ],  # cells lost, rows all the same
        ["1\tRà soát\tBan A\tmới", "và báo cáo\tBan B\t\t", "3\tHọp\tBan C\tmới"],  # full above
    ],
)
def test_rows_that_go_on_with_none(source_of, lines):
    source = source_of("\n".join(["TT\tViệc\tAi làm\tGhi chú", *lines]))
    assert source.tables[0].rows == 1 + len(lines)


def test_heading_before_a_new_header_parts_two_tables(source_of):
    source = source_of(
        "I. Sở A\nSTT\tViệc\tHạn\n1\tXây dựng\tQuý I\nII. Sở B\nTT\tViệc\tHạn\n1\tTrình\tQuý "
        "II\nNhóm\n2\tGửi\tQuý III"
    )
    assert [t.rows for t in source.tables] == [2, 4]


def test_trailing_tabs_lost_to_an_editor(source_of):
    source = source_of(
        "\n".join(
            line.rstrip("\t")
            for line in [
                *TABLE.split("\n"),
                "II\tNhóm\t\t",
                "3\tBáo cáo\tVụ B\tQuý III",
                "4\tTổng kết\tVụ C\tQuý IV",
            ]
        )
    )
    assert (source.tables[0].rows, source.tables[0].columns, source.tables[0].damaged) == (
        7,
        4,
        False,
    )


@pytest.mark.parametrize(
    "text",
    [
        "1.\tXây dựng đề án\n2.\tTrình ban hành\n3.\tTổ chức thực hiện",
        "a)\tXây dựng đề án\nb)\tTrình ban hành",
        "-\tXây dựng đề án\n-\tTrình ban hành",
        "\tĐoạn một thụt đầu dòng.\n\tĐoạn hai thụt đầu dòng.",
        "Số: 12/QĐ-BTN\tHà Nội, ngày 05 tháng 3 năm 2024",
        "\t\tKT. BỘ TRƯỞNG\n\t\tTHỨ TRƯỞNG\n\t\tNguyễn Văn A",
    ],
)
def test_tabs_that_make_no_table(source_of, text):
    assert not source_of(f"Mở đầu\n{text}\nKết").tables


def test_what_is_left_of_a_flattened_table(source_of):
    source = source_of(
        f"{LETTER}\n\nPHỤ LỤC\n \tCục Thử nghiệm\n\tVụ Kế hoạch-Tài chính\n\tHàng năm\n\n\tIII\n"
    )
    assert cells(source) == [
        (0, 1, "Cục Thử nghiệm"),
        (1, 1, "Vụ Kế hoạch-Tài chính"),
        (2, 1, "Hàng năm"),
        (3, 1, "III"),
    ]
    assert (source.tables[0].damaged, source.tables[0].rows) == (True, 4)


def test_two_columns_by_spaces(read_words):
    text = (
        "   BỘ THỬ NGHIỆM          CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "      -------                 Độc lập - Tự do - Hạnh phúc\n"
        "   Số: 12/QĐ-BTN           Hà Nội, ngày 05 tháng 3 năm 2024\n\nQUYẾT ĐỊNH"
    )
    assert read_words(text) == [
        "BỘ THỬ NGHIỆM",
        "Số: 12/QĐ-BTN",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Hà Nội, ngày 05 tháng 3 năm 2024",
        "QUYẾT ĐỊNH",
    ]


def test_page_numbers_of_paged_text(read_words):
    assert read_words("Điều 1. Một.\n\n- 2 -\n\f\nĐiều 2. Hai.\n\n3\n", "page_furniture") == [
        "- 2 -",
        "3",
    ]


_WORD = st.lists(
    st.sampled_from(["kế", "hoạch", "a", "b1", "đề", "án", "12", "xã"]), max_size=4
).map(" ".join)
"""Whole syllables: two in one word are what a lost space leaves, and parted again."""


@settings(deadline=None)
@given(
    st.integers(3, 6).flatmap(
        lambda n: st.lists(st.lists(_WORD, min_size=n, max_size=n), min_size=3, max_size=6)
    )
)
def test_a_table_written_as_text_reads_back(rows):
    rows[0] = [f"cột {i}" for i in range(len(rows[0]))]
    rows[1] = [f"ô {i}" for i in range(len(rows[0]))]
    anchor = TextAnchor(line=1)
    builder = SourceBuilder(Limits())
    drafts = [
        CellDraft(r, c, (Piece(text, anchor),), anchor)
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
    ]
    builder.table(drafts)
    first = builder.build(b"", filename="", media_type="", reader="")
    again = read_text(first.text.encode(), filename="", limits=Limits())
    assert cells(again) == cells(first)


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=300))
def test_any_text_keeps_its_words(text):
    source = read_text(text.encode(), filename="", limits=Limits())
    seen = "".join(source.text[b.span.start : b.span.end] for b in source.blocks)
    assert sorted("".join(seen.split())) == sorted("".join(source.text.split()))
    assert sum(map(str.isalnum, source.text)) >= sum(c.isascii() and c.isalnum() for c in text)


@pytest.mark.shared
def test_portal_copy_with_a_lost_table(shared):
    data = (shared / "corpus/plans/docs/1678-qd-bkhcn.txt").read_bytes()
    source = read_text(data, filename="", limits=Limits())
    assert [t.damaged for t in source.tables] == [True]
    assert [c[2] for c in cells(source)][1:] == ["Vụ Kế hoạch-Tài chính", "Hàng năm", "III"]


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("Quyết định số 12".encode("utf-16-le"), "utf-16-le"),
        ("Quyết định số 12".encode("utf-16-be"), "utf-16-be"),
        (b"000\0", "utf-8"),
        (b"\0" * 8, "utf-8"),
    ],
)
def test_zero_bytes_tell_utf16_where_the_other_bytes_are_letters(data: bytes, encoding: str):
    assert decode(data)[1] == encoding


_CELLS = (
    "TT\nTên tỉnh\nKý hiệu\n1\nLam Sơn\nLSN\n2\nHà Trung\nHTG\n3\nBình Giang\nBGG\n4\nAn Khê\nAKE"
)
_NAMES = "\n".join(f"{n}. Phòng Nghiệp vụ {n}" for n in range(1, 15))


@pytest.mark.parametrize(
    ("cells", "damaged"),
    [
        (_CELLS, 1),
        (_CELLS.replace("\n", "\n \n"), 1),
        ("Thuốc lá 75\nRượu 65\nBia 65\nXăng 10\nVàng mã 70\nBài lá 40\n" * 2, 1),
        (_NAMES, 0),  # names without a value
        ("Ngày\n05\ntháng\n3\nnăm\n2026", 0),  # too few lines: a broken date
    ],
    ids=["cells in order", "blank lines", "values behind words", "a list", "a date"],
)
def test_what_is_left_of_a_table_is_said(source_of, cells: str, damaged: int) -> None:
    text = f"PHỤ LỤC\nDANH MỤC\n\n{cells}\n\nĐiều 2. Hiệu lực thi hành\n\nTừ ngày ký.\n"
    source = source_of(text)
    assert sum(table.damaged for table in source.tables) == damaged
    assert "Điều 2. Hiệu lực thi hành" in source.text
