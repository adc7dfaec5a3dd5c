"""Made decisions in any number, each different, always the same for one seed; invented work, real shapes and sizes."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from datetime import date, timedelta

from schemas import (
    ActorRef,
    Block,
    BlockRole,
    Citation,
    Deadline,
    DocType,
    Header,
    LegalBasis,
    Output,
    Plan,
    Source,
    Span,
    Task,
    TextAnchor,
)  # fmt: skip

_VERBS = (
    "Xây dựng", "Trình ban hành", "Tổ chức triển khai", "Rà soát, sửa đổi", "Kiểm tra, đánh giá", "Tổng hợp, báo cáo", "Hướng dẫn",
    "Tuyên truyền", "Nâng cấp", "Phê duyệt",
)  # fmt: skip
_OBJECTS = (
    "kế hoạch", "đề án", "quy chế phối hợp", "cơ sở dữ liệu", "hệ thống thông tin", "dịch vụ công trực tuyến", "quy trình nội bộ",
    "văn bản quy phạm pháp luật", "chương trình đào tạo", "báo cáo sơ kết", "danh mục thủ tục hành chính", "hạ tầng số",
    "hồ sơ công việc", "kho lưu trữ", "mạng lưới cộng tác viên",
)  # fmt: skip
_FIELDS = (
    "chuyển đổi số", "cải cách hành chính", "khoa học và công nghệ", "giáo dục phổ thông", "y tế cơ sở", "bảo vệ môi trường",
    "an toàn giao thông", "nông thôn mới", "phòng cháy chữa cháy", "sở hữu trí tuệ", "tiêu chuẩn đo lường", "năng lượng tái tạo",
    "du lịch cộng đồng", "bình đẳng giới", "an ninh mạng", "thủy lợi", "hoà giải cơ sở",
)  # fmt: skip
_KINDS = ["Vụ", "Cục", "Sở", "Ban", "Trung tâm", "Viện", "Phòng", "Chi cục"]
_FIRST, _LAST = date(2023, 1, 1), date(2028, 12, 31)


def units(n: int) -> list[str]:
    """``n`` names of invented units."""
    names = [f"{kind} {field[0].upper()}{field[1:]}" for field in _FIELDS for kind in _KINDS]
    return [name if k < len(names) else f"{name} khu vực {k // len(names)}" for k, name in ((k, names[k % len(names)]) for k in range(n))]


def made_plans(n: int, *, tasks: int = 10, unit_count: int = 800, seed: int = 1, start: int = 0) -> Iterator[Plan]:
    """``n`` decisions with ``tasks`` tasks each."""
    names = units(unit_count)
    for k in range(start, start + n):
        yield made_plan(k, tasks, names, random.Random(f"{seed}:{k}"))


class _Text:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.size = 0
        self.blocks: list[Block] = []

    def add(self, words: str, role: BlockRole) -> Span:
        span = Span.model_construct(start=self.size, end=self.size + len(words))
        self.parts.append(words)
        self.size += len(words) + 1
        self.blocks.append(Block.model_construct(span=span, anchor=TextAnchor.model_construct(line=len(self.blocks) + 1), role=role,
                                                 cell=None, lines=(), style=None))  # fmt: skip
        return span


def made_plan(k: int, tasks: int, names: list[str], rng: random.Random) -> Plan:
    """Decision number ``k``."""
    body = _Text()
    issued = _FIRST + timedelta(days=rng.randrange((date(2026, 10, 31) - _FIRST).days))
    symbol = f"QĐ-B{'ABCDEFGHIKLMNOPQRSTUVX'[k % 22]}{k // 22 % 97}"
    number_symbol = f"{k % 3000 + 1}/{symbol}"
    title = f"Ban hành Kế hoạch {rng.choice(_FIELDS)} giai đoạn {issued.year}-{issued.year + 2}"
    head = body.add(f"Số: {number_symbol}", BlockRole.HEADER)
    title_span = body.add(title, BlockRole.TITLE)
    bases = [_basis(body, rng) for _ in range(3)]
    for _ in range(6):
        body.add(f"{rng.choice(_VERBS)} {rng.choice(_OBJECTS)} {rng.choice(_FIELDS)}; {_filler(rng)}", BlockRole.ARTICLE)
    made = tuple(_task(body, k, n, names, rng, issued) for n in range(1, tasks + 1))
    issuer = ActorRef.model_construct(
        text=f"BỘ {k // 3000 + 1}", name=f"Bộ Số {k // 3000 + 1}", actor_id=None, kind="agency", members=(), span=head
    )
    header = Header.model_construct(
        doc_type=DocType(code="QĐ", name="Quyết định"), number=str(k % 3000 + 1), symbol=symbol, number_symbol=number_symbol,
        issued_on=issued, issuer=issuer, title=title, evidence={"number": head, "title": title_span},
    )  # fmt: skip
    text = "\n".join(body.parts) + "\n"
    source = Source.model_construct(
        filename=f"{k}.docx", sha256=hashlib.sha256(text.encode()).hexdigest(), media_type="text/plain", reader="made/1", text=text,
        blocks=tuple(body.blocks), coverage=1.0,
    )  # fmt: skip
    return Plan.model_construct(source=source, document=header, legal_bases=tuple(bases), tasks=made)


def _filler(rng: random.Random) -> str:
    return " ".join(f"{rng.choice(_VERBS).lower()} {rng.choice(_OBJECTS)} về {rng.choice(_FIELDS)}," for _ in range(3))


def _basis(body: _Text, rng: random.Random) -> LegalBasis:
    symbol = f"{rng.randrange(1, 180)}/{rng.randrange(2014, 2025)}/NĐ-CP"
    span = body.add(f"Căn cứ Nghị định số {symbol};", BlockRole.BASIS)
    citation = Citation.model_construct(number_symbol=symbol, relation="basis", text=symbol, span=span)
    return LegalBasis.model_construct(kind="citation", text=f"Căn cứ Nghị định số {symbol};", citations=(citation,), span=span)


def _task(body: _Text, k: int, n: int, names: list[str], rng: random.Random, issued: date) -> Task:  # noqa: PLR0917
    words = f"{rng.choice(_VERBS)} {rng.choice(_OBJECTS)} {rng.choice(_FIELDS)} đợt {rng.randrange(1000)}"
    span = body.add(words, BlockRole.TABLE_CELL)
    lead, cooperator = (
        names[min(int(rng.paretovariate(0.6)) - 1, len(names) - 1)] if rng.random() < 0.3 else rng.choice(names) for _ in "ab"
    )
    spans = [body.add(name, BlockRole.TABLE_CELL) for name in (lead, cooperator)]
    actors = [ActorRef.model_construct(text=name, name=name, actor_id=None, kind="unit", members=(), span=at)
              for name, at in zip((lead, cooperator), spans, strict=True)]  # fmt: skip
    deadline = _deadline(body, rng, issued)
    product = body.add("Quyết định", BlockRole.TABLE_CELL)
    return Task.model_construct(
        id=f"made-{k}-{n}", origin="table", path=("PL", str(n)), number=str(n), text=words, leads=(actors[0],), cooperators=(actors[1],),
        deadline=deadline, outputs=(Output.model_construct(text="Quyết định", span=product),), span=span,
    )  # fmt: skip


def _deadline(body: _Text, rng: random.Random, issued: date) -> Deadline:
    kind = rng.random()
    if kind < 0.1:
        return Deadline.model_construct(text="Thường xuyên", kind="ongoing", span=body.add("Thường xuyên", BlockRole.TABLE_CELL))
    if kind < 0.13:
        span = body.add("Hàng năm trước 30/11", BlockRole.TABLE_CELL)
        return Deadline.model_construct(text="Hàng năm trước 30/11", kind="recurring", rrule="FREQ=YEARLY;BYMONTH=11;BYMONTHDAY=29",
                                        start=date(issued.year, 1, 1), until=date(issued.year + 2, 12, 31), span=span)  # fmt: skip
    due = min(issued + timedelta(days=rng.randrange(20, 700)), _LAST)
    words = f"Trước {due:%d/%m/%Y}"
    return Deadline.model_construct(text=words, kind="date", due=due, span=body.add(words, BlockRole.TABLE_CELL))
