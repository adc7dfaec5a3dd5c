"""Old office formats (.doc, .rtf, .odt) to ``Source``: LibreOffice makes a DOCX of them, our DOCX
reader reads that.

LibreOffice runs without a screen, with a profile of its own that is thrown away, macros and links
off, and never longer than it may.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from typing import NamedTuple

from vanban.extractors.language.data import rows
from vanban.pipeline.errors import ConversionTimeout, DamagedFile, EncryptedFile, ToolMissing
from vanban.pipeline.leftovers import own, sweep
from vanban.pipeline.options import Limits
from vanban.pipeline.readers.docx.ole import read_fib
from vanban.pipeline.readers.docx.reader import read_docx
from vanban.pipeline.readers.sniff import DOC, ODT, RTF
from vanban.schemas import Source

_SCRATCH = "vanban-office-"
_PROGRAMS = ("soffice", "libreoffice")
_SHARE_OF_TIME = 0.8  # of the document's time; the rest is for reading the result
_GUARD = Path(__file__).with_name("office_guard.py")
_PROFILE = "registrymodifications.xcu"
_ITEMS = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<oor:items '
    'xmlns:oor="http://openoffice.org/2001/registry">\n{}\n</oor:items>\n'
)
_ITEM = '<item oor:path="{}"><prop oor:name="{}" oor:op="fuse"><value>{}</value></prop></item>'


class _Kind(NamedTuple):
    """How LibreOffice is told what a file is: by its ending and the name of its filter; and the
    media type.
    """

    suffix: str
    filter: str
    media: str


def read_doc(data: bytes, *, filename: str, limits: Limits) -> Source:
    """The document in a Word 6, 95 or 97-2003 file (.doc, .dot).

    Raises ``EncryptedFile``, ``DamagedFile``, ``ToolMissing`` (no LibreOffice),
    ``ConversionTimeout``, and what the DOCX reader raises.
    """
    fib = read_fib(data)
    if fib is None:
        raise DamagedFile("tệp Word 97-2003 (.doc) bị cắt cụt hoặc hỏng")
    if fib.encrypted:
        raise EncryptedFile("tệp Word 97-2003 (.doc) có mật khẩu")
    return _read(data, _Kind("doc", fib.filter, DOC), filename, limits)


def read_rtf(data: bytes, *, filename: str, limits: Limits) -> Source:
    """The document in an RTF file; raises as ``read_doc`` does."""
    return _read(data, _Kind("rtf", "Rich Text Format", RTF), filename, limits)


def read_odt(data: bytes, *, filename: str, limits: Limits) -> Source:
    """The document in an ODT file; raises as ``read_doc`` does."""
    if b"manifest:encryption-data" in _manifest(data, limits):
        raise EncryptedFile("tệp ODT có mật khẩu")
    return _read(data, _Kind("odt", "writer8", ODT), filename, limits)


def _manifest(data: bytes, limits: Limits) -> bytes:
    """The list of members of an ODT. Checks the limits of the zip on the way."""
    from vanban.pipeline.readers.docx.package import Package

    return Package(data, limits, kind="ODT").member("META-INF/manifest.xml")


def _read(data: bytes, kind: _Kind, filename: str, limits: Limits) -> Source:
    docx = to_docx(data, kind.suffix, kind.filter, limits.seconds * _SHARE_OF_TIME)
    source = read_docx(docx, filename=filename, limits=limits)
    made = {
        "sha256": hashlib.sha256(data).hexdigest(),
        "media_type": kind.media,
        "reader": f"office/1+{source.reader}",
    }
    return source.model_copy(update=made)


def to_docx(data: bytes, suffix: str, filter_name: str, seconds: float) -> bytes:
    """``data``, a file of the kind that ``suffix`` and LibreOffice's filter name say, as DOCX.

    Raises ``ToolMissing``, ``ConversionTimeout`` after ``seconds``, ``DamagedFile`` where
    LibreOffice makes nothing of it.
    """
    return convert(data, suffix, seconds, "docx:MS Word 2007 XML", f"--infilter={filter_name}")


def convert(data: bytes, suffix: str, seconds: float, target: str, *options: str) -> bytes:
    """``data`` through LibreOffice, ``target`` as its ``--convert-to`` has it; raises as
    ``to_docx`` does.
    """
    sweep(Path(gettempdir()), _SCRATCH)
    with TemporaryDirectory(prefix=own(_SCRATCH), ignore_cleanup_errors=True) as scratch:
        folder = Path(scratch)
        given = folder / f"document.{suffix}"
        given.write_bytes(data)
        _write_profile(folder / "profile")
        out = folder / "out"
        said = _run(
            [*_command(folder), *options, "--convert-to", target, "--outdir", str(out), str(given)],
            folder,
            seconds,
        )
        made = out / f"document.{target.partition(':')[0]}"
        if not made.is_file() or not made.stat().st_size:
            raise DamagedFile(f"LibreOffice không mở được tệp{_because(said)}")
        return made.read_bytes()


def _command(folder: Path) -> list[str]:
    program = next((found for name in _PROGRAMS if (found := shutil.which(name))), None)
    if program is None:
        raise ToolMissing(
            "cần LibreOffice để đọc tệp .doc, .rtf, .odt",
            "Cài gói libreoffice-writer (Debian, Ubuntu: apt-get install libreoffice-writer), hoặc "
            "lưu tệp thành .docx rồi thử lại.",
        )
    profile = (folder / "profile").as_uri()
    return [
        program,
        f"-env:UserInstallation={profile}",
        "--headless",
        "--norestore",
        "--nolockcheck",
        "--nodefault",
        "--nologo",
    ]


def _write_profile(folder: Path) -> None:
    """Macros, active content and links are off."""
    (folder / "user").mkdir(parents=True)
    items = (
        _ITEM.format(*row.values())
        for row in rows("vanban.pipeline.readers.docx", "office_profile.tsv")
    )
    (folder / "user" / _PROFILE).write_text(_ITEMS.format("\n".join(items)), encoding="utf-8")


def _run(command: list[str], folder: Path, seconds: float) -> str:
    """What the program said. Whatever happens here, its whole process group is gone afterwards."""
    guarded = [sys.executable, "-I", "-S", str(_GUARD), str(os.getpid()), *command]
    with (folder / "said").open("w+", encoding="utf-8", errors="replace") as said:
        process = subprocess.Popen(
            guarded,
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
            cwd=folder,
            env=_environment(folder),
            start_new_session=True,
        )
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            raise ConversionTimeout(f"LibreOffice không xong trong {seconds:g} giây") from None
        finally:
            _kill(process)
        said.seek(0)
        return said.read(2000)


def _kill(process: subprocess.Popen[bytes]) -> None:
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    with suppress(subprocess.TimeoutExpired):
        process.wait(5)


def _environment(folder: Path) -> dict[str, str]:
    """No screen, no session bus, no proxy of the user; everything that is written stays in
    ``folder``.
    """
    kept = {
        k: v
        for k, v in os.environ.items()
        if k in ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "SYSTEMROOT")
    }
    nowhere = "http://127.0.0.1:9"
    return kept | {
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "SAL_USE_VCLPLUGIN": "svp",
        "http_proxy": nowhere,
        "https_proxy": nowhere,
    }


def _because(said: str) -> str:
    errors = [line.strip() for line in said.splitlines() if line.startswith("Error")]
    return f" ({errors[0][:120]})" if errors else ""
