"""A real PostgreSQL server for tests and benchmarks: made in a temporary folder, reached by a
socket, stopped at the end.
"""

from __future__ import annotations

import argparse
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

_PLACES = (
    "/usr/lib/postgresql/17/bin",
    "/usr/lib/postgresql/16/bin",
    "/usr/lib/postgresql/15/bin",
    "/usr/lib/postgresql/14/bin",
)
QUICK = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


def add_option(parser: argparse.ArgumentParser) -> None:
    """``--postgresql [URL]``: None where it is not given, "" without a URL."""
    parser.add_argument(
        "--postgresql",
        nargs="?",
        const="",
        metavar="URL",
        help="a database that is there, filled unless it holds decisions; else a server of its own",
    )


def binary(name: str) -> str | None:
    """Path of one of PostgreSQL's programs: on the PATH, or where Debian puts it."""
    return shutil.which(name) or shutil.which(name, path=os.pathsep.join(_PLACES))


def available() -> bool:
    """True when a server can be started here."""
    return all(binary(name) for name in ("initdb", "pg_ctl", "postgres"))


@contextmanager
def server(settings: Sequence[str] = QUICK) -> Iterator[str]:
    """Start a server; gives the URL of its maintenance database."""
    folder = Path(tempfile.mkdtemp(prefix="vanban-pg-"))
    user = _user()
    try:
        if user:
            os.chown(folder, user.pw_uid, user.pw_gid)
        folder.chmod(0o700 if not user else 0o755)
        data = folder / "data"
        _run(
            user,
            [
                _must("initdb"),
                "-D",
                str(data),
                "-U",
                "vanban",
                "-A",
                "trust",
                "-E",
                "UTF8",
                "--no-locale",
                "--no-sync",
            ],
        )
        options = [
            "listen_addresses=",
            f"unix_socket_directories={folder}",
            "max_connections=120",
            *settings,
        ]
        _run(
            user,
            [
                _must("pg_ctl"),
                "-D",
                str(data),
                "-l",
                str(folder / "log"),
                "-w",
                "-o",
                " ".join(f"-c {o}" for o in options),
                "start",
            ],
        )
        try:
            yield f"postgresql://vanban@/postgres?host={quote(str(folder))}"
        finally:
            _run(user, [_must("pg_ctl"), "-D", str(data), "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _must(name: str) -> str:
    path = binary(name)
    if path is None:
        raise FileNotFoundError(name)
    return str(Path(path).resolve())


def _user() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: then it runs as an ordinary user."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise RuntimeError("no unprivileged user to run PostgreSQL")


def _run(user: pwd.struct_passwd | None, command: list[str]) -> None:
    subprocess.run(
        command,
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
        cwd="/",
        user=user.pw_uid if user else None,
        group=user.pw_gid if user else None,
        extra_groups=[] if user else None,
    )
