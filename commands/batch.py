"""``vanban batch``: whole archives, unattended."""

from __future__ import annotations

import sys
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import click

from vanban.commands.console import bare, complain, say
from vanban.commands.english import said

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from vanban.pipeline.batch.assemble import Form
    from vanban.pipeline.batch.datasets import Columns
    from vanban.pipeline.batch.model import Input, Runner, Settings
    from vanban.pipeline.batch.run import Choice, Summary
    from vanban.pipeline.batch.store import Store

GOOD, SOME_FAILED, UNUSABLE, STOPPED = 0, 1, 2, 130
_PLANS_AT_A_TIME = 20
"""Plans loaded in one transaction."""
_MEANING = {
    "empty": "tệp rỗng",
    "unreadable-path": "không đọc được",
    "unsupported-format": "loại tệp chưa đọc được",
    "not-a-document": "không phải văn bản hành chính",
    "no-text": "không có chữ nào đọc được",
    "damaged": "tệp hỏng",
    "encrypted": "có mật khẩu",
    "limit": "vượt giới hạn",
    "tool-missing": "thiếu chương trình cần cho loại tệp này",
    "timeout": "quá thời gian",
    "out-of-memory": "quá bộ nhớ",
    "crashed": "tiến trình chết giữa chừng, hai lần",
    "output": "không ghi được kết quả",
    "internal": "lỗi của vanban",
}


def register(group: click.Group) -> None:
    """Add the command to the command line."""
    group.add_command(batch)


@click.command(short_help="Chuyển cả kho văn bản, không cần trông.")
@click.argument("source")
@click.option("-o", "--output", required=True, help="Thư mục hoặc kho (s3://…) ghi kết quả.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "jsonl", "chunks", "parquet"]),
    default="json",
    show_default=True,
)
@click.option(
    "--runner",
    type=click.Choice(["processes", "in-process", "ray"]),
    default="processes",
    show_default=True,
)
@click.option("--jobs", type=click.IntRange(1), help="Số tiến trình (mặc định: số nhân của máy).")
@click.option(
    "--address", default="auto", show_default=True, help="Địa chỉ cụm Ray; local: tự mở một cụm."
)
@click.option(
    "--resume/--no-resume",
    default=True,
    show_default=True,
    help="Bỏ qua tệp đã chuyển (cùng nội dung, phiên bản, tùy chọn).",
)
@click.option("--retry-failed", is_flag=True, help="Chuyển lại cả những tệp đã lỗi lần trước.")
@click.option(
    "--include",
    multiple=True,
    metavar="MẪU",
    help="Chỉ lấy tệp khớp mẫu, ví dụ '*.docx'. Dùng được nhiều lần.",
)
@click.option("--exclude", multiple=True, metavar="MẪU", help="Bỏ tệp khớp mẫu.")
@click.option("--fail-fast", is_flag=True, help="Dừng ở lỗi đầu tiên.")
@click.option("--dry-run", is_flag=True, help="Chỉ liệt kê những tệp sẽ chuyển.")
@click.option(
    "--seconds",
    type=click.FloatRange(min=0.1),
    default=600.0,
    show_default=True,
    help="Giới hạn thời gian mỗi văn bản.",
)
@click.option(
    "--memory",
    type=click.IntRange(128),
    default=512,
    show_default=True,
    help="Giới hạn bộ nhớ mỗi tiến trình, MiB.",
)
@click.option("--text-column", metavar="CỘT", help="Nguồn là dữ liệu theo dòng: cột chứa toàn văn.")
@click.option("--id-column", metavar="CỘT", help="Cột đặt tên cho từng văn bản.")
@click.option(
    "--hint",
    "hints",
    multiple=True,
    metavar="TRƯỜNG=CỘT",
    help="Cột biết điều mà văn bản có thể đã mất, ví dụ issued_on=ngay_ban_hanh.",
)
@click.option(
    "--load",
    "db",
    metavar="TỆP|URL",
    help="Nạp luôn các kế hoạch vào kho theo dõi này (mỗi quyết định một lần).",
)
@click.option(
    "--shard", metavar="I/N", help="Chỉ phần thứ I trong N phần của kho, để chia cho nhiều máy."
)
def batch(
    source: str,
    output: str,
    form: Form,
    runner: str,
    jobs: int | None,
    address: str,
    resume: bool,
    retry_failed: bool,
    include: tuple[str, ...],
    exclude: tuple[str, ...],
    fail_fast: bool,
    dry_run: bool,
    seconds: float,
    memory: int,
    text_column: str | None,
    id_column: str | None,
    hints: tuple[str, ...],
    db: str | None,
    shard: str | None,
) -> None:
    """Chuyển mọi văn bản trong SOURCE: thư mục, tệp .zip, @danh-sách, hoặc kho s3://… thành kế
    hoạch.

    Kết quả nằm trong OUTPUT/plans, sổ kết quả ở OUTPUT/manifest.jsonl. Có thể dừng lúc nào cũng
    được: chạy lại sẽ làm tiếp.

    Mã thoát: 0 mọi văn bản đều có kế hoạch; 1 có văn bản lỗi; 2 không dùng được nguồn hoặc nơi ghi;
    130 bị dừng giữa chừng.
    """
    from vanban.pipeline.batch.assemble import check_form
    from vanban.pipeline.batch.inputs import discover
    from vanban.pipeline.batch.litter import Passed
    from vanban.pipeline.batch.model import Settings
    from vanban.pipeline.batch.names import in_shard, part_name
    from vanban.pipeline.batch.run import Choice
    from vanban.pipeline.batch.store import open_store
    from vanban.pipeline.options import Limits, Options

    part = _part(shard)
    columns = _columns(text_column, id_column, hints)
    _stop_like_ctrl_c()
    passed = Passed()

    def inputs() -> Iterator[Input]:
        passed.clear()
        found = discover(source, include, exclude, output=output, passed=passed, columns=columns)
        return (i for i in found if in_shard(i.key, part))

    with _ending_plainly():
        if dry_run:
            for item in inputs():
                click.echo(item.key)
            return
        check_form(form)
        store = open_store(output, part_name(part))
        settings = Settings(Options(limits=Limits(seconds=seconds)), store, memory * 2**20)
        choice = Choice(resume, retry_failed, fail_fast)
        summary = _run(inputs, _runner(runner, jobs, address), settings, form, choice)
        loaded = _loaded(store, db) if db else None
    _report(summary, output, retried=retry_failed)
    if passed:
        words = ", ".join(f"{count} {kind}" for kind, count in sorted(passed.items()))
        say(f"Bỏ qua, không phải văn bản: {words}", err=True)
    if loaded is not None:
        say(f"Đã nạp vào {db}: {loaded}", err=True)
    sys.exit(SOME_FAILED if summary.failed else GOOD)


def _part(shard: str | None) -> tuple[int, int]:
    from vanban.pipeline.batch.names import parse_shard

    try:
        return parse_shard(shard)
    except ValueError as e:
        raise click.UsageError(str(e)) from e


@contextmanager
def _ending_plainly() -> Iterator[None]:
    """What cannot be used, or is stopped, ends the command with words and its status."""
    from vanban.pipeline.errors import PlanError

    try:
        yield
    except PlanError as e:
        complain(e)
        sys.exit(UNUSABLE)
    except KeyboardInterrupt:
        say("Đã dừng. Chạy lại đúng lệnh này để làm tiếp.", err=True)
        sys.exit(STOPPED)


def _run(
    inputs: Callable[[], Iterator[Input]],
    runner: Runner,
    settings: Settings,
    form: Form,
    choice: Choice,
) -> Summary:
    """Convert the inputs, which are counted first."""
    from vanban.pipeline.batch.progress import Progress
    from vanban.pipeline.batch.run import run_batch

    with Progress(sum(1 for _ in inputs()), bare(sys.stderr), said) as progress:
        return run_batch(inputs(), runner, settings, form=form, choice=choice, seen=progress.seen)


def _loaded(results: Store, db: str) -> str:
    """Load the plans of a batch into a store for tracking; what became of them, in words."""
    from collections import Counter

    from vanban.pipeline.batch.assemble import decisions
    from vanban.schemas import Plan
    from vanban.tracking import open_store

    outcomes: Counter[str] = Counter()
    with closing(open_store(db, create=True)) as store:
        plans = (Plan.model_validate_json(data) for _, data in decisions(results))
        for loaded in store.load_iter(plans, batch=_PLANS_AT_A_TIME):
            outcomes[loaded.outcome] += 1
        store.advance()
    total, new, same = outcomes.total(), outcomes["new"], outcomes["unchanged"]
    return f"{new} văn bản mới, {total - new - same} lần nạp mới, {same} không có gì thay đổi"


def _columns(text: str | None, key: str | None, hints: tuple[str, ...]) -> Columns | None:
    """What the options say of a data set's columns."""
    from vanban.extractors.header.hints import FIELDS
    from vanban.pipeline.batch.datasets import Columns

    pairs = [tuple(h.partition("=")[::2]) for h in hints]
    wrong = [field for field, column in pairs if field not in FIELDS or not column]
    if wrong:
        known = ", ".join(FIELDS)
        raise click.UsageError(f"--hint cần dạng TRƯỜNG=CỘT, với TRƯỜNG là một trong: {known}")
    if text is None:
        if key or hints:
            raise click.UsageError("--id-column và --hint cần có --text-column")
        return None
    return Columns(text, key, tuple((field, column) for field, column in pairs))


def _stop_like_ctrl_c() -> None:
    """A polite end (systemd, Slurm, Kubernetes) closes the books as Ctrl-C does."""
    import signal

    def stop(_signum: int, _frame: object) -> None:
        raise KeyboardInterrupt

    signal.signal(signal.SIGTERM, stop)


def _runner(name: str, jobs: int | None, address: str) -> Runner:
    import os

    if name == "in-process" or (name == "processes" and not hasattr(os, "fork")):
        from vanban.pipeline.batch.inprocess import InProcessRunner

        return InProcessRunner()
    if name == "ray":
        from vanban.pipeline.batch.ray_runner import RayRunner

        return RayRunner(address)

    from vanban.pipeline.batch.processes import ProcessRunner

    return ProcessRunner(jobs or os.cpu_count() or 1)


def _report(summary: Summary, output: str, *, retried: bool) -> None:
    counts = summary.statuses
    total = sum(counts.values())
    if not total:
        say("Không có văn bản nào: xem lại nguồn, --include, --exclude và --shard.", err=True)
        return
    done = f"{counts['ok']} đã chuyển, {counts['skipped']} đã có, {summary.failed} lỗi"
    say(f"{total} văn bản: {done}; {summary.tasks} nhiệm vụ", err=True)
    for code, count in summary.codes.most_common():
        say(f"  {count} {_MEANING.get(code, 'lỗi khác')} [{code}]", err=True)
    if summary.further:
        say(f"  {summary.further} văn bản đứng sau văn bản thứ nhất trong tệp: TỆP#2, …", err=True)
    if summary.doubles:
        say(
            f"  {summary.doubles} bản trùng của cùng một quyết định: xem same_as trong manifest",
            err=True,
        )
    if summary.failed:
        again = (
            ""
            if retried
            else "; tệp lỗi để nguyên cho đến khi nội dung đổi, muốn làm lại: --retry-failed"
        )
        say(f"Từng lỗi và cách xử lý: {output.rstrip('/')}/manifest*.jsonl{again}", err=True)
