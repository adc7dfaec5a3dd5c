"""Names and ids of actors: one table for every place in which an actor is named."""

from datetime import date

import pytest

from tests.extractors.outline.paper import outline
from vanban.extractors.actors import find_actors, identified, identified_on
from vanban.extractors.bases import extract_bases
from vanban.extractors.citations import find_citations
from vanban.extractors.context import Context
from vanban.extractors.header.issuer import actor, identified_under
from vanban.schemas import ActorRef, Span

NONE = Span(start=0, end=0)
MINISTRY = "Bộ Khoa học và Công nghệ"
PROVINCE = "Ủy ban nhân dân tỉnh Lâm Đồng"


def ref(text: str) -> ActorRef:
    return ActorRef(text=text, kind="agency", span=NONE)


@pytest.mark.parametrize(
    ("text", "issuer", "on", "name", "actor_id"),
    [
        ("Bộ KH&CN", None, date(2021, 6, 1), MINISTRY, "BKHCN"),
        ("BỘ TÀI CHÍNH", None, date(2026, 6, 1), "Bộ Tài chính", "BTC"),
        ("Thủ tướng", None, date(2021, 6, 1), "Thủ tướng Chính phủ", "TTg"),
        ("Bộ trưởng Bộ Y tế", None, date(2021, 6, 1), "Bộ trưởng Bộ Y tế", "BYT#Bộ trưởng"),
        (
            "Vụ trưởng Vụ Công nghệ cao",
            MINISTRY,
            date(2021, 6, 1),
            "Vụ trưởng Vụ Công nghệ cao",
            "BKHCN/CNC#Vụ trưởng",
        ),
        (
            "UBND tỉnh Lâm Đồng",
            None,
            date(2024, 6, 1),
            "Ủy ban nhân dân tỉnh Lâm Đồng",
            "UBND:P1-68",
        ),
        (
            "UBND tỉnh Lâm Đồng",
            None,
            date(2026, 6, 1),
            "Ủy ban nhân dân tỉnh Lâm Đồng",
            "UBND:P2-68",
        ),
        (
            "Hội đồng nhân dân thành phố Hà Nội",
            None,
            date(2026, 6, 1),
            "Hội đồng nhân dân thành phố Hà Nội",
            "HĐND:P2-01",
        ),
        (
            "Chủ tịch UBND tỉnh Lâm Đồng",
            None,
            date(2026, 6, 1),
            "Chủ tịch Ủy ban nhân dân tỉnh Lâm Đồng",
            "UBND:P2-68#Chủ tịch",
        ),
        (
            "Giám đốc Sở Tài chính",
            "Ủy ban nhân dân tỉnh Lâm Đồng",
            date(2026, 6, 1),
            "Giám đốc Sở Tài chính",
            "P2-68/STC#Giám đốc",
        ),
        ("Sở Y tế tỉnh Lâm Đồng", None, date(2026, 6, 1), "Sở Y tế tỉnh Lâm Đồng", "P2-68/SYT"),
        (
            "Sở Tài chính",
            "Ủy ban nhân dân tỉnh Hòa Giang",
            date(2026, 6, 1),
            "Sở Tài chính",
            "STC",
        ),  # a province of nobody's registry
        ("Trung tâm Mây Trắng", None, date(2026, 6, 1), "Trung tâm Mây Trắng", None),
    ],
)
def test_identity(text: str, issuer: str | None, on: date, name: str, actor_id: str | None) -> None:
    found = identified(ref(text), Context(issued_on=on, issuer=issuer))
    assert (found.text, found.name, found.actor_id) == (text, name, actor_id)


def test_classes_and_persons_have_no_id() -> None:
    for kind in ("class", "person"):
        same = ref("các bộ").model_copy(update={"kind": kind})
        assert identified(same, Context()) is same and identified_on(same, None) is same


def test_header() -> None:
    on = date(2026, 6, 1)
    parent = actor("ỦY BAN NHÂN DÂN TỈNH LÂM ĐỒNG", NONE, on)
    issuer = identified_under(actor("SỞ Y TẾ", NONE, on), parent, on)
    assert (parent.actor_id, issuer.name, issuer.actor_id) == ("UBND:P2-68", "Sở Y tế", "P2-68/SYT")


def test_issuers_of_citations_have_the_name_of_their_day() -> None:
    found = find_citations(
        "Thông tư số 10/2016/TT-BTTTT của Bộ Thông tin và Truyền thông; Quyết định số 127/QĐ-TTg "
        "ngày 26/01/2021 của Thủ tướng"
    )
    assert [c.issuer.actor_id for c in found if c.issuer] == ["BTTTT", "TTg"]
    assert [c.issuer.name for c in found if c.issuer] == [
        "Bộ Thông tin và Truyền thông",
        "Thủ tướng Chính phủ",
    ]


def test_prose_in_a_ministry() -> None:
    context = Context(issued_on=date(2021, 6, 23), issuer=MINISTRY)
    found = find_actors("Vụ Công nghệ cao báo cáo Bộ trưởng.", context)
    assert [a.actor_id for a in found] == ["BKHCN/CNC", "BKHCN#Bộ trưởng"]


def test_proposers() -> None:
    made = outline(
        "QUYẾT ĐỊNH",
        "Theo đề nghị của Giám đốc Sở Tài chính tại Tờ trình số 15/TTr-STC ngày 02/3/2026.",
        "Điều 1. Ban hành Kế hoạch.",
    )
    (basis,) = extract_bases(made, Context(issued_on=date(2026, 6, 1), issuer=PROVINCE))
    assert basis.proposer and basis.proposer.actor_id == "P2-68/STC#Giám đốc"


@pytest.mark.parametrize(
    ("text", "issuer", "name", "actor_id"),
    [
        ("Hội Nông dân", PROVINCE, "Hội Nông dân tỉnh Lâm Đồng", None),
        ("Hội Nông dân tỉnh", PROVINCE, "Hội Nông dân tỉnh Lâm Đồng", None),
        ("LĐLĐ", PROVINCE, "Liên đoàn Lao động tỉnh Lâm Đồng", None),
        ("Hội LHPN", "Ủy ban nhân dân xã Tân Hòa", "Hội Liên hiệp Phụ nữ xã Tân Hòa", None),
        ("Hội Nông dân Việt Nam", PROVINCE, "Hội Nông dân Việt Nam", "HNDVN"),
        ("Hội Nông dân", "Chính phủ", "Hội Nông dân Việt Nam", "HNDVN"),
        ("Hội Nông dân", None, "Hội Nông dân Việt Nam", "HNDVN"),
    ],
)
def test_a_mass_organisation_is_the_branch_at_home(
    text: str, issuer: str | None, name: str, actor_id: str | None
) -> None:
    (found,) = find_actors(f"{text} vận động hội viên.", Context(date(2026, 6, 1), issuer=issuer))
    assert (found.name, found.actor_id) == (name, actor_id)
