"""The command line: parses arguments, calls, prints. Everything heavy is loaded by the command that
needs it.
"""

from __future__ import annotations

import atexit
import gc
import sys
from collections.abc import Iterator
from itertools import chain, count
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

import click

from vanban.commands import console, english
from vanban.commands.batch import register as register_batch
from vanban.commands.directory import unit
from vanban.commands.outputs import register as register_outputs
from vanban.commands.reports import register as register_reports
from vanban.commands.serve import register as register_serve
from vanban.commands.track import register as register_track
from vanban.commands.urging import urge

if TYPE_CHECKING:
    from vanban.pipeline.options import Options
    from vanban.schemas import Plan

GOOD, SOME_FAILED, WRONG_USAGE = 0, 1, 2
_ALLOCATIONS = 50_000
"""Between two searches for cyclic garbage: Python's own 700 cost a start a tenth of its time."""


def _speak(ctx: click.Context, _option: click.Parameter, language: str | None) -> None:
    """From here on in this language, the help below it too."""
    if language == "en":
        console.speak(language)
        english.explain(ctx.command)


@click.group(
    cls=english.Program,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.option(
    "--lang",
    type=click.Choice(english.LANGUAGES),
    is_eager=True,
    expose_value=False,
    callback=_speak,
    envvar=english.VARIABLE,
    help="Lời của chương trình bằng tiếng Việt hoặc tiếng Anh (mặc định: vi, hoặc VANBAN_LANG).",
)
@click.version_option(
    package_name="vanban",
    message="vanban %(version)s",
    help="In phiên bản rồi thoát.",
)
def main() -> None:
    """vanban: từ văn bản hành chính đến kế hoạch theo dõi được.

    Mã thoát: 0 mọi tệp đều tốt; 1 có tệp không chuyển được; 2 gọi lệnh sai.
    """


_ENDINGS = {"json": "json", "md": "md", "chunks": "chunks.jsonl"}
"""Forms of ``convert``, and what the names of their files end in."""
_STANDARD_INPUT = "-"


@main.command(short_help="Chuyển văn bản thành kế hoạch JSON hoặc Markdown.")
@click.argument("inputs", nargs=-1, required=True, type=click.Path(), metavar="TỆP...")
@click.option(
    "-o",
    "--output",
    default="-",
    show_default=True,
    help="Thư mục ghi kết quả, hoặc - để in ra màn hình.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(list(_ENDINGS)),
    default="json",
    show_default=True,
    help="Dạng kết quả; chunks: mỗi điều, khoản, mục, nhiệm vụ một dòng JSON.",
)
@click.option(
    "--all",
    "every",
    is_flag=True,
    help="Chuyển cả những văn bản đứng sau văn bản thứ nhất của tệp.",
)
@click.option("--pretty", is_flag=True, help="JSON xuống dòng, dễ đọc.")
@click.option(
    "--lenient-before",
    is_flag=True,
    help="Hiểu “trước ngày D” là đến hết ngày D (mặc định: hết ngày D-1).",
)
def convert(
    inputs: tuple[str, ...], output: str, form: str, every: bool, pretty: bool, lenient_before: bool
) -> None:
    """Chuyển văn bản (DOCX, PDF, HTML, text) thành kế hoạch JSON hoặc Markdown; - là đầu
    vào chuẩn.

    Tệp có nhiều văn bản cho kế hoạch của văn bản thứ nhất; với --all, mỗi văn bản một kế hoạch:
    TÊN.json, TÊN#2.json, …
    """
    from vanban.pipeline.batch.names import further_key
    from vanban.pipeline.options import Options

    options = Options(strict_before=not lenient_before)
    names = _output_names(inputs)
    failed = False
    for path in inputs:
        plans = _converted(path, options, every=every)
        failed = failed or not plans
        for number, plan in enumerate(plans, 1):
            if output == "-":
                click.echo(_rendered(plan, form, pretty), nl=form == "json")
                continue
            own = names[path] if number == 1 else further_key(names[path], number)
            target = Path(output) / f"{own}.{_ENDINGS[form]}"
            _write(target, _rendered(plan, form, pretty))
            console.say(f"{path} → {target}: {len(plan.tasks)} nhiệm vụ")
        if plans and not every:
            _say_further(path, plans[0], "lấy tất cả: thêm --all")
    sys.exit(SOME_FAILED if failed else GOOD)


@main.command(short_help="In tóm tắt dễ đọc của một văn bản.")
@click.argument("file", type=click.Path(), metavar="TỆP")
@click.option("--width", type=int, help="Số cột màn hình (mặc định: theo cửa sổ).")
@click.option(
    "--pages",
    type=click.Path(file_okay=False),
    help="Vẽ từng trang (PNG) với khung quanh các thông tin vào thư mục này.",
)
@click.option(
    "--number",
    type=click.IntRange(1),
    default=1,
    show_default=True,
    help="Văn bản thứ mấy, khi tệp có nhiều văn bản.",
)
def show(file: str, width: int | None, pages: str | None, number: int) -> None:
    """In tóm tắt dễ đọc của một văn bản: phần đầu, căn cứ, cấu trúc, nhiệm vụ, cảnh báo.

    Với --pages, vẽ thêm ảnh từng trang với khung màu quanh các thông tin đã rút ra.
    """
    from vanban.pipeline.options import Options
    from vanban.pipeline.render.terminal import show as render

    plans = _converted(file, Options(), every=number > 1)
    if not plans:
        sys.exit(SOME_FAILED)
    if number > len(plans):
        raise click.UsageError(f"tệp chỉ có {len(plans)} văn bản")
    plan = plans[number - 1]
    render(plan, console.paper(width), english.said)
    if number == 1:
        _say_further(file, plan, "xem văn bản khác: thêm --number 2, 3, …")
    if pages is not None and not _pages_drawn(plan, file, Path(pages)):
        sys.exit(SOME_FAILED)


@main.command(short_help="Tìm văn bản được viện dẫn trong từng dòng.")
@click.argument("files", nargs=-1, type=click.File("r", encoding="utf-8"), metavar="[TỆP...]")
@click.option(
    "--jsonl", is_flag=True, help='Mỗi dòng vào là JSON {"text": …} thay vì một dòng chữ.'
)
def cite(files: tuple[TextIO, ...], jsonl: bool) -> None:
    """Tìm văn bản được viện dẫn: mỗi dòng vào cho một dòng JSON ra, có khóa `citations`."""
    import json

    from vanban.extractors.citations.jsonl import cite_line

    for number, line in enumerate(_lines(files), 1):
        text = line
        if jsonl:
            try:
                text = json.loads(line)["text"]
            except (ValueError, KeyError, TypeError):
                raise click.UsageError(
                    f'dòng {number}: cần một đối tượng JSON có khóa "text"'
                ) from None
        click.echo(json.dumps(cite_line(text), ensure_ascii=False))


@main.command()
def schema() -> None:
    """In JSON Schema của kế hoạch."""
    from vanban.schemas.export import schema_text

    click.echo(schema_text(), nl=False)


def _converted(path: str, options: Options, *, every: bool) -> list[Plan]:
    """The plan, with ``every`` those of further documents too; none after one clear line about
    what is wrong.
    """
    from vanban.pipeline.conversion import convert as first
    from vanban.pipeline.conversion import documented, documents
    from vanban.pipeline.errors import PlanError
    from vanban.pipeline.progress import listening

    try:
        with listening(_progress):
            document = _document(path, options)
            apart = options.model_copy(update={"isolated": True})
            plans = documents(document, apart) if every else [first(document, apart)]
            return [documented(plan) for plan in plans]
    except PlanError as e:
        console.complain(e, path)
        return []


def _say_further(path: str, plan: Plan, advice: str) -> None:
    if part := plan.source.part:
        count = len(part.numbers)
        console.say(f"{path}: tệp có {count} văn bản, đây là văn bản thứ nhất", err=True)
        console.say(f"  {advice}", err=True)


def _document(path: str, options: Options) -> str | bytes:
    """The path, or what comes by the standard input: one byte beyond the limit is enough to
    know.
    """
    if path != _STANDARD_INPUT:
        return path
    data: bytes = sys.stdin.buffer.read(options.limits.file_bytes + 1)
    return data


def _progress(what: str, done: int, total: int) -> None:
    """One line on the terminal that counts up, and is gone at the end."""
    if total > 1 and sys.stderr.isatty():
        line = english.said(f"{what}: {done}/{total} trang")
        stream = console.bare(sys.stderr)
        stream.write(f"\r{line}" if done < total else f"\r{' ' * len(line)}\r")
        stream.flush()


def _pages_drawn(plan: Plan, file: str, folder: Path) -> bool:
    """Whether the pages could be drawn; otherwise one clear line about what is wrong."""
    from vanban.pipeline.errors import PlanError, reason
    from vanban.pipeline.loading import load
    from vanban.pipeline.options import Options
    from vanban.pipeline.render.pages import draw_pages

    try:
        data, _ = load(file, Options())
        drawn = draw_pages(plan, data, folder)
    except PlanError as e:
        console.complain(e, file)
        return False
    except OSError as e:
        raise click.UsageError(f"không ghi được vào {folder}: {reason(e)}") from e
    console.say(f"Đã vẽ {len(drawn)} trang vào {folder}")
    return True


def _rendered(plan: Plan, form: str, pretty: bool) -> str:
    if form == "md":
        from vanban.pipeline.render.markdown import markdown

        return markdown(plan)
    if form == "chunks":
        from vanban.pipeline.chunks import chunk_lines

        return chunk_lines(plan)
    return plan.model_dump_json(indent=1 if pretty else None)


def _output_names(inputs: tuple[str, ...]) -> dict[str, str]:
    """Input to the name of its result: its stem; its whole name where others have that stem; with
    its folder where others have that name. Never two with one name, nor one with that of a further
    document ("a#2").
    """
    from vanban.pipeline.batch.names import apart

    paths = [Path("stdin" if path == _STANDARD_INPUT else path) for path in dict.fromkeys(inputs)]
    forms = [
        [apart(p.stem), apart(p.name), apart(f"{p.absolute().parent.name}-{p.name}")] for p in paths
    ]
    names: dict[str, str] = {}
    taken: set[str] = set()
    for path, own in zip(dict.fromkeys(inputs), forms, strict=True):
        alone = [o for n, o in enumerate(own) if sum(o == other[n] for other in forms) == 1]
        numbered = (f"{own[-1]}-{n}" for n in count(2))
        name = next(o for o in chain(alone, own[-1:], numbered) if o not in taken)
        taken.add(name)
        names[path] = name
    return names


def _write(path: Path, text: str) -> None:
    from vanban.pipeline.errors import reason

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + ("" if text.endswith("\n") else "\n"), encoding="utf-8")
    except OSError as e:
        raise click.UsageError(f"không ghi được {path}: {reason(e)}") from e


def _lines(files: tuple[TextIO, ...]) -> Iterator[str]:
    for stream in files or (click.open_file("-", encoding="utf-8"),):
        for line in stream:
            yield line.rstrip("\n")


register_batch(main)
register_track(main)
register_outputs(main)
register_reports(main)
main.add_command(urge)
main.add_command(unit)
register_serve(main)
console.name_parts(main)


def program() -> None:
    """The program ``vanban``. Next to nothing that it makes is cyclic, so the search for cycles is
    rare, and left out at the end.
    """
    gc.set_threshold(_ALLOCATIONS)
    atexit.register(gc.freeze)
    console.prepare()
    console.guarded(lambda: main(english.first(sys.argv[1:])))


if __name__ == "__main__":
    program()
