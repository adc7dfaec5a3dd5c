"""Runs in a contender's own environment: reads paths, does its work on each, writes the seconds.
Imports nothing of the project at first.

``python contender.py NAME``; a line of input is a path, a line of output the seconds of processor
time, of all threads together, that the work on it took.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from contextlib import closing
from typing import Any

Work = Callable[[str], Any]


def vanban() -> Work:
    from vanban import convert

    return lambda path: convert(path).model_dump_json()


def vanban_reader() -> Work:
    from pathlib import Path

    from vanban.pipeline.options import Options
    from vanban.pipeline.reading import read

    return lambda path: read(Path(path).read_bytes(), Options(filename=path))


def markitdown() -> Work:
    from markitdown import MarkItDown  # type: ignore[import-not-found, unused-ignore]

    converter = MarkItDown()
    return lambda path: converter.convert(path).markdown


def viparse() -> Work:
    import viparse as library  # type: ignore[import-not-found, unused-ignore]

    load: Work = library.load
    return load


def pdfplumber() -> Work:
    import pdfplumber as library

    def tables(path: str) -> list[Any]:
        with library.open(path) as document:
            return [page.extract_tables() for page in document.pages]

    return tables


def python_docx() -> Work:
    import docx

    def text(path: str) -> list[str]:
        document = docx.Document(path)
        return [p.text for p in document.paragraphs] + [
            c.text for t in document.tables for r in t.rows for c in r.cells
        ]

    return text


def pypdfium2() -> Work:
    import pypdfium2 as library
    from pypdfium2 import raw

    def flattened(path: str) -> list[str]:
        found = []
        with closing(library.PdfDocument(path)) as document:
            document.init_forms()
            for number in range(len(document)):
                raw.FPDFPage_Flatten(document[number], raw.FLAT_NORMALDISPLAY)
                with closing(document[number].get_textpage()) as page:
                    found.append(page.get_text_range())
        return found

    return flattened


def kreuzberg() -> Work:
    import kreuzberg as library  # type: ignore[import-not-found, unused-ignore]

    uncached = library.ExtractionConfig(use_cache=False)
    return lambda path: library.extract_file_sync(path, config=uncached).content


def liteparse() -> Work:
    from liteparse import LiteParse  # type: ignore[import-not-found, unused-ignore]

    parser = LiteParse(ocr_enabled=False)
    return lambda path: parser.parse(path).text


def pdf_inspector() -> Work:
    import pdf_inspector as library  # type: ignore[import-not-found, unused-ignore]

    text: Work = library.extract_text
    return text


WORKS: dict[str, Callable[[], Work]] = {
    "vanban": vanban,
    "vanban, reader alone": vanban_reader,
    "markitdown": markitdown,
    "viparse": viparse,
    "pdfplumber": pdfplumber,
    "python-docx": python_docx,
    "pypdfium2": pypdfium2,
    "kreuzberg": kreuzberg,
    "liteparse": liteparse,
    "pdf-inspector": pdf_inspector,
}


def main() -> None:
    work = WORKS[sys.argv[1]]()
    for line in sys.stdin:
        start = time.process_time()
        work(line.rstrip("\n"))
        print(time.process_time() - start, flush=True)


if __name__ == "__main__":
    main()
