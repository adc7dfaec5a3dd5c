"""Diagnostics of made plans."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from vanban.extractors.checks import check
from vanban.extractors.checks.known import known_date
from vanban.extractors.checks.say import codes, say
from vanban.schemas import (
    ActorRef,
    Appendix,
    Article,
    Attachment,
    Block,
    BlockRole,
    Cell,
    Citation,
    Column,
    Deadline,
    DocType,
    Header,
    LegalBasis,
    OcrAnchor,
    Plan,
    Row,
    Signer,
    Source,
    Span,
    Table,
    Task,
    TextAnchor,
)

NOWHERE = Span(start=0, end=0)
SOURCE = Source(
    filename="a.txt",
    sha256="0" * 64,
    media_type="text/plain",
    reader="test/1",
    text="Chi tiết tại Phụ lục kèm theo.",
)


def actor(text: str) -> ActorRef:
    return ActorRef(text=text, name=text, kind="agency", span=NOWHERE)


HEADER = Header(
    doc_type=DocType(code="QĐ", name="Quyết định"),
    number="12",
    symbol="QĐ-UBND",
    number_symbol="12/QĐ-UBND",
    issued_on=date(2025, 2, 1),
    place="Hòa Giang",
    issuer=actor("Ủy ban nhân dân tỉnh Hòa Giang"),
    title="Ban hành Kế hoạch giai đoạn 2025 - 2026",
)


BASIS = LegalBasis(kind="citation", text="Căn cứ …", span=NOWHERE)
LONG_LOST = Source(
    filename="a.txt",
    sha256="0" * 64,
    media_type="text/plain",
    reader="test/1",
    text="Mẫu giấy đăng ký",
    blocks=(
        Block(
            span=Span(start=0, end=16),
            anchor=TextAnchor(line=1),
            role=BlockRole.UNREAD,
        ),
    ),
    coverage=0.3,
)


SCANNED = LONG_LOST.model_copy(
    update={
        "blocks": (
            Block(
                span=Span(start=0, end=16),
                anchor=OcrAnchor(page=1, bbox=(0, 0, 9, 9), confidence=0.9),
                role=BlockRole.HEADER,
            ),
        )
    }
)


def plan(**fields: Any) -> Plan:
    base = {"articles": (article("1"),), "legal_bases": (BASIS,)}
    return Plan(**{"source": SOURCE, "document": HEADER, **base, **fields})


def task(**fields: Any) -> Task:
    base = {
        "id": "a",
        "origin": "table",
        "path": ("PL", "1"),
        "text": "Xây dựng kế hoạch",
        "span": NOWHERE,
        "leads": (actor("Sở Nội vụ"),),
    }
    return Task(**{**base, **fields})


def found(p: Plan) -> set[str]:
    return {d.code for d in check(p)}


def cited(number: str, on: date | None = None) -> Citation:
    return Citation(
        doc_type=DocType(code="QĐ", name="Quyết định"),
        number_symbol=number,
        issued_on=on,
        text=number,
        span=NOWHERE,
    )


def attachment(**fields: Any) -> Attachment:
    return Attachment(id="kh", type=DocType(code="KH", name="Kế hoạch"), span=NOWHERE, **fields)


def due(on: date, **fields: Any) -> Deadline:
    return Deadline(text="x", kind="date", due=on, span=NOWHERE, **fields)


def article(number: str, text: str = "") -> Article:
    return Article(id=f"dieu_{number}", number=number, text=text, span=NOWHERE)


DAMAGED = Table(
    id="bang_1",
    damaged=True,
    span=NOWHERE,
    rows=(Row(kind="data", cells=(Cell(text="III", span=NOWHERE),)),),
)
GUESSED = Table(
    id="bang_1",
    role="assignments",
    columns=(Column(index=0, header="", role="task", inferred=True),),
    span=NOWHERE,
)
UNLIKE_WORK = Table(
    id="bang_3", columns=(Column(index=0, header="Cơ quan chủ trì", role="lead"),), span=NOWHERE
)
WITH_A_LOST_ROW = Table(
    id="bang_4",
    role="assignments",
    rows=(Row(kind="data", cells=(Cell(text="Sở Y tế", span=Span(start=90, end=97)),)),),
    span=Span(start=90, end=97),
)

CASES: list[tuple[str, Plan]] = [
    ("not-a-document", Plan(source=SOURCE, document=Header())),
    ("no-articles", plan(articles=())),
    ("no-bases", plan(legal_bases=())),
    ("much-unread", plan(source=LONG_LOST)),
    ("no-header", plan(document=HEADER.model_copy(update={"place": None}))),
    ("number-missing", plan(document=HEADER.model_copy(update={"number_symbol": None}))),
    ("date-missing", plan(document=HEADER.model_copy(update={"issued_on": None}))),
    ("issuer-missing", plan(document=HEADER.model_copy(update={"issuer": None}))),
    (
        "issuer-doubtful",
        plan(
            source=SCANNED,
            document=HEADER.model_copy(update={"issuer": actor("UBND phưmg Vân Thịnh")}),
        ),
    ),
    (
        "signer-missing",
        plan(document=HEADER.model_copy(update={"signers": (Signer(span=NOWHERE),)})),
    ),
    ("draft", plan(document=HEADER.model_copy(update={"is_draft": True}))),
    ("kem-theo-number", plan(attachments=(attachment(issued_with=cited("13/QĐ-UBND")),))),
    (
        "kem-theo-date",
        plan(attachments=(attachment(issued_with=cited("12/QĐ-UBND", date(2025, 1, 1))),)),
    ),
    (
        "basis-date",
        plan(
            legal_bases=(
                LegalBasis(
                    kind="citation",
                    text="",
                    citations=(cited("91/2015/QH13", date(2015, 1, 1)),),
                    span=NOWHERE,
                ),
            )
        ),
    ),
    (
        "basis-after-issue",
        plan(
            legal_bases=(
                LegalBasis(
                    kind="citation",
                    text="",
                    citations=(cited("9/QĐ-TTg", date(2025, 5, 1)),),
                    span=NOWHERE,
                ),
            )
        ),
    ),
    ("article-gap", plan(articles=(article("1"), article("3")))),
    (
        "attachment-missing",
        plan(articles=(article("1", "Ban hành kèm theo Quyết định này Kế hoạch công tác."),)),
    ),
    (
        "appendix-gap",
        plan(
            appendices=tuple(
                Appendix(id=f"pl_{n}", label=f"Phụ lục {n}", title="A", span=NOWHERE)
                for n in ("I", "III")
            )
        ),
    ),
    (
        "appendix-without-title",
        plan(appendices=(Appendix(id="pl", label="Phụ lục", span=NOWHERE),)),
    ),
    (
        "work-not-read",
        plan(
            appendices=(
                Appendix(id="pl", label="Phụ lục", title="Phân công nhiệm vụ", span=NOWHERE),
            )
        ),
    ),
    (
        "appendix-not-pointed-to",
        plan(
            source=SOURCE.model_copy(update={"text": "Không có gì"}),
            appendices=(Appendix(id="pl", label="Phụ lục", title="A", span=NOWHERE),),
        ),
    ),
    ("table-damaged", plan(tables=(DAMAGED,))),
    ("table-columns-inferred", plan(tables=(GUESSED,))),
    ("table-not-read", plan(tables=(UNLIKE_WORK,))),
    ("table-rows-unread", plan(tables=(WITH_A_LOST_ROW,))),
    ("lead-missing", plan(tasks=(task(leads=()),))),
    ("leads-missing-in-text", plan(tasks=(task(origin="section", leads=()),))),
    ("several-leads", plan(tasks=(task(leads=(actor("Sở Nội vụ"), actor("Sở Y tế"))),))),
    (
        "lead-unclear",
        plan(tasks=(task(text="Sở Nội vụ phối hợp với Sở Y tế rà soát", confidence=0.5),)),
    ),
    ("lead-also-cooperates", plan(tasks=(task(cooperators=(actor("sở nội vụ"),)),))),
    ("deadline-before-issue", plan(tasks=(task(deadline=due(date(2025, 1, 1))),))),
    ("deadline-beyond-horizon", plan(tasks=(task(deadline=due(date(2027, 6, 30))),))),
    (
        "deadline-impossible",
        plan(tasks=(task(deadline=Deadline(text="31/6/2025", kind="error", span=NOWHERE)),)),
    ),
    (
        "deadline-doubtful",
        plan(
            tasks=(
                task(deadline=due(date(2025, 6, 30), needs_review=True, reason="năm được suy ra")),
            )
        ),
    ),
    (
        "window-reversed",
        plan(tasks=(task(deadline=due(date(2025, 6, 30), start=date(2025, 7, 1))),)),
    ),
    ("six-clear", plan(tasks=(task(missing=("san_pham",)),))),
]


@pytest.mark.parametrize(("code", "made"), CASES, ids=[c for c, _ in CASES])
def test_each_check_speaks(code: str, made: Plan) -> None:
    assert code in found(made)


@pytest.mark.parametrize(
    ("change", "is_document"),
    [
        ({"articles": (article("9"), article("19"))}, False),  # quoted
        ({"articles": (article("1"), article("2"))}, True),
        (
            {"document": Header(doc_type=DocType(code="KH", name="Kế hoạch"), title="Năm 2026")},
            True,
        ),
        (
            {"document": Header(doc_type=DocType(code="HĐ", name="Hợp đồng"), title="ra sao?")},
            False,
        ),
        ({"document": Header(authority="BỘ TRƯỞNG BỘ Y TẾ")}, True),
    ],
)
def test_what_shows_a_document(change: dict[str, object], is_document: bool) -> None:
    bare = Plan(source=SOURCE, document=Header()).model_copy(update=change)
    assert ("not-a-document" not in found(bare)) is is_document


def test_a_clean_plan_is_silent() -> None:
    assert (
        found(
            plan(
                articles=(article("1"), article("2")),
                tasks=(task(deadline=due(date(2025, 6, 30))),),
            )
        )
        == set()
    )


@pytest.mark.parametrize("title", ["Biểu mức thu", "Danh mục văn bản", None])
def test_a_part_that_gives_nobody_work_needs_none(title: str | None) -> None:
    part = Appendix(id="pl", label="Phụ lục", title=title, span=NOWHERE)
    assert "work-not-read" not in found(plan(appendices=(part,)))


def test_a_part_with_its_tasks_is_read() -> None:
    whole = Span(start=0, end=20)
    part = Appendix(id="pl", label="Phụ lục", title="Phân công nhiệm vụ", span=whole)
    work = task(span=Span(start=5, end=9), deadline=due(date(2025, 6, 30)))
    assert "work-not-read" not in found(plan(appendices=(part,), tasks=(work,)))


def test_a_blank_number_in_a_kem_theo_line_is_right() -> None:
    assert found(plan(attachments=(attachment(issued_with=cited("/QĐ-UBND")),))) == set()


def test_a_parent_needs_no_lead() -> None:
    assert "lead-missing" not in found(
        plan(tasks=(task(id="p", leads=()), task(id="c", parent="p")))
    )


def test_body_and_rows() -> None:
    body = tuple(
        task(id=f"b{i}", origin="section", path=("II", str(i)), linked=(f"r{i}",) if i < 3 else ())
        for i in range(4)
    )
    rows = tuple(
        task(id=f"r{i}", path=("PL", str(i)), linked=(f"b{i}",) if i < 3 else ()) for i in range(5)
    )
    said = {d.code: d.message for d in check(plan(tasks=body + rows))}
    assert "II.3" in said["body-without-row"] and said["body-without-row"].startswith("1 ")
    assert "PL.3, PL.4" in said["row-without-body"]


def test_an_inherited_deadline_is_reported_once() -> None:
    shared_deadline = due(date(2025, 1, 1))
    said = check(
        plan(tasks=(task(deadline=shared_deadline), task(id="b", deadline=shared_deadline)))
    )
    assert [d.code for d in said].count("deadline-before-issue") == 1


def test_every_code_is_tried() -> None:
    apart = {"framed-header", "several-documents", "further-document", "document-within"}
    elsewhere = {"body-without-row", "row-without-body", *apart}
    assert codes() == {c for c, _ in CASES} | elsewhere


@pytest.mark.parametrize(
    ("source", "issuer", "doubtful"),
    [
        (SCANNED, actor("UBND phưmg Vân Thịnh"), True),
        (SCANNED, actor("Tñi phưmg"), True),  # not one word is read
        (SCANNED, actor("UBND phường Vân Thịnh"), False),
        (SCANNED, actor("Ban Chỉ đạo 138"), False),
        (SCANNED, actor("UBND tỉnh Đắk Lắk").model_copy(update={"actor_id": "X"}), False),
        (SOURCE, actor("UBND phưmg Vân Thịnh"), False),  # written so
    ],
)
def test_an_issuer_with_words_that_are_none(
    source: Source, issuer: ActorRef, doubtful: bool
) -> None:
    read = plan(source=source, document=HEADER.model_copy(update={"issuer": issuer}))
    assert ("issuer-doubtful" in found(read)) is doubtful


def test_messages_are_filled() -> None:
    assert (
        say("article-gap", None, before=1, after=3).message
        == "Số thứ tự Điều không liên tục: sau Điều 1 là Điều 3."
    )
    with pytest.raises(KeyError):
        say("no-such-code")


def test_known_dates() -> None:
    assert known_date("91/2015/QH13") == date(2015, 11, 24)
    assert known_date("9999/QĐ-X") is None
