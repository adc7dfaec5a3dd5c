"""What lies in an archive and is no document of it: locks, traces of systems, our own results."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

LOCKS = ("~$*", ".~lock.*#")
"""Word and LibreOffice keep these beside a document that is open."""
TRACES = ("._*", ".DS_Store", "Thumbs.db", "desktop.ini")
"""macOS and Windows leave these in folders and archives."""
TRACE_FOLDERS = frozenset({"__MACOSX", ".git", "@eaDir", "$RECYCLE.BIN"})
BOOKS = ".vanban"
"""The folder of a batch's journal: what stands beside it are results, not documents."""
RESULTS = ("plans", "manifest*.jsonl", "plans*.jsonl", "chunks*.jsonl", "*.parquet", BOOKS)

Passed = Counter[str]
"""How many files or folders were passed over, by the words for their kind."""
LOCK_WORDS = "tệp khóa của bộ soạn thảo"
TRACE_WORDS = "tệp phụ của hệ điều hành"
BESIDE_ROWS = "tệp không phải dữ liệu theo dòng"
RESULT_WORDS = "kết quả của vanban"


def kind_of(name: str) -> str | None:
    """The words for what a file is where its name says that it is no document."""
    if any(fnmatchcase(name, p) for p in LOCKS):
        return LOCK_WORDS
    if any(fnmatchcase(name, p) for p in TRACES):
        return TRACE_WORDS
    return None


def kind_of_member(path: str) -> str | None:
    """The same for a path inside an archive."""
    *folders, name = PurePosixPath(path).parts
    return TRACE_WORDS if TRACE_FOLDERS.intersection(folders) else kind_of(name)


def documents_below(
    folder: Path, folders: list[str], files: list[str], output: Path | None, passed: Passed
) -> list[str]:
    """The names of ``files`` that may be documents. Takes from ``folders`` those not to be entered.

    ``output`` is where this batch writes; its folder and those of earlier batches are results.
    """
    traces = [f for f in folders if f in TRACE_FOLDERS]
    results = [f for f in folders if _is_output(folder / f, output)]
    if BOOKS in folders:  # results are written into the very folder that is read
        results += [f for f in folders if _is_result(f)]
        files = _without_results(files, passed)
    _leave(folders, traces, TRACE_WORDS, passed)
    _leave(folders, results, RESULT_WORDS, passed)
    return list(_kept(files, passed))


def _is_output(folder: Path, output: Path | None) -> bool:
    if output is not None and folder.resolve() == output:
        return True
    return (folder / BOOKS).is_dir()


def _is_result(name: str) -> bool:
    return any(fnmatchcase(name, p) for p in RESULTS)


def _without_results(files: list[str], passed: Passed) -> list[str]:
    kept = [f for f in files if not _is_result(f)]
    passed[RESULT_WORDS] += len(files) - len(kept)
    return kept


def _leave(folders: list[str], names: list[str], words: str, passed: Passed) -> None:
    for name in set(names) & set(folders):
        folders.remove(name)
        passed[words] += 1


def _kept(files: Iterable[str], passed: Passed) -> Iterable[str]:
    for name in files:
        kind = kind_of(name)
        if kind is None:
            yield name
        else:
            passed[kind] += 1
