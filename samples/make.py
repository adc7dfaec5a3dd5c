"""Writes the made samples: ``python -m samples.make``. PDF through LibreOffice, where it is
installed.
"""

from __future__ import annotations

import io
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

from samples.documents import DOCUMENTS
from samples.elements import Document
from samples.render_docx import docx
from samples.render_text import html, text

ROOT = Path(__file__).parent
_ZIP_DATE = (2024, 1, 1, 0, 0, 0)


def write(document: Document, folder: Path) -> None:
    """``source.docx``, ``.html``, ``.txt`` and, where LibreOffice is at hand, ``.pdf``."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "source.docx").write_bytes(_dated(docx(document)))
    (folder / "source.html").write_text(html(document), encoding="utf-8")
    (folder / "source.txt").write_text(text(document), encoding="utf-8")
    office = shutil.which("soffice")
    if office is None:
        print(f"{folder.name}: no LibreOffice, source.pdf left as it is")
        return
    with tempfile.TemporaryDirectory() as profile:
        command = [
            office,
            f"-env:UserInstallation=file://{profile}",
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
        ]
        subprocess.run(
            [*command, str(folder / "source.docx")], check=True, capture_output=True, timeout=180
        )


def _dated(data: bytes) -> bytes:
    """The same archive with fixed dates, so that nothing changes where nothing was changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(zipfile.ZipInfo(name, _ZIP_DATE), old.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()


def main() -> None:
    """Write all of them."""
    for document in DOCUMENTS:
        write(document, ROOT / document.name)


if __name__ == "__main__":
    main()
