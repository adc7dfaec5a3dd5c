"""The main path calls nothing that only POSIX systems have: tried with all of that hidden, for want
of a Windows here.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SAMPLE = ROOT / "samples" / "chi-thi"
HIDING = """
import os, signal, sys, types
# Python's own modules choose their way when they are imported: here the one of this system
import asyncio, getpass, multiprocessing.context, platform, shutil, subprocess, tempfile, uuid

POSIX = ("fcntl", "resource", "pwd", "grp", "termios", "syslog", "crypt", "readline")
sys.modules.update(dict.fromkeys(POSIX))
sys.modules["msvcrt"] = types.SimpleNamespace(locking=lambda *_: None, LK_NBLCK=2)
OF_OS = ("fork", "forkpty", "setsid", "killpg", "getuid", "geteuid", "getgid", "sysconf", "wait4",
         "mkfifo", "chown", "getpgid", "nice", "getloadavg", "sched_getaffinity")
for name in OF_OS:
    if hasattr(os, name):
        delattr(os, name)
KEPT = {"SIGINT", "SIGTERM", "SIGABRT", "SIGFPE", "SIGILL", "SIGSEGV", "SIG_DFL", "SIG_IGN"}
for name in dir(signal):
    if name.startswith("SIG") and name not in KEPT or name in ("setitimer", "alarm", "pause"):
        delattr(signal, name)
"""
RUN = """
import json
from click.testing import CliRunner
from vanban.cli import main

for arguments in json.loads(sys.argv[1]):
    done = CliRunner().invoke(main, arguments)
    if done.exit_code:
        sys.exit(f"{arguments}: {done.exit_code}, {done.output}, {done.exception!r}")
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("windows")


def test_documents_are_read_and_followed(folder: Path) -> None:
    db = ["--db", str(folder / "kho.db")]
    sources = [str(path) for path in sorted(SAMPLE.glob("source.*"))]
    commands = [
        ["convert", *sources, "-o", str(folder / "ra")],
        ["show", sources[0]],
        ["load", sources[0], *db, "--create"],
        ["tasks", *db],
        ["overdue", *db],
        ["task", "update", "1", "--state", "đang thực hiện", *db],
        ["export", "xlsx", "-o", str(folder / "bieu.xlsx"), *db],
        ["report", "-o", str(folder / "bao-cao.docx"), *db],
        ["sql", "SELECT count(*) FROM tasks", *db],
        ["doctor", *db],
        ["backup", str(folder / "sao.db"), *db],
        ["batch", str(SAMPLE), "--include", "source.*", "-o", str(folder / "kho")],
    ]
    done = subprocess.run(
        [sys.executable, "-c", HIDING + RUN, json.dumps(commands)],
        capture_output=True,
        text=True,
        cwd=folder,
        check=False,
    )
    assert done.returncode == 0, done.stderr
