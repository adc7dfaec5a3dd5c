"""Made decisions in any number, each different, always the same for one seed; invented work, real
shapes and sizes.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from vanban.schemas import Plan

Raw = dict[str, Any]
_VERBS = (
    "Xây dựng",
    "Trình ban hành",
    "Tổ chức triển khai",
    "Rà soát, sửa đổi",
    "Kiểm tra, đánh giá",
    "Tổng hợp, báo cáo",
    "Hướng dẫn",
    "Tuyên truyền",
    "Nâng cấp",
    "Phê duyệt",
)
_OBJECTS = (
    "kế hoạch",
    "đề án",
    "quy chế phối hợp",
    "cơ sở dữ liệu",
    "hệ thống thông tin",
    "dịch vụ công trực tuyến",
    "quy trình nội bộ",
    "văn bản quy phạm pháp luật",
    "chương trình đào tạo",
    "báo cáo sơ kết",
    "danh mục thủ tục hành chính",
    "hạ tầng số",
    "hồ sơ công việc",
    "kho lưu trữ",
    "mạng lưới cộng tác viên",
)
_FIELDS = (
    "chuyển đổi số",
    "cải cách hành chính",
    "khoa học và công nghệ",
    "giáo dục phổ thông",
    "y tế cơ sở",
    "bảo vệ môi trường",
    "an toàn giao thông",
    "nông thôn mới",
    "phòng cháy chữa cháy",
    "sở hữu trí tuệ",
    "tiêu chuẩn đo lường",
    "năng lượng tái tạo",
    "du lịch cộng đồng",
    "bình đẳng giới",
    "an ninh mạng",
    "thủy lợi",
    "hoà giải cơ sở",
)
_KINDS = ["Vụ", "Cục", "Sở", "Ban", "Trung tâm", "Viện", "Phòng", "Chi cục"]
_FIRST, _LAST = date(2023, 1, 1), date(2028, 12, 31)


def units(n: int) -> list[str]:
    """``n`` names of invented units."""
    names = [f"{kind} {field[0].upper()}{field[1:]}" for field in _FIELDS for kind in _KINDS]
    return [
        name if k < len(names) else f"{name} khu vực {k // len(names)}"
        for k, name in ((k, names[k % len(names)]) for k in range(n))
    ]


def made_plans(
    n: int, *, tasks: int = 10, unit_count: int = 800, seed: int = 1, start: int = 0
) -> Iterator[Plan]:
    """``n`` decisions with ``tasks`` tasks each."""
    names = units(unit_count)
    for k in range(start, start + n):
        yield made_plan(k, tasks, names, random.Random(f"{seed}:{k}"))


class _Text:
    """The text as it grows, and its blocks."""

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.size = 0
        self.blocks: list[Raw] = []

    def add(self, words: str, role: str) -> Raw:
        span = {"start": self.size, "end": self.size + len(words)}
        self.parts.append(words)
        self.size += len(words) + 1
        self.blocks.append(
            {"span": span, "anchor": {"kind": "text", "line": len(self.blocks) + 1}, "role": role}
        )
        return span


def made_plan(k: int, tasks: int, names: list[str], rng: random.Random) -> Plan:
    """Decision number ``k``: plain values, checked once as a whole."""
    body = _Text()
    issued = _FIRST + timedelta(days=rng.randrange((date(2026, 10, 31) - _FIRST).days))
    symbol = f"QĐ-B{'ABCDEFGHIKLMNOPQRSTUVX'[k % 22]}{k // 22 % 97}"
    number_symbol = f"{k % 3000 + 1}/{symbol}"
    title = f"Ban hành Kế hoạch {rng.choice(_FIELDS)} giai đoạn {issued.year}-{issued.year + 2}"
    head = body.add(f"Số: {number_symbol}", "header")
    title_span = body.add(title, "title")
    bases = [_basis(body, rng) for _ in range(3)]
    for _ in range(6):
        body.add(
            f"{rng.choice(_VERBS)} {rng.choice(_OBJECTS)} {rng.choice(_FIELDS)}; {_filler(rng)}",
            "article",
        )
    made = [_task(body, k, n, names, rng, issued) for n in range(1, tasks + 1)]
    issuer = {
        "text": f"BỘ {k // 3000 + 1}",
        "name": f"Bộ Số {k // 3000 + 1}",
        "kind": "agency",
        "span": head,
    }
    header = {
        "doc_type": {"code": "QĐ", "name": "Quyết định"},
        "number": str(k % 3000 + 1),
        "symbol": symbol,
        "number_symbol": number_symbol,
        "issued_on": issued,
        "issuer": issuer,
        "title": title,
        "evidence": {"number": head, "title": title_span},
    }
    text = "\n".join(body.parts) + "\n"
    source = {
        "filename": f"{k}.docx",
        "sha256": hashlib.sha256(text.encode()).hexdigest(),
        "media_type": "text/plain",
        "reader": "made/1",
        "text": text,
        "blocks": body.blocks,
        "coverage": 1.0,
    }
    return Plan.model_validate(
        {"source": source, "document": header, "legal_bases": bases, "tasks": made}
    )


def _filler(rng: random.Random) -> str:
    return " ".join(
        f"{rng.choice(_VERBS).lower()} {rng.choice(_OBJECTS)} về {rng.choice(_FIELDS)},"
        for _ in range(3)
    )


def _basis(body: _Text, rng: random.Random) -> Raw:
    symbol = f"{rng.randrange(1, 180)}/{rng.randrange(2014, 2025)}/NĐ-CP"
    words = f"Căn cứ Nghị định số {symbol};"
    span = body.add(words, "basis")
    citation = {"number_symbol": symbol, "relation": "basis", "text": symbol, "span": span}
    return {"kind": "citation", "text": words, "citations": [citation], "span": span}


def _task(body: _Text, k: int, n: int, names: list[str], rng: random.Random, issued: date) -> Raw:
    words = (
        f"{rng.choice(_VERBS)} {rng.choice(_OBJECTS)} {rng.choice(_FIELDS)} đợt "
        f"{rng.randrange(1000)}"
    )
    span = body.add(words, "table_cell")
    pair = [
        names[min(int(rng.paretovariate(0.6)) - 1, len(names) - 1)]
        if rng.random() < 0.3
        else rng.choice(names)
        for _ in "ab"
    ]
    lead, cooperator = (
        {"text": name, "name": name, "kind": "unit", "span": body.add(name, "table_cell")}
        for name in pair
    )
    deadline = _deadline(body, rng, issued)
    product = {"text": "Quyết định", "span": body.add("Quyết định", "table_cell")}
    return {
        "id": f"made-{k}-{n}",
        "origin": "table",
        "path": ["PL", str(n)],
        "number": str(n),
        "text": words,
        "leads": [lead],
        "cooperators": [cooperator],
        "deadline": deadline,
        "outputs": [product],
        "span": span,
    }


def _deadline(body: _Text, rng: random.Random, issued: date) -> Raw:
    kind = rng.random()
    if kind < 0.1:
        return {
            "text": "Thường xuyên",
            "kind": "ongoing",
            "span": body.add("Thường xuyên", "table_cell"),
        }
    if kind < 0.13:
        words = "Hàng năm trước 30/11"
        return {
            "text": words,
            "kind": "recurring",
            "rrule": "FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=29",
            "start": date(issued.year, 1, 1),
            "until": date(issued.year + 2, 12, 31),
            "span": body.add(words, "table_cell"),
        }
    due = min(issued + timedelta(days=rng.randrange(20, 700)), _LAST)
    words = f"Trước {due:%d/%m/%Y}"
    return {"text": words, "kind": "date", "due": due, "span": body.add(words, "table_cell")}
