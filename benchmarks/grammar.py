"""Files grown from grammars: ``python -m benchmarks.grammar [--count 2000] [--seed 1]``,
and with ``--kept FILE --seconds 300`` in as many calls as it takes.

``benchmarks.fuzz`` damages whole samples; here the structure itself is made up: sentences of the
words that rules look for, elements within elements, packages of such parts, plans with values of
other fields. Each has to give a plan or one clear refusal.
"""

from __future__ import annotations

import argparse
import io
import json
import math
import random
import sys
import tomllib
import zipfile
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cache
from html import escape
from pathlib import Path
from time import monotonic
from typing import Any

from benchmarks.linear import HEAD
from benchmarks.report import keep
from vanban.pipeline.conversion import convert
from vanban.pipeline.errors import PlanError
from vanban.pipeline.options import Options
from vanban.pipeline.stages import stage, unattended
from vanban.tracking.foreign import parse_plan

SECONDS = 20.0
FAULTS = ("internal", "timeout", "out-of-memory", "uncaught")
DEPTH = 6
"""Elements within elements."""
SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "chi-thi" / "source.txt"
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELATION = f"{_RELATIONS}/officeDocument"
_SHEETS = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_HTML = ("p", "div", "table", "tr", "td", "th", "ul", "ol", "li", "b", "span", "br", "h1", "a")
_WORD = ("p", "r", "tbl", "tr", "tc", "sdt", "sdtContent", "ins", "del", "hyperlink", "smartTag")
_NUMBERS = ("0", "1", "-1", "9", "65536", "2000000000", "1.5", "", "x")
Maker = Callable[[random.Random], bytes]


@cache
def fragments() -> tuple[str, ...]:
    """Words that rules look for, and marks that separate them."""
    file = Path(__file__).with_name("kinds.toml")
    written = tomllib.loads(file.read_text(encoding="utf-8"))
    return (*written["repeated"].values(), *HEAD.splitlines(keepends=True), "\n", " ", "; ", "\t")


def sentence(rng: random.Random, most: int = 12) -> str:
    """A few fragments after each other, some of them again and again."""
    chosen = rng.choices(fragments(), k=rng.randint(1, most))
    return "".join(part * rng.choice((1, 1, 1, 2, 9)) for part in chosen)


def text(rng: random.Random) -> bytes:
    """Lines, with or without the head of a decision, in one of the encodings that are met."""
    head = HEAD if rng.random() < 0.7 else ""
    words = head + "\n".join(sentence(rng) for _ in range(rng.randint(1, 30)))
    return words.encode(rng.choice(("utf-8", "utf-8-sig", "utf-16", "cp1258")), "replace")


def html(rng: random.Random) -> bytes:
    """Elements in any order and nesting, some never closed."""

    def element(depth: int) -> str:
        if depth == 0 or rng.random() < 0.3:
            return escape(sentence(rng, 4))
        name = rng.choice(_HTML)
        span = f' colspan="{rng.choice(_NUMBERS)}" rowspan="{rng.choice(_NUMBERS)}"'
        inside = "".join(element(depth - 1) for _ in range(rng.randint(0, 4)))
        end = f"</{name}>" if rng.random() < 0.9 else ""
        return f"<{name}{span if name in ('td', 'th') else ''}>{inside}{end}"

    body = "".join(element(DEPTH) for _ in range(rng.randint(1, 8)))
    return f"<html><body><p>{escape(HEAD)}</p>{body}</body></html>".encode()


def docx(rng: random.Random) -> bytes:
    """Elements of WordprocessingML in any order and nesting, in a right package."""

    def element(depth: int) -> str:
        if depth == 0 or rng.random() < 0.3:
            return f"<w:r><w:t>{escape(_printable(sentence(rng, 4)))}</w:t></w:r>"
        name = rng.choice(_WORD)
        merged = rng.choice(("restart", "continue", "x"))
        cell = (
            f'<w:tcPr><w:gridSpan w:val="{rng.choice(_NUMBERS)}"/><w:vMerge '
            f'w:val="{merged}"/></w:tcPr>'
        )
        inside = "".join(element(depth - 1) for _ in range(rng.randint(0, 4)))
        return f"<w:{name}>{cell if name == 'tc' else ''}{inside}</w:{name}>"

    body = "".join(element(DEPTH) for _ in range(rng.randint(1, 8)))
    head = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in HEAD.splitlines())
    return _package(f'<w:document xmlns:w="{_W}"><w:body>{head}{body}</w:body></w:document>')


def plan(rng: random.Random) -> bytes:
    """A plan in which values stand in the place of others, are gone, or come twice."""
    made = json.loads(_plan())
    for _ in range(rng.randint(1, 4)):
        holder, key = rng.choice(list(_places(made)))
        other_holder, other = rng.choice(list(_places(made)))
        copied = deepcopy(other_holder[other])  # a holder put into itself is no JSON
        holder[key] = rng.choice((copied, None, -1, 10**12, "", "9999-12-31", [], {}))
    return json.dumps(made).encode()


def mhtml(rng: random.Random) -> bytes:
    """Parts within parts, in character sets and transfer encodings that fit and that do not."""

    def part(depth: int) -> str:
        if depth == 0 or rng.random() < 0.5:
            charset = rng.choice(("utf-8", "utf-16", "cp1258", "punycode", "idna", "x", ""))
            transfer = rng.choice(("8bit", "base64", "quoted-printable", "x"))
            head = f"Content-Type: text/html; charset={charset}"
            body = html(rng).decode()
            return f"{head}\nContent-Transfer-Encoding: {transfer}\n\n{body}\n"
        border = rng.choice(("a", "b", f"c{depth}"))
        inside = "".join(f"--{border}\n{part(depth - 1)}" for _ in range(rng.randint(0, 3)))
        return f"Content-Type: multipart/related; boundary={border}\n\n{inside}--{border}--\n"

    return f"MIME-Version: 1.0\n{part(DEPTH)}".encode()


def xlsx(rng: random.Random) -> bytes:
    """Cells with and without places, of all types, with styles that are there and that are not;
    merged areas anywhere.
    """
    places = ("A1", "B2", "XFD1048576", "C7", "", "AAA0", "A²")

    def cell() -> str:
        kind = rng.choice(("n", "s", "str", "inlineStr", "b", "e", "x"))
        words = escape(_printable(sentence(rng, 3)))
        value = rng.choice((f"<v>{rng.choice(_NUMBERS)}</v>", f"<v>{words}</v>", "<f>A1</f>", ""))
        inline = f"<is><t>{words}</t></is>" if kind == "inlineStr" else value
        place, style = rng.choice(places), rng.choice((*_NUMBERS, "²"))
        return f'<c r="{place}" s="{style}" t="{kind}">{inline}</c>'

    def row() -> str:
        cells = "".join(cell() for _ in range(rng.randint(0, 6)))
        return f'<row r="{rng.choice((*_NUMBERS, "²"))}">{cells}</row>'

    rows = "".join(row() for _ in range(rng.randint(0, 20)))
    merged = "".join(
        f'<mergeCell ref="{rng.choice(places)}:{rng.choice(places)}"/>'
        for _ in range(rng.randint(0, 5))
    )
    sheet = f"<sheetData>{rows}</sheetData><mergeCells>{merged}</mergeCells>"
    number = rng.choice((*_NUMBERS, "²"))
    styles = f'<cellXfs><xf numFmtId="{number}"/></cellXfs>'
    return _workbook(sheet, styles)


def _workbook(sheet: str, styles: str) -> bytes:
    main = f'xmlns="{_SHEETS}" xmlns:r="{_RELATIONS}"'
    related = "".join(
        f'<Relationship Id="{kind}" Type="{_RELATIONS}/{kind}" Target="{kind}.xml"/>'
        for kind in ("worksheet", "styles")
    )
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{_WORKBOOK}"/></Types>'
    )
    book = f'<workbook {main}><sheets><sheet name="a" r:id="worksheet"/></sheets></workbook>'
    first = (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r" '
        f'Type="{_RELATION}" Target="xl/workbook.xml"/></Relationships>'
    )
    return _zipped(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": first,
            "xl/workbook.xml": book,
            "xl/_rels/workbook.xml.rels": f"<Relationships>{related}</Relationships>",
            "xl/worksheet.xml": f"<worksheet {main}>{sheet}</worksheet>",
            "xl/styles.xml": f"<styleSheet {main}>{styles}</styleSheet>",
        }
    )


_OPERATORS = (
    "q", "Q", "BT", "ET", "{0} {1} Td", "/F {0} Tf", "{0} Tr", "{0} {1} {0} {1} {0} {1} cm",
    "{0} {1} {0} {1} re f", "{0} {1} m {1} {0} l S", "(Dieu 1. ) Tj", "[(So) {0} (2)] TJ", "/X Do",
    "{0} {1} {0} {1} {0} {1} Tm", "{0} Tz", "W n", "/Span BMC", "EMC", "BI /W {0} /H {1} ID x EI",
)  # fmt: skip


def pdf(rng: random.Random) -> bytes:
    """Operators of a page in any order with any numbers; a form that may draw itself."""
    numbers = ("0", "1", "12", "72", "-5", "700", "1e9", "99999999999", "0.0001")
    content = "\n".join(
        rng.choice(_OPERATORS).format(rng.choice(numbers), rng.choice(numbers))
        for _ in range(rng.randint(0, 200))
    )
    box = " ".join(rng.choices(("0", "0", "595", "842", "-1", "1e9"), k=4))
    resources = "/Resources << /Font << /F 5 0 R >> /XObject << /X 6 0 R >> >>"
    objects = (
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [3 0 R] /Count {rng.choice(_NUMBERS[:6])} >>",
        f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] /Contents 4 0 R {resources} >>",
        f"<< /Length {len(content)} >>\nstream\n{content}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        f"<< /Type /XObject /Subtype /Form /BBox [0 0 9 9] {resources} /Length 5 >>\n"
        "stream\n/X Do\nendstream",
    )
    body = "".join(f"{n} 0 obj\n{text}\nendobj\n" for n, text in enumerate(objects, 1))
    return f"%PDF-1.7\n{body}trailer << /Root 1 0 R /Size 7 >>\n%%EOF\n".encode()


MAKERS: dict[str, Maker] = {
    "txt": text,
    "html": html,
    "docx": docx,
    "json": plan,
    "mht": mhtml,
    "xlsx": xlsx,
    "pdf": pdf,
}


@cache
def _plan() -> str:
    return convert(SAMPLE).model_dump_json()


def _places(value: Any) -> Iterator[tuple[Any, Any]]:
    """Every place of a value inside: what holds it, and under what key or index."""
    inner = value.items() if isinstance(value, dict) else enumerate(value)
    for key, found in list(inner):
        yield value, key
        if isinstance(found, dict | list):
            yield from _places(found)


def _printable(words: str) -> str:
    """Without what XML may not hold."""
    return "".join(c for c in words if c >= " " or c in "\n\t")


def _package(document: str) -> bytes:
    types = (
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_DOCUMENT}"/></Types>'
    )
    relations = (
        f'<Relationships xmlns="{_PACKAGE}/relationships"><Relationship Id="r" '
        f'Type="{_RELATION}" Target="word/document.xml"/></Relationships>'
    )
    parts = {"[Content_Types].xml": types, "_rels/.rels": relations, "word/document.xml": document}
    return _zipped(parts)


def _zipped(parts: Mapping[str, str]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def grown(seed: int, number: int) -> tuple[str, bytes]:
    """The ending and the content of file ``number`` of a seed, always the same."""
    kind = list(MAKERS)[number % len(MAKERS)]
    return kind, MAKERS[kind](random.Random(f"{seed}/{number}"))


def outcome(kind: str, data: bytes) -> str:
    """ "plan", the code of the refusal, or "uncaught" with what it was."""
    try:
        with unattended(SECONDS):
            if kind == "json":
                parse_plan(data)
            else:
                with stage("thử"):
                    convert(data, Options(filename=f"x.{kind}"))
    except PlanError as error:
        return error.code
    except Exception as error:  # what this looks for
        return f"uncaught {type(error).__name__}"
    return "plan"


@dataclass(slots=True)
class Run:
    """The files of a seed that were tried so far: how they ended, and those that must not end so,
    each with its number.
    """

    seed: int
    done: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    @classmethod
    def kept(cls, file: Path | None, seed: int) -> Run:
        """What ``file`` keeps of the run of a seed; a new run where it keeps none."""
        if file is None or not file.exists():
            return cls(seed)
        found = json.loads(file.read_text(encoding="utf-8"))
        if found["seed"] != seed:
            return cls(seed)
        return cls(seed, found["done"], Counter(found["outcomes"]), found["faults"])

    def keep(self, file: Path) -> None:
        """Write it, so that a later call goes on here."""
        found = {name: getattr(self, name) for name in self.__slots__}
        file.write_text(json.dumps(found, ensure_ascii=False), encoding="utf-8")

    def grow(self, count: int, seconds: float = math.inf) -> None:
        """Go on until ``count`` files are done, or for about so many seconds."""
        end = monotonic() + seconds
        while self.done < count and monotonic() < end:
            kind, data = grown(self.seed, self.done)
            ended = outcome(kind, data)
            self.outcomes[ended] += 1
            if ended.startswith(FAULTS):
                self.faults.append(f"{self.done} ({kind}): {ended}")
            self.done += 1

    def __str__(self) -> str:
        ended = ", ".join(f"{code} {count}" for code, count in self.outcomes.most_common())
        return f"{self.done} files grown from grammars: {ended}; {len(self.faults)} faults."


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", type=int, help="write file N to standard output")
    parser.add_argument("--kept", type=Path, help="go on where the run that FILE keeps stopped")
    parser.add_argument("--seconds", type=float, default=math.inf, help="of this call")
    parser.add_argument("--no-write", dest="write", action="store_false")
    wanted = parser.parse_args()
    if wanted.only is not None:
        sys.stdout.buffer.write(grown(wanted.seed, wanted.only)[1])
        return
    run = Run.kept(wanted.kept, wanted.seed)
    run.grow(wanted.count, wanted.seconds)
    if wanted.kept:
        run.keep(wanted.kept)
    print(*run.faults, run, sep="\n")
    if wanted.write and run.done >= wanted.count:
        command = f"python -m benchmarks.grammar --count {wanted.count} --seed {wanted.seed}"
        keep("grammar", "Files grown from grammars", command, str(run))
    sys.exit(bool(run.faults))


if __name__ == "__main__":
    main()
