"""The made documents on which speed is measured."""

from __future__ import annotations

import subprocess
import tempfile
from pathlib import Path

from samples.elements import Cell, Document, Grid, Para, centred, header, signature
from samples.render_docx import docx

_SENTENCE = (
    "Các cơ quan, đơn vị theo chức năng, nhiệm vụ được giao tổ chức thực hiện nghiêm túc, "
    "đúng tiến độ và báo cáo kết quả. "
)


def decision(rows: int = 50, articles: int = 5) -> Document:
    """A decision with a table of tasks in its appendix."""
    head = header(["BỘ MẪU"], "Số: 123/QĐ-BM", "Hà Nội, ngày 05 tháng 02 năm 2024")
    opening = [
        centred("QUYẾT ĐỊNH"),
        centred("Ban hành Kế hoạch công tác năm 2024"),
        Para("Căn cứ Luật Tổ chức Chính phủ ngày 19 tháng 6 năm 2015;"),
    ]
    body = [Para(f"Điều {n}. {_SENTENCE * 3}") for n in range(1, articles + 1)]
    end = signature(["- Như Điều 3;", "- Lưu: VT."], ["BỘ TRƯỞNG", "Nguyễn Văn Mẫu"])
    titles = [
        Cell(t, bold=True)
        for t in ("TT", "Nhiệm vụ", "Đơn vị chủ trì", "Đơn vị phối hợp", "Thời hạn", "Sản phẩm")
    ]
    tasks = [
        [
            str(n),
            f"Xây dựng đề án số {n} về {_SENTENCE.lower()}",
            "Vụ Pháp chế",
            "Cục Công nghệ, Văn phòng Bộ",
            "Quý II/2024",
            "Báo cáo",
        ]
        for n in range(1, rows + 1)
    ]
    table = Grid([titles, *tasks], [1, 6, 3, 3, 2, 2])
    return Document("decision", [head, *opening, *body, end, centred("PHỤ LỤC"), table])


def long_text(articles: int) -> str:
    """A law of that many articles, two of which fill a page."""
    head = (
        "BỘ MẪU\n\nSố: 1/2024/TT-BM\n\nTHÔNG TƯ\n\nQuy định về việc mẫu\n\nCăn cứ Luật "
        "Mẫu ngày "
        "01 tháng 01 năm 2020;\n\n"
    )
    one = "Điều {n}. Nội dung thứ {n}\n\n" + "".join(
        f"{k}. {_SENTENCE * 3}\n\n" for k in range(1, 5)
    )
    return head + "".join(one.format(n=n) for n in range(1, articles + 1))


def to_pdf(data: bytes) -> bytes:
    """Printed by LibreOffice, as offices do."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "a.docx"
        source.write_bytes(data)
        command = [
            "soffice",
            f"-env:UserInstallation=file://{folder}/profile",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            folder,
            str(source),
        ]
        subprocess.run(command, check=True, capture_output=True, timeout=120)
        return (Path(folder) / "a.pdf").read_bytes()


def write_all(folder: Path) -> None:
    """decision.docx, table.pdf (its table alone), text.pdf, and texts of 10 and 500 pages."""
    made = decision()
    (folder / "decision.docx").write_bytes(docx(made))
    (folder / "table.pdf").write_bytes(to_pdf(docx(Document("table", [made.elements[-1]]))))
    (folder / "text.pdf").write_bytes(
        to_pdf(docx(Document("text", [Para(f"Điều {n}. {_SENTENCE * 8}") for n in range(1, 31)])))
    )
    for pages in (10, 500):
        (folder / f"pages-{pages}.txt").write_text(long_text(2 * pages), encoding="utf-8")
