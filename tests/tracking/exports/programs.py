"""Real programs that open what was written."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest


def office(path: Path, folder: Path, form: str = "pdf") -> Path:
    """``path`` converted by LibreOffice; skipped where it is absent, but not in CI."""
    program = shutil.which("soffice")
    if program is None:
        if os.environ.get("CI"):
            pytest.fail(
                "LibreOffice is not installed (Debian: libreoffice-calc libreoffice-writer)"
            )
        pytest.skip("LibreOffice is not installed")
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    command = [
        program,
        profile,
        "--headless",
        "--convert-to",
        form,
        "--outdir",
        str(folder / "opened"),
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    result = folder / "opened" / f"{path.stem}.{form}"
    assert result.exists()
    return result


def pdf_text(path: Path) -> list[str]:
    """The words of each page."""
    import pypdfium2

    document = pypdfium2.PdfDocument(str(path))
    try:
        return [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
