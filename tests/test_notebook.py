"""The notebook and the Python of the pages run, in a folder with the documents that they name."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
NOTEBOOK = ROOT / "docs" / "phan_tich.py"
_FENCE = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a decision and a directive lie."""
    for name, sample in (
        ("quyet-dinh.docx", "quyet-dinh-phan-cong/source.docx"),
        ("chi-thi.txt", "chi-thi/source.txt"),
    ):
        (tmp_path / name).write_bytes((ROOT / "samples" / sample).read_bytes())
    monkeypatch.chdir(tmp_path)
    return tmp_path


def cells(notebook: str) -> list[str]:
    return [cell for cell in re.split(r"^# %%.*$", notebook, flags=re.MULTILINE) if cell.strip()]


def test_the_notebook_and_the_pages_run(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One after the other: the pages ask the store that the notebook fills."""
    names: dict[str, object] = {}
    for cell in cells(NOTEBOOK.read_text(encoding="utf-8")):
        exec(compile(cell, NOTEBOOK.name, "exec"), names)
    assert (folder / "kho.db").exists()
    assert names["dated"].height > 0  # type: ignore[attr-defined]
    assert names["busiest"].height > 0  # type: ignore[attr-defined]
    for page in ("README.md", "docs/TRACKING.md"):
        blocks = _FENCE.findall((ROOT / page).read_text(encoding="utf-8"))
        assert blocks, page
        exec(compile("\n".join(blocks), page, "exec"), {})
    assert "215/QĐ-BPTBV" in capsys.readouterr().out
