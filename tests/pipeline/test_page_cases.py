"""Small made documents (invented names and numbers), each of a kind that was once misread: pages
under stamps, unusable text layers, values of forms, words that nobody sees.
"""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path

import pytest

from vanban import convert
from vanban.pipeline.errors import UnsupportedFormat
from vanban.pipeline.ocr.tesseract import tesseract
from vanban.pipeline.options import Options
from vanban.schemas import Plan

CASES = Path(__file__).parents[1] / "data" / "pages"
needs_engine = pytest.mark.skipif(
    tesseract() is None, reason="tesseract with Vietnamese data is not installed"
)


@cache
def plan_of(name: str) -> Plan:
    return convert(CASES / name)


def codes(plan: Plan) -> set[str]:
    return {d.code for d in plan.diagnostics}


def works(plan: Plan) -> list[tuple[str, date | None]]:
    """Who leads, and until when."""
    return [(", ".join(a.text for a in t.leads), t.deadline.due) for t in plan.tasks]


DIRECTIVE = "12/CT-UBND", date(2026, 5, 6)
DECISION = "45/QĐ-SNV", date(2026, 3, 5)


@pytest.mark.parametrize(
    ("name", "header"),
    [
        pytest.param(f"stamped-scan-unread/{name}.pdf", DIRECTIVE, marks=needs_engine)
        for name in ("a-gazette-stamp", "b-two-stamps")
    ]
    + [
        pytest.param(f"glyph-ids-as-text/{name}.pdf", DECISION, marks=needs_engine)
        for name in ("r-notounicode", "r-pua")
    ]
    + [
        ("stamp-becomes-parent-body/in.pdf", DIRECTIVE),
        ("pdf-form-values/r-acroform-noap.pdf", DECISION),
    ],
)
def test_number_and_day(name, header):
    document = plan_of(name).document
    assert (document.number_symbol, document.issued_on) == header
    assert not document.is_draft


@needs_engine
@pytest.mark.parametrize("name", ["a-gazette-stamp", "b-two-stamps"])
def test_a_scan_under_a_stamp_is_read(name):
    plan = plan_of(f"stamped-scan-unread/{name}.pdf")
    assert plan.document.issuer.text == "ỦY BAN NHÂN DÂN TỈNH QUẢNG SƠN"
    assert works(plan) == [("Sở Tài chính", date(2026, 5, 19)), ("Sở Y tế", date(2026, 6, 29))]
    assert not codes(plan) & {"scan-page", "page-unread"}


@needs_engine
@pytest.mark.parametrize("name", ["r-notounicode", "r-pua"])
def test_a_text_layer_of_glyph_numbers_or_private_letters_is_read_from_the_picture(name):
    plan = plan_of(f"glyph-ids-as-text/{name}.pdf")
    assert [a.number for a in plan.articles] == ["1", "2", "3"]
    assert works(plan) == [("Văn phòng Sở", date(2026, 9, 29))]


def test_no_body_is_taken_from_a_stamp():
    assert plan_of("stamp-becomes-parent-body/in.pdf").document.parent_body is None


@pytest.mark.parametrize("name", ["r-black-redaction", "r-invisible", "r-ocgoff", "r-white"])
def test_words_that_nobody_sees_are_no_work(name):
    plan = plan_of(f"what-no-reader-sees/{name}.pdf")
    assert [a.number for a in plan.articles] == ["1", "2", "3"]
    assert works(plan) == [("Văn phòng Sở", date(2026, 9, 29))]
    assert "hidden-text" in codes(plan)


def test_a_white_placeholder_is_no_part_of_the_signature():
    (signer,) = plan_of("white-placeholder-in-signature/in.pdf").document.signers
    assert (signer.position, signer.name) == ("PHÓ CHỦ TỊCH", "Trần Văn Minh")


def test_struck_words_of_a_word_file_are_out():
    plan = plan_of("struck-words-are-live/strike.docx")
    assert works(plan) == [
        ("Phòng Cải cách hành chính", date(2026, 8, 31)),
        ("Phòng Thanh tra", date(2026, 9, 30)),
        ("Văn phòng Sở", date(2026, 11, 15)),
    ]
    assert plan.tasks[0].deadline.kind == "date"
    assert "struck-words" in codes(plan)


def test_struck_words_of_a_web_page_are_out():
    plan = plan_of("struck-words-are-live/h-del-ins.html")
    assert works(plan) == [("Văn phòng Sở", date(2026, 9, 29))]
    assert "struck-words" in codes(plan)


THREE_ROWS = [
    ("Phòng Cải cách hành chính", date(2026, 6, 30)),
    ("Phòng Tổ chức biên chế", date(2026, 9, 30)),
    ("Văn phòng Sở", date(2026, 11, 15)),
]


def test_a_sheet_inside_a_word_file_is_read():
    assert works(plan_of("parts-of-a-docx-left-out-silently/ole-excel.docx")) == THREE_ROWS


def test_a_word_file_that_is_nothing_but_a_chunk_is_read():
    plan = plan_of("parts-of-a-docx-left-out-silently/altchunk-only.docx")
    assert works(plan) == THREE_ROWS
    assert "unread-part" not in codes(plan)


def test_a_diagram_inside_a_word_file_is_read():
    plan = plan_of("parts-of-a-docx-left-out-silently/smartart.docx")
    assert "Văn phòng Sở: chủ trì tập huấn" in plan.source.text


@pytest.mark.parametrize(("name", "kind"), [("picture", "hình lớn"), ("subdoc", "tài liệu con")])
def test_what_is_not_read_of_a_word_file_is_said(name, kind):
    plan = plan_of(f"parts-of-a-docx-left-out-silently/{name}.docx")
    assert [kind in d.message for d in plan.diagnostics if d.code == "unread-part"] == [True]


def test_drop_down_fields_show_what_was_chosen():
    works_ = works(plan_of("form-fields-of-word/formdropdown.docx"))
    assert works_ == [*THREE_ROWS[:2], ("Văn phòng Sở", date(2026, 12, 31))]


def test_a_control_that_was_filled_in_is_read_though_its_placeholder_flag_stands():
    assert works(plan_of("form-fields-of-word/sdt-plchdr.docx")) == THREE_ROWS


def test_a_title_that_keeps_the_gutter_of_the_head_stays_whole():
    title = plan_of("title-cut-by-header-gutter/in.pdf").document.title
    assert title is not None
    assert title.startswith("Phê duyệt Chương trình bồi dưỡng cán bộ")


@pytest.mark.parametrize("name", ["r-eth.pdf", "t-eth.txt", "t-african-d.txt"])
def test_look_alikes_of_the_letter_d_are_read_as_it(name):
    plan = plan_of(f"eth-in-pdf/{name}")
    assert plan.document.number_symbol == "45/QĐ-SNV"
    assert [a.number for a in plan.articles] == ["1", "2", "3"]


@pytest.mark.parametrize("ending", ["txt", "html"])
@pytest.mark.parametrize("type_name", ["Q U Y Ế T  Đ Ị N H", "Q U Y Ế T Đ Ị N H"])
def test_headings_with_spaced_letters_are_headings(type_name, ending):
    text = (CASES / "eth-in-pdf/t-eth.txt").read_text(encoding="utf-8")
    text = text.replace("QUYẾT ÐỊNH", type_name).replace("SỞ NỘI VỤ\n", "S Ở  N Ộ I  V Ụ\n", 1)
    if ending == "html":
        text = "".join(f"<p>{line}</p>" for line in text.splitlines())
    plan = convert(text.encode(), Options(filename=f"a.{ending}"))
    document = plan.document
    assert document.doc_type.code == "QĐ"
    assert document.issuer.text == "SỞ NỘI VỤ"
    assert document.title == "Về việc phân công nhiệm vụ chuyển đổi số năm 2026"
    assert [a.number for a in plan.articles] == ["1", "2", "3"]


@pytest.mark.parametrize("name", ["tabs.docx", "h-divtable.html"])
def test_tables_set_with_tabs_or_styles_are_tables(name):
    assert works(plan_of(f"appendix-set-with-tabs/{name}")) == THREE_ROWS


@pytest.mark.parametrize(("name", "said"), [("r-portfolio", "qd45.pdf"), ("r-xfa", "XFA")])
def test_a_file_that_is_only_a_cover_is_refused_with_what_to_do(name, said):
    with pytest.raises(UnsupportedFormat, match=said):
        convert(CASES / f"portfolio-xfa-attachment/{name}.pdf")


def test_files_within_a_file_are_named():
    plan = plan_of("portfolio-xfa-attachment/r-attached.pdf")
    (said,) = [d.message for d in plan.diagnostics if d.code == "embedded-files"]
    assert "kehoach.pdf" in said


def test_recipients_are_known_though_a_mark_of_their_heading_was_misread():
    plan = plan_of("noi-nhan-misread/in.txt")
    assert len(plan.document.recipients) == 5
    assert all("báo chí" not in task.text for task in plan.tasks)


def dated(name: str) -> list[tuple[str, date | None]]:
    """Where a task stands, and until when."""
    return [("/".join(t.path), t.deadline.due) for t in plan_of(name).tasks]


def test_items_that_speak_of_validity_are_work_too():
    assert dated("task-with-hieu-luc-dropped/in.txt") == [
        ("1/a", date(2026, 6, 29)),
        ("1/b", None),
        ("1/c", date(2026, 5, 31)),
        ("2", date(2026, 7, 14)),
        ("3/-", None),
        ("3/-", None),
    ]


def test_work_in_the_prose_of_an_appendix():
    assert dated("appendix-prose-tasks-lost/in.txt") == [
        ("II/1", date(2026, 5, 19)),
        ("PL/1/a", date(2026, 5, 14)),
        ("PL/1/b", None),
        ("PL/2", date(2026, 5, 31)),
        ("PL/3/a", None),
    ]


def test_rows_under_a_merged_cell_go_on_over_the_page():
    assert dated("merged-row-over-page/in.pdf") == [
        ("PL/1", date(2026, 6, 30)),
        ("PL/2", date(2026, 5, 31)),
        ("PL/2", date(2026, 11, 30)),
        ("PL/3", date(2026, 9, 30)),
    ]


@pytest.mark.parametrize("ending", ["html", "pdf"])
def test_a_table_of_targets_is_no_work(ending):
    assert not plan_of(f"target-table-as-assignments/in.{ending}").tasks


def test_place_and_time_of_a_meeting_are_no_work():
    assert works(plan_of("facts-of-a-meeting-as-tasks/in.txt")) == [("Ban Dân tộc tỉnh", None)]


def test_words_cut_at_the_page_turn_are_one_cell_though_the_columns_stand_elsewhere_there():
    plan = plan_of("merged-row-over-page/in.pdf")
    (said,) = [o for t in plan.tasks for o in t.outputs if "giải" in o.text]
    assert "giải pháp lớn để phát triển kinh tế tư nhân" in said.text


def test_a_document_of_one_sentence_is_signed_and_has_its_appendix():
    plan = plan_of("merged-row-over-page/in.pdf")
    (signer,) = plan.document.signers
    assert (signer.position, signer.name) == ("CHỦ TỊCH", "Trần Văn Minh")
    assert len(plan.appendices) == 1
    assert plan.source.coverage == 1


def test_who_an_article_names_leads_the_lists_below_it():
    plan = plan_of("article-gives-lead-to-lists-below/in.txt")
    assert works(plan) == [("UBND huyện Nghĩa An", due) for due in (None, None, None)] + [
        ("UBND huyện Nghĩa An", date(2026, 12, 31))
    ]


def test_a_request_after_a_list_is_work_and_a_day_with_a_figure_unread_is_none():
    plan = plan_of("request-after-a-list-lost/in.txt")
    assert works(plan) == [("các đơn vị", date(2026, 9, 19))]
    assert plan.document.issued_on is None
    assert "date-missing" in codes(plan)
