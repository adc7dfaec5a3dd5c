"""The decision what is work: its lines, what rules prove and refute, its reasons, its
calibration.
"""

from __future__ import annotations

from math import exp, log

import numpy as np
import pytest

from benchmarks.work.learning import calibrated
from vanban import convert
from vanban.extractors.tasks import headings
from vanban.extractors.tasks.action import _behind_adverbial, actions
from vanban.extractors.tasks.decision import FACT, NEAR, PROVEN, WORK, Model, shipped
from vanban.extractors.tasks.evidence import _titles
from vanban.schemas import Plan

LETTER = "Số: 12/SNV-VP\nKính gửi: Các phòng\n"


def plan(text: str) -> Plan:
    return convert(text.encode())


def fixed(probability: float, monkeypatch: pytest.MonkeyPatch) -> Plan:
    """A plan by a model that gives every passage the same probability."""
    odds = log(probability / (1 - probability))
    model = Model({}, odds)
    monkeypatch.setattr("vanban.extractors.tasks.decision.shipped", lambda: model)
    return plan("I. NHIỆM VỤ\n1. Rà soát hồ sơ của các xã trong tỉnh.\n")


@pytest.mark.parametrize(
    ("probability", "tasks", "candidates"),
    [(0.51, 1, 0), (0.49, 0, 1), (0.16, 0, 1), (0.14, 0, 0)],
)
def test_lines(
    probability: float, tasks: int, candidates: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = fixed(probability, monkeypatch)
    assert (len(found.tasks), len(found.candidates)) == (tasks, candidates)
    assert (WORK, NEAR) == (0.5, 0.15)


def test_an_order_with_a_day_is_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vanban.extractors.tasks.decision.shipped", lambda: Model({}, -9.0))
    (task,) = plan("1. Giao Sở Y tế xây dựng đề án trước ngày 30/11/2026.\n").tasks
    assert task.confidence == PROVEN == 0.9


def test_what_is_told_is_not_proven(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vanban.extractors.tasks.decision.shipped", lambda: Model({}, -9.0))
    told = (
        "1. Ngày 24/8/2026, Thủ tướng có Công văn số 6/TTg giao Bộ Y tế sửa Thông tư trước "
        "ngày 30/11/2026.\n"
    )
    assert not plan(told).tasks


def test_a_fact_stays_for_review(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vanban.extractors.tasks.decision.shipped", lambda: Model({}, 9.0))
    found = plan("I. NHIỆM VỤ\n1. Địa điểm treo pano tại xã.\n2. Rà soát hồ sơ của các xã.\n")
    assert [t.number for t in found.tasks] == ["2"]
    assert [c.confidence for c in found.candidates] == [FACT]


def test_reasons_are_in_words() -> None:
    (task,) = plan("1. Giao Sở Y tế xây dựng đề án trước ngày 30/11/2026.\n").tasks
    assert 1 <= len(task.reasons) <= 3
    assert all(reason[0].isupper() and "{" not in reason for reason in task.reasons)


def test_slope_and_shift_calibrate_the_odds() -> None:
    """Odds twice too sure are halved."""
    odds = np.array([2.0] * 100 + [-2.0] * 100)
    right = round(100 / (1 + exp(-1)))
    labels = np.array([1.0] * right + [0.0] * (100 - right) + [0.0] * right + [1.0] * (100 - right))
    model = calibrated(Model({}, 0.0), odds, labels, np.ones(200))
    assert model.slope == pytest.approx(0.5, abs=0.02)
    assert model.shift == pytest.approx(0.0, abs=0.02)


def test_the_shipped_model_is_calibrated_and_small() -> None:
    model = shipped()
    assert 0.3 < model.slope < 3
    assert 50 < len(model.weights) < 2000
    assert Model.from_json(model.to_json()) == model


@pytest.mark.parametrize(
    ("text", "signs"),
    [
        ("Ngày 24/8/2024, Thủ tướng Chính phủ có công văn số 656/TTg-KSTT về phí", {"told"}),
        ("Ủy ban nhân dân tỉnh ban hành Kế hoạch số 962/KH-UBND ngày 21/01/2026", {"told"}),
        ("Bộ trưởng Bộ Nội vụ, Phó Trưởng ban thường trực", {"member"}),
        ("đề nghị các cơ quan chuyên môn quan tâm, phối hợp thực hiện", {"above"}),
        ("Đánh giá cao nỗ lực của Chủ đầu tư", {"praise"}),
        ("Cơ bản thống nhất với báo cáo của Sở Tài chính", {"praise"}),
        ("Sở Xây dựng để tổng hợp, báo cáo Ủy ban nhân dân tỉnh", {"collects"}),
        ("Sắp xếp toàn bộ diện tích của xã A và xã B thành xã mới có tên gọi là xã A", {"enacts"}),
        ("Các Bộ trưởng chịu trách nhiệm thi hành Quyết định này", {"closes"}),
        ("Tỷ lệ hồ sơ trực tuyến đạt 70%", {"figures"}),
        ("Sở Nội vụ xây dựng báo cáo trước ngày 30/11/2025", set()),
    ],
)
def test_signs(text: str, signs: set[str]) -> None:
    assert set(headings.signs(text)) == signs


@pytest.mark.parametrize(
    "told",
    [
        "1. Ủy ban nhân dân tỉnh ban hành Kế hoạch số 962/KH-UBND ngày 21/01/2026 về kiểm tra công "
        "tác cải cách hành chính.",
        "1. Thời gian thực hiện Kế hoạch: Từ khi ban hành đến hết năm 2030.",
    ],
)
def test_what_is_issued_and_when_a_plan_runs_are_no_work(told: str) -> None:
    found = plan(f"KẾ HOẠCH\nKiểm tra\nII. NHIỆM VỤ\n{told}\n2. Sở Nội vụ rà soát hồ sơ.\n")
    assert [[a.name for a in t.leads] for t in found.tasks] == [["Sở Nội vụ"]]


@pytest.mark.parametrize(
    "asked",
    [
        "Sở Nội vụ tham mưu UBND tỉnh ban hành Kế hoạch số hóa hồ sơ.",
        "Rà soát các xã đã được UBND tỉnh ban hành Quyết định số 5/QĐ-UBND công nhận.",
        "Thời gian thực hiện rút ngắn còn 5 ngày, Sở Nội vụ rà soát quy trình.",
    ],
)
def test_who_issues_only_later_has_work(asked: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vanban.extractors.tasks.decision.shipped", lambda: Model({}, 9.0))
    assert len(plan(f"I. NHIỆM VỤ\n1. {asked}\n2. Rà soát hồ sơ của các xã.\n").tasks) == 2


def test_consent_behind_its_actor_is_a_sign_too() -> None:
    words = "Chính phủ thống nhất thông qua nội dung dự án Luật"
    assert set(headings.signs(words, len("Chính phủ "))) == {"praise"}


def test_letters_ask_in_paragraphs_and_bullets() -> None:
    """Names under 'Kính gửi' and the appeal at the end are none."""
    found = plan(
        LETTER + "Thực hiện Công văn số 9/UBND-VX ngày 03/02/2026 của Ủy ban nhân dân tỉnh;\n"
        "Sở Giáo dục đề nghị các trường thực hiện các nội dung sau:\n"
        "- Theo dõi dự báo thời tiết, thông tin kịp thời đến phụ huynh.\n"
        "- Hạn chế cho học sinh ra ngoài khi có mưa lớn.\n"
        "Sở Giáo dục đề nghị Thủ trưởng các đơn vị nghiêm túc thực hiện./.\n"
    )
    assert [t.text[:9] for t in found.tasks] == ["Theo dõi ", "Hạn chế c"]


def test_labelled_points_are_one_work() -> None:
    """'a) Nhiệm vụ: … b) Cơ quan thực hiện: … c) Thời gian: …' (case labelled points)."""
    (task,) = plan(
        "I. NHIỆM VỤ\n1. Nguồn nhân lực\na) Nhiệm vụ: Lựa chọn cán bộ đầu mối chuyển đổi số.\n"
        "b) Cơ quan thực hiện:\n- Đơn vị chủ trì: Sở Khoa học và Công nghệ.\n"
        "- Đơn vị phối hợp: Các Sở, ban, ngành.\nc) Thời gian thực hiện: Trong năm 2027.\n"
    ).tasks
    assert task.text == "Lựa chọn cán bộ đầu mối chuyển đổi số."
    assert [a.text for a in task.leads] == ["Sở Khoa học và Công nghệ"]
    assert task.cooperators


def test_bullets_with_lines_of_their_own_are_works() -> None:
    found = plan(
        "I. NHIỆM VỤ\n1. Đẩy mạnh chuyển đổi số trong công tác pháp luật\n"
        "- Ra mắt trợ lý ảo pháp luật.\nĐơn vị chủ trì: Sở Khoa học và Công nghệ.\nThời gian thực "
        "hiện: Tháng 12/2026.\n"
        "- Cập nhật Cổng pháp luật quốc gia.\nĐơn vị chủ trì: Sở Tư pháp.\nThời gian thực hiện: "
        "Thường xuyên.\n"
    )
    assert [[a.text for a in t.leads] for t in found.tasks] == [
        ["Sở Khoa học và Công nghệ"],
        ["Sở Tư pháp"],
    ]


def test_a_verb_that_no_list_knows_is_read_by_the_language_layer() -> None:
    openings = ["Nhân bản mô hình trường học xanh", "Kinh phí bảo đảm hoạt động", "Rà soát hồ sơ"]
    assert actions(openings, [0, 0, 0]) == ("Nhân bản", None, "Rà soát")


@pytest.mark.parametrize(
    ("line", "work"),
    [
        ("Các đơn vị gửi hồ sơ về Sở Nội vụ trước ngày 15/02/2027.", True),
        ("Sở Y tế chủ trì, phối hợp với Sở Tài chính lập đề án trước ngày 15/02/2027.", True),
        # a term that begins with an event, and a day gone by
        ("Giao Sở Y tế trả lời trong 05 ngày làm việc kể từ ngày nhận được kiến nghị.", False),
        ("Giao Sở Y tế xây dựng đề án trước ngày 30/11/2020.", False),
        ("Đơn vị nào gửi chậm thì thủ trưởng đơn vị phải chịu trách nhiệm.", False),
    ],
)
def test_what_rules_prove(line: str, work: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vanban.extractors.tasks.decision.shipped", lambda: Model({}, -9.0))
    found = plan(f"Hà Nội, ngày 05 tháng 3 năm 2026\n{LETTER}1. {line}\n")
    assert bool(found.tasks) is work


def test_a_warning_of_who_answers_is_no_work(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("vanban.extractors.tasks.decision.shipped", lambda: Model({}, 9.0))
    found = plan("1. Đơn vị nào gửi chậm thì thủ trưởng đơn vị phải chịu trách nhiệm.\n")
    assert not found.tasks


def test_the_verb_behind_an_adverbial_needs_no_language_layer() -> None:
    said = ["Căn cứ chức năng, nhiệm vụ được giao, rà soát hồ sơ của các xã."]
    assert actions(said, [0]) == ("rà soát",)
    assert _behind_adverbial("Căn cứ kết quả rà soát, đánh giá hồ sơ", 0) is None
    assert _behind_adverbial("Hồ sơ của các xã, rà soát hằng năm", 0) is None


def test_titles_tell_rules_from_plans() -> None:
    said = {name: pattern.search for name, pattern in _titles().items()}
    for title in ("ban hanh quy dinh phan cap quan ly", "quy dinh muc chi", "phan cap tham quyen"):
        assert said["rules"](title)
    assert said["plan"]("phe duyet de an phat trien doanh nghiep cong nghe so")
