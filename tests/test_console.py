"""What a terminal or a pipe may do to the program: other encodings, full disks, readers that go."""

from __future__ import annotations

import gettext
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = str(ROOT / "samples" / "chi-thi" / "source.txt")
LOCALE = ROOT / "commands" / "locale"


def vanban(
    *arguments: str, encoding: str | None = None, stdout: int = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    environment = dict(os.environ)
    if encoding:
        environment["PYTHONIOENCODING"] = encoding
    command = [sys.executable, "-m", "vanban.cli", *arguments]
    return subprocess.run(
        command, stdout=stdout, stderr=subprocess.PIPE, env=environment, cwd=ROOT, check=False
    )


@pytest.mark.parametrize("encoding", ["cp1258", "cp1252", "ascii"])
@pytest.mark.parametrize("arguments", [("--help",), ("show", SAMPLE), ("convert", SAMPLE)])
def test_utf8_whatever_the_locale(encoding: str, arguments: tuple[str, ...]) -> None:
    done = vanban(*arguments, encoding=encoding)
    assert done.returncode == 0
    assert "nhiệm vụ" in done.stdout.decode("utf-8")


@pytest.mark.parametrize("arguments", [("convert", SAMPLE), ("show", SAMPLE), ("schema",)])
def test_a_full_disk_is_one_line(arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = vanban(*arguments, stdout=full.fileno())
    said = done.stderr.decode("utf-8").splitlines()
    assert done.returncode == 1
    assert said == ["vanban: không ghi được kết quả ra màn hình: đĩa đã đầy"]


def test_a_reader_that_goes_away_is_no_traceback() -> None:
    command = [sys.executable, "-m", "vanban.cli", "schema"]
    program = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT)
    assert program.stdout is not None
    assert program.stderr is not None
    program.stdout.close()
    said = program.stderr.read().decode("utf-8")
    assert program.wait() in (1, 141)
    assert said == ""


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("show {} >&-", 0),
        ("convert {} >&-", 0),
        ("convert {} <&- >&- 2>&-", 0),
        ("khong-co 2>&-", 2),
        ("khong-co 2>/dev/full", 2),
        ("show khong-co 2>/dev/full", 1),
        ("show khong-co >/dev/full", 1),
    ],
)
def test_a_closed_or_full_stream_is_no_traceback_and_the_exit_code_stays(
    typed: str, code: int
) -> None:
    command = f"{sys.executable} -m vanban.cli {typed.format(SAMPLE)}"
    done = subprocess.run(["sh", "-c", command], capture_output=True, cwd=ROOT, check=False)
    assert (done.returncode, b"Traceback" in done.stderr) == (code, False)


@pytest.mark.parametrize("surroundings", [{"LC_ALL": "C"}, {"TERM": "dumb"}, {"NO_COLOR": "1"}])
def test_a_poor_terminal_shows_the_same_words(
    surroundings: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    usual = vanban("show", SAMPLE).stdout
    for name, value in surroundings.items():
        monkeypatch.setenv(name, value)
    assert vanban("show", SAMPLE).stdout == usual


WRONG = [
    (("khong-co",), "Lỗi: Không có lệnh 'khong-co'."),
    (("show",), "Lỗi: Thiếu đối số 'TỆP'."),
    (("show", SAMPLE, "--width", "x"), "Lỗi: Giá trị của '--width' không hợp lệ: 'x' không phải "
                                       "là số hợp lệ."),
    (("convert", SAMPLE, "--format", "doc"), "Lỗi: Giá trị của '--format' không hợp lệ"),
    (("batch", SAMPLE), "Lỗi: Thiếu tùy chọn '-o' / '--output'."),
]  # fmt: skip


@pytest.mark.parametrize(("arguments", "said"), WRONG, ids=[" ".join(w[0])[:20] for w in WRONG])
def test_wrong_usage_in_vietnamese(arguments: tuple[str, ...], said: str) -> None:
    done = vanban(*arguments)
    error = done.stderr.decode("utf-8")
    assert done.returncode == 2
    assert said in error
    assert "Cách dùng: " in error
    assert not any(
        word in error for word in ("Usage", "Try ", "Error", "Invalid", "Missing", "OPTIONS")
    )


@pytest.mark.parametrize("arguments", [("-h",), ("convert", "-h"), ("task", "-h"), ("sql", "-h")])
def test_help_has_no_english_word_of_click(arguments: tuple[str, ...]) -> None:
    done = vanban(*arguments)
    shown = done.stdout.decode("utf-8")
    assert done.returncode == 0
    assert "Cách dùng: vanban" in shown or "Cách dùng: python -m vanban" in shown
    assert not any(
        word in shown for word in ("Usage", "Options", "Commands", "OPTIONS", "COMMAND", "Show ")
    )


def test_the_compiled_words_are_those_that_are_written() -> None:
    babel = pytest.importorskip("babel.messages.pofile")
    with (LOCALE / "vi/LC_MESSAGES/vanban.po").open("rb") as stream:
        written = {m.id: m.string for m in babel.read_po(stream, locale="vi") if m.id}
    compiled = gettext.translation("vanban", LOCALE, languages=["vi"])
    for words, meant in written.items():
        if isinstance(words, tuple):
            assert compiled.ngettext(words[0], words[1], 2) == meant[0]
        else:
            assert compiled.gettext(words) == meant
    assert len(written) > 40


def test_a_name_or_word_with_controls_is_shown_not_obeyed(tmp_path: Path) -> None:
    bad = tmp_path / "a\x1b[31m\x07b.pdf"
    bad.write_bytes(b"")
    done = vanban("show", str(bad))
    assert not {0x1B, 7} & set(done.stderr)
    assert "a␇b.pdf: tệp không có nội dung" in done.stderr.decode("utf-8")


def test_no_colours_where_none_are_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    assert b"\x1b[" in vanban("show", SAMPLE).stdout
    monkeypatch.setenv("NO_COLOR", "1")
    assert b"\x1b[3" not in vanban("show", SAMPLE).stdout  # bold is no colour
