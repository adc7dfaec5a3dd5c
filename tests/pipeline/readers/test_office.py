"""Old office formats through LibreOffice, and what happens where it is missing, hangs or cannot
read a file.
"""

from __future__ import annotations

import io
import os
import shutil
import struct
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from vanban.pipeline.errors import (
    ConversionTimeout,
    DamagedFile,
    EncryptedFile,
    PlanError,
    ToolMissing,
)
from vanban.pipeline.options import Limits, Options
from vanban.pipeline.readers.docx import office
from vanban.pipeline.readers.docx.ole import read_fib
from vanban.pipeline.reading import read

needs_office = pytest.mark.skipif(shutil.which("soffice") is None, reason="no LibreOffice")
RTF = (
    rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 .VnTime;}{\f1 .VnTimeH;}{\f2 Arial;}}\f1 quy\'d5t "
    rb"\'ae\'denh\par"
    rb"\f0 \'a7i\'d2u 1. C\'a8n c\'f8 lu\'cbt\par\f2 A b\par}"
)


_END, _FREE, _TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD  # marks of the allocation table
_SECTOR = 512


def compound(flags: int = 0, magic: int = 0xA5EC, version: int = 0x00C1) -> bytes:
    """An OLE file with the head of a Word stream, and nothing else that Word would need.

    Sector 0 is the allocation table, sector 1 the directory, the others are the stream.
    """
    sectors = 12  # a stream of less than 4096 bytes would lie in small sectors
    header = bytearray(_SECTOR)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<5I", header, 44, 1, 1, 0, 4096, _END)
    struct.pack_into("<4I", header, 64, 0, _END, 0, 0)
    struct.pack_into("<108I", header, 80, *[_FREE] * 108)
    chain = [_TABLE, _END, *range(3, 2 + sectors), _END]
    table = struct.pack("<128I", *chain, *[_FREE] * (128 - len(chain)))
    root = _entry("Root Entry", kind=5, child=1, start=_END, size=0)
    stream = _entry("WordDocument", kind=2, child=_FREE, start=2, size=_SECTOR * sectors)
    head = struct.pack("<HH6xH", magic, version, flags)
    content = head.ljust(_SECTOR * sectors, b"\0")
    return bytes(header) + table + (root + stream).ljust(_SECTOR, b"\0") + content


def _entry(name: str, *, kind: int, child: int, start: int, size: int) -> bytes:
    entry = bytearray(128)
    raw = f"{name}\0".encode("utf-16-le")
    entry[: len(raw)] = raw
    struct.pack_into("<HBB3I", entry, 64, len(raw), kind, 1, _FREE, _FREE, child)
    struct.pack_into("<II", entry, 116, start, size)
    return bytes(entry)


def fake_office(folder: Path, script: str) -> None:
    program = folder / "soffice"
    program.write_text(f"#!{sys.executable}\n{script}", encoding="utf-8")
    program.chmod(0o755)


@pytest.fixture
def only(tmp_path, monkeypatch):
    """PATH with nothing but the fake program."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize(("flags", "encrypted"), [(0, False), (0x0100, True), (0x0200, False)])
def test_head_of_word(flags, encrypted):
    fib = read_fib(compound(flags))
    assert fib is not None and fib.encrypted is encrypted and fib.filter == "MS Word 97"


@pytest.mark.parametrize(
    ("magic", "version", "name"),
    [(0xA5DC, 101, "MS WinWord 6.0"), (0xA5DC, 104, "MS Word 95"), (0xA5EC, 268, "MS Word 97")],
)
def test_version_of_word(magic, version, name):
    fib = read_fib(compound(magic=magic, version=version))
    assert fib is not None and fib.filter == name


@pytest.mark.parametrize(
    ("data", "error", "says"),
    [
        (compound(0x0100), EncryptedFile, "mật khẩu"),
        (compound()[:1536], DamagedFile, "hỏng"),
        (compound(magic=0), DamagedFile, "hỏng"),
        (compound()[:512] + "WordDocument\0".encode("utf-16-le"), DamagedFile, "hỏng"),
    ],
)
def test_told_without_libreoffice(data, error, says, only):
    with pytest.raises(error) as caught:
        read(data, Options(filename="a.doc"))
    assert says in caught.value.what


def test_odt_with_a_password(only):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr(
            "META-INF/manifest.xml",
            "<manifest:manifest><manifest:encryption-data/></manifest:manifest>",
        )
    with pytest.raises(EncryptedFile):
        read(packed.getvalue(), Options(filename="a.odt"))


@pytest.mark.parametrize(("data", "name"), [(compound(), "a.doc"), (RTF, "a.rtf")])
def test_without_libreoffice(data, name, only):
    with pytest.raises(ToolMissing) as caught:
        read(data, Options(filename=name))
    assert "libreoffice-writer" in caught.value.advice


def test_a_program_that_hangs_is_killed_with_its_children(only):
    fake_office(
        only,
        "import subprocess, sys, time, pathlib\n"
        f"child = subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(600)'])\n"
        f"pathlib.Path({str(only / 'pids')!r}).write_text(str(child.pid))\n"
        "time.sleep(600)\n",
    )
    # without the limit the child would sleep on, and be there when it is asked for
    with pytest.raises(ConversionTimeout):
        read(RTF, Options(filename="a.rtf", limits=Limits(seconds=2.5)))
    assert gone(int((only / "pids").read_text()))


def gone(pid: int) -> bool:
    for _ in range(50):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().split(")")[-1].split()[0]
        except (FileNotFoundError, ProcessLookupError):
            return True
        if state == "Z":
            return True
        time.sleep(0.1)
    return False


def test_the_program_dies_with_the_reader(tmp_path):
    note = str(tmp_path / "pid")
    fake_office(
        tmp_path,
        "import os, time, "
        f"pathlib\npathlib.Path({note!r}).write_text(str(os.getpid()))\ntime.sleep(60)\n",
    )
    root = Path(__file__).resolve().parents[3]
    code = (
        "from vanban.pipeline.readers.docx.office import convert; convert(b'x', 'rtf', 60, 'docx')"
    )
    reader = subprocess.Popen(
        [sys.executable, "-c", code], env={"PATH": str(tmp_path), "PYTHONPATH": str(root)}, cwd=root
    )
    for _ in range(100):
        if (tmp_path / "pid").exists() and (tmp_path / "pid").read_text():
            break
        time.sleep(0.1)
    reader.kill()
    reader.wait()
    assert gone(int((tmp_path / "pid").read_text()))


@pytest.mark.parametrize(
    "script",
    [
        "raise SystemExit(3)",
        "print('Error: source file could not be loaded')",
        "import os; os.abort()",
    ],
)
def test_a_program_that_makes_nothing(script, only):
    fake_office(only, script)
    with pytest.raises(DamagedFile) as caught:
        read(RTF, Options(filename="a.rtf"))
    assert "LibreOffice" in caught.value.what


def test_nothing_is_left_behind(only, monkeypatch, tmp_path_factory):
    scratch = tmp_path_factory.mktemp("scratch")
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    fake_office(only, "raise SystemExit(3)")
    with pytest.raises(DamagedFile):
        read(RTF, Options(filename="a.rtf"))
    assert not list(scratch.iterdir())


@needs_office
@pytest.mark.slow
def test_rtf_in_tcvn3(source_of):
    source = source_of(RTF, "a.doc")
    assert source.text == "QUYẾT ĐỊNH\nĐiều 1. Căn cứ luật\nA b"
    assert (source.media_type, source.filename, source.reader) == (
        "application/rtf",
        "a.doc",
        "office/1+docx/1",
    )
    assert [n.code for n in source.notes] == ["format-mismatch"]
    assert {e.raw for e in source.edits if e.kind == "legacy-encoding"} == {
        "quyÕt ®Þnh",
        "§iÒu 1. C¨n cø luËt",
    }


def made(lines):
    """A whole DOCX: LibreOffice does not open the readers' small ones."""
    from docx import Document

    document, packed = Document(), io.BytesIO()
    for line in lines:
        document.add_paragraph(line)
    document.save(packed)
    return packed.getvalue()


@needs_office
@pytest.mark.slow
@pytest.mark.parametrize("target", ["doc:MS Word 97", "odt:writer8", "rtf:Rich Text Format"])
def test_a_docx_comes_back_from_each_format(target, source_of):
    lines = ["QUYẾT ĐỊNH", "Điều 1. Giao Sở Nội vụ chủ trì.", "Điều 2. Quyết định này có hiệu lực."]
    suffix = target.partition(":")[0]
    data = office.convert(made(lines), "docx", 60, target)
    source = source_of(data, f"a.{suffix}")
    assert source.text.split("\n") == lines
    for end in (len(data) // 3, len(data) // 2):
        try:
            assert read(data[:end], Options(filename=f"a.{suffix}")).text
        except PlanError as error:
            assert error.code in ("damaged", "empty", "unsupported-format")


def test_guard_is_standard_library_only():
    script = Path(office.__file__).with_name("office_guard.py")
    command = [
        sys.executable,
        "-I",
        "-S",
        str(script),
        str(os.getpid()),
        sys.executable,
        "-c",
        "print(7)",
    ]
    assert subprocess.run(command, capture_output=True, check=True).stdout == b"7\n"
