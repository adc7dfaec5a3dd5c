"""Canonical names, the registry, short forms that a document defines."""

from datetime import date

import pytest

from vanban.extractors.actors import canonical_name, document_abbreviations, lookup, successors
from vanban.extractors.actors.registry import Entry, by_id, entries
from vanban.extractors.language.data import rows


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("BỘ KHOA HỌC VÀ CÔNG NGHỆ", "Bộ Khoa học và Công nghệ"),
        ("Bộ KH&CN", "Bộ Khoa học và Công nghệ"),
        ("BỘ TRƯỞNG BỘ TÀI CHÍNH", "Bộ trưởng Bộ Tài chính"),
        ("UBND TỈNH LÂM ĐỒNG", "Ủy ban nhân dân tỉnh Lâm Đồng"),
        ("ỦY BAN NHÂN DÂN XÃ TÂN LẬP", "Ủy ban nhân dân xã Tân Lập"),
        ("Uỷ ban nhân dân tỉnh Lâm Đồng", "Ủy ban nhân dân tỉnh Lâm Đồng"),
        ("CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH BẮC NINH", "Chủ tịch Ủy ban nhân dân tỉnh Bắc Ninh"),
        ("BAN QUẢN LÝ KHU KINH TẾ", "Ban Quản lý Khu kinh tế"),
        ("BAN THƯỜNG VỤ TỈNH ỦY", "Ban Thường vụ Tỉnh ủy"),
        ("UBND TP. Tân Lập", "Ủy ban nhân dân thành phố Tân Lập"),
        ("Phòng Lưu trữ", "Phòng Lưu trữ"),
        ("", None),
    ],
)
def test_canonical(written: str, name: str | None) -> None:
    assert canonical_name(written, date(2026, 1, 5)) == name


def test_a_name_is_that_of_its_day() -> None:
    assert entry("tỉnh Lào Cai", date(2024, 5, 1)).id == "P1-10"
    assert entry("tỉnh Lào Cai", date(2025, 7, 1)).id == "P2-15"
    assert entry("Bộ Xây dựng", date(2025, 1, 1)).id == "BXD"


def entry(name: str, on: date) -> Entry:
    found = lookup(name, on)
    assert found is not None
    return found


def test_successors_have_begun() -> None:
    assert [e.id for e in successors("BTTTT", date(2026, 1, 1))] == ["BKHCN"]
    assert successors("BTTTT", date(2024, 1, 1)) == ()
    assert [e.id for e in successors("P1-15", date(2025, 7, 1))] == ["P2-15"]


def test_registry_has_its_shape() -> None:
    ids = [e.id for e in entries()]
    assert len(ids) == len(set(ids))
    for e in entries():
        assert e.source and e.status in ("verified", "verified-secondary", "unverified"), e
        assert not e.successor or e.successor in by_id(), e
        assert not e.parent or e.parent == "UBND" or e.parent in by_id(), e
        assert not (e.valid_from and e.valid_to) or e.valid_from <= e.valid_to, e
    for kind, count in (("tỉnh", 28), ("thành phố", 6)):
        assert sum(e.kind == kind and e.id.startswith("P2") for e in entries()) == count


@pytest.mark.parametrize(
    ("name", "column"),
    [("kinds.tsv", "word"), ("classes.tsv", "noun"), ("expansions.tsv", "short")],
)
def test_lists_have_no_doubles(name: str, column: str) -> None:
    words = [r[column] for r in rows("vanban.extractors.actors", name)]
    assert len(words) == len(set(words))
    assert all(
        None not in r.values() and None not in r for r in rows("vanban.extractors.actors", name)
    )


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        (
            "về trí tuệ nhân tạo (TTNT) và khoa học dữ liệu (KHDL)",
            {"TTNT": "trí tuệ nhân tạo", "KHDL": "khoa học dữ liệu"},
        ),
        (
            "Ban Chỉ đạo chuyển đổi số tỉnh (sau đây gọi tắt là Ban Chỉ đạo) gồm",
            {"Ban Chỉ đạo": "Ban Chỉ đạo chuyển đổi số tỉnh"},
        ),
        ("Bộ Khoa học và Công nghệ (sau đây gọi là Bộ)", {"Bộ": "Bộ Khoa học và Công nghệ"}),
        (
            "Trung tâm Lưu trữ số, sau đây viết tắt là Trung tâm.",
            {"Trung tâm": "Trung tâm Lưu trữ số"},
        ),
        ("doanh nghiệp nhỏ và vừa (DNNVV)", {"DNNVV": "doanh nghiệp nhỏ và vừa"}),
        ("giá trị gia tăng (VAT); hội nghị (lần II)", {}),
    ],
)
def test_document_abbreviations(text: str, forms: dict[str, str]) -> None:
    assert document_abbreviations(text) == forms
