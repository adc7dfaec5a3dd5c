"""The pages that staff use, and the worker behind them."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from vanban.commands.console import say
from vanban.commands.printing import clear_errors, db_option, opened

if TYPE_CHECKING:
    from vanban.tracking import Store
    from vanban.web.settings import Settings, Workplace

PORT = 8060
_RESTART = 1.0
"""Seconds before a worker that died is started again."""


def register(group: click.Group) -> None:
    """Add the commands to the command line."""
    group.add_command(serve)
    group.add_command(work)


home_option = click.option(
    "--home",
    metavar="THƯ-MỤC",
    type=click.Path(path_type=Path, file_okay=False),
    help="Thư mục của sổ người dùng, hàng đợi và tệp đã nạp (mặc định: VANBAN_HOME, rồi cạnh kho).",
)


@click.command(short_help="Mở các trang cho cán bộ.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Địa chỉ để nghe.")
@click.option("--port", default=PORT, show_default=True, help="Cổng; 0: cổng còn trống.")
@click.option(
    "--name", "names", multiple=True, help="Tên máy mà cán bộ mở (khi không chỉ dùng máy này)."
)
@click.option("--secure", is_flag=True, help="Có máy chủ trung gian với TLS đứng trước.")
@click.option(
    "--json-log",
    is_flag=True,
    help="Ghi mỗi yêu cầu, mỗi lỗi thành một dòng JSON, với số thay cho tên người.",
)
@home_option
@db_option
@clear_errors
def serve(
    host: str,
    port: int,
    names: tuple[str, ...],
    secure: bool,
    json_log: bool,
    home: Path | None,
    db: str | None,
) -> None:
    """Mở các trang cho cán bộ trên máy này, hoặc cho cả cơ quan.

    Trên 127.0.0.1 không cần tài khoản: mở đường dẫn in ra, dùng được một lần. Địa chỉ khác cần
    người dùng (thêm ở trang Người dùng), --name và một máy chủ trung gian với TLS (--secure).
    """
    from vanban.pipeline.extras import extra

    uvicorn = extra("uvicorn", "web")
    extra("fastapi", "web")
    settings = replace(_settings(host, names, secure), request_log=json_log)
    place = workplace(opened(db, create=True), home, settings)
    from vanban.web.app import make_app

    config = uvicorn.Config(
        make_app(place),
        host=host,
        port=port,
        log_level="warning",
        server_header=False,
        proxy_headers=secure,
        **({"log_config": None} if json_log else {}),
    )
    listening = config.bind_socket()
    say(_greeting(place, *listening.getsockname()[:2]))
    _log(as_json=json_log)
    try:
        with _worker(place):
            uvicorn.Server(config).run(sockets=[listening])
    finally:
        place.people.close()
        place.queue.close()
        place.store.close()


def _log(*, as_json: bool) -> None:
    """The program's log goes to standard error; as JSON, that of its server as well."""
    from vanban.web.meter import LOG, JsonLines

    lines = logging.StreamHandler()
    if as_json:
        lines.setFormatter(JsonLines())
        LOG.setLevel(logging.INFO)
        logging.getLogger("uvicorn").addHandler(lines)
    LOG.addHandler(lines)


@click.command("work", short_help="Đọc các tệp trong hàng đợi.")
@click.option(
    "--watch",
    metavar="THƯ-MỤC",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="Nạp cả các tệp xuất hiện trong thư mục này (máy quét, công văn đến).",
)
@click.option("--attached", is_flag=True, hidden=True, help="Dừng khi đầu vào đóng lại.")
@home_option
@db_option
@clear_errors
def work(watch: Path | None, attached: bool, home: Path | None, db: str | None) -> None:
    """Đọc lần lượt các tệp đã nạp, mỗi tệp trong một tiến trình riêng.

    `vanban serve` tự chạy lệnh này; chạy riêng khi cần thêm thư mục theo dõi.
    """
    from vanban.tracking.mail import mail_server
    from vanban.tracking.people.accounts import open_people
    from vanban.tracking.queue.mornings import morning
    from vanban.tracking.queue.uploads import open_queue
    from vanban.tracking.queue.work import work as run

    stopping = threading.Event()
    signal.signal(signal.SIGTERM, lambda *_: stopping.set())
    if attached:
        threading.Thread(target=_until_closed, args=(stopping,), daemon=True).start()
    with opened(db, create=True) as store, suppress(KeyboardInterrupt):
        folder = home_of(store, home)
        queue, people = open_queue(folder), open_people(folder / "people.db")
        chores = partial(morning, store, people, queue, server=mail_server())
        run(store, queue, stop=stopping.is_set, watch=watch, morning=chores)
        queue.close()
        people.close()


def _until_closed(stopping: threading.Event) -> None:
    """Set when whoever started this process is gone, however he ended."""
    sys.stdin.buffer.read()
    stopping.set()


@contextmanager
def _worker(place: Workplace) -> Iterator[None]:
    """A worker of our own, started again when it dies, ended with us."""
    database = place.store.url.database if place.store.dialect == "sqlite" else None
    address = database or place.store.url.render_as_string(hide_password=False)
    program = "import sys; from vanban.cli import program; sys.exit(program())"
    command = [sys.executable, "-c", program, "work", "--attached"]
    where = {**os.environ, "VANBAN_DB": address, "VANBAN_HOME": str(place.queue.folder)}
    ending = threading.Event()
    running: list[subprocess.Popen[bytes]] = []

    def keep() -> None:
        while not ending.is_set():
            running[:] = [subprocess.Popen(command, stdin=subprocess.PIPE, env=where)]
            running[0].wait()
            ending.wait(_RESTART)

    threading.Thread(target=keep, daemon=True).start()
    try:
        yield
    finally:
        ending.set()
        for process in running:
            process.terminate()


def _settings(host: str, names: tuple[str, ...], secure: bool) -> Settings:
    from vanban.tracking.mail import mail_server
    from vanban.web.oidc import provider_of
    from vanban.web.settings import LOCAL_HOSTS, Settings

    smtp = mail_server()
    if host in LOCAL_HOSTS and not names:
        return Settings(smtp=smtp)
    if not (names and secure):
        raise click.UsageError(
            "Ngoài máy này phải có --name TÊN-MÁY và một máy chủ trung gian với TLS (--secure)."
        )
    return Settings(
        hosts=tuple(name.lower() for name in names),
        local=False,
        secure=True,
        smtp=smtp,
        provider=provider_of(),
    )


def workplace(store: Store, home: Path | None, settings: Settings) -> Workplace:
    """The databases and folders beside the store."""
    from vanban.tracking.people.accounts import open_people
    from vanban.tracking.queue.uploads import open_queue
    from vanban.web.settings import Workplace

    folder = home_of(store, home)
    return Workplace(store, open_people(folder / "people.db"), open_queue(folder), settings)


def home_of(store: Store, home: Path | None) -> Path:
    """Where what belongs to the pages stands: as said, else beside the store."""
    from vanban.tracking.store.engine import default_path

    said = home or os.environ.get("VANBAN_HOME")
    if said:
        return Path(said).expanduser().absolute()
    if store.dialect == "sqlite" and store.url.database:
        path = Path(store.url.database)
        return path.with_name(f"{path.stem}-home")
    return default_path().with_name("vanban-home")


def _greeting(place: Workplace, host: str, port: int) -> str:
    """The address to open; on this machine it lets its one user in, once."""
    import getpass

    from vanban.tracking.people.accounts import count_accounts, local_person, make_link

    if place.settings.local:
        person = local_person(place.people, getpass.getuser())
        secret = make_link(place.people, person.id, "start")
        return f"Mở trang này (dùng được một lần): http://{host}:{port}/vao/{secret}"
    if count_accounts(place.people) == 0:
        return "Chưa có người dùng: chạy `vanban serve` trên máy này trước để thêm quản trị."
    return f"Các trang ở http://{host}:{port}, mở qua {', '.join(place.settings.hosts)}."
