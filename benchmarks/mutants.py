"""How many small faults the tests of a room notice: seeded mutations, one at a time.

    python -m benchmarks.mutants extractors/deadlines --sample 200 --seed 1
    make mutants ROOM=extractors/deadlines SAMPLE=200

A mutant is one comparison turned, one threshold moved, one condition negated, one ``and`` made
``or``, one returned value dropped. It is written into a copy of the checkout, and the tests of the
room run there until the first failure; a mutant that they let pass survives. The score, kept in
docs/RESULTS.md, is the share that was noticed. Runs go through forks of a process that has loaded
the libraries: a mutant costs what its tests cost.
"""

from __future__ import annotations

import argparse
import ast
import contextlib
import copy
import importlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.report import RESULTS, replace_part

ROOT = Path(__file__).resolve().parents[1]
_LIBRARIES = ("pytest", "hypothesis", "pydantic", "lxml.etree", "numpy", "sqlalchemy", "alembic")
_PATIENCE = 4.0
"""Times the processor time of the unchanged run after which a mutant counts as noticed: it hangs.
"""
_LEAST_SECONDS = 20
_TURNED: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
_CALCULATED: dict[type[ast.operator], type[ast.operator]] = {ast.Add: ast.Sub, ast.Sub: ast.Add}


@dataclass(frozen=True, slots=True)
class Mutant:
    """One fault: ``node`` counts in the walk of the file's tree, ``variant`` what it becomes."""

    path: Path
    line: int
    node: int
    variant: int
    change: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line} {self.change}"

    def written(self) -> str:
        """The file with the fault in it."""
        tree = ast.parse((ROOT / self.path).read_text(encoding="utf-8"))
        node = list(ast.walk(tree))[self.node]
        _, wrong = list(_changes(node))[self.variant]
        return ast.unparse(ast.fix_missing_locations(_Replace(node, wrong).visit(tree)))


def _changes(node: ast.AST) -> Iterator[tuple[str, ast.AST]]:
    """What ``node`` could wrongly be: words for the change, and the node in its place."""
    wrong = copy.copy(node)
    match wrong:
        case ast.Compare(ops=[op]) if type(op) in _TURNED:
            wrong.ops = [_TURNED[type(op)]()]
            yield ast.unparse(node), wrong
        case ast.Constant(value=bool(value)):
            wrong.value = not value
            yield f"{value}", wrong
        case ast.Constant(value=int() | float() as value) if value:
            wrong.value = value + 1 if isinstance(value, int) else value * 1.5
            yield f"{value} -> {wrong.value}", wrong
        case ast.BoolOp(op=op):
            wrong.op = ast.Or() if isinstance(op, ast.And) else ast.And()
            yield ast.unparse(node), wrong
        case ast.BinOp(op=op) if type(op) in _CALCULATED:
            wrong.op = _CALCULATED[type(op)]()
            yield ast.unparse(node), wrong
        case ast.UnaryOp(op=ast.Not(), operand=operand):
            yield ast.unparse(node), operand
        case ast.If(test=test) | ast.IfExp(test=test):
            wrong.test = ast.UnaryOp(ast.Not(), test)
            yield f"if {ast.unparse(test)}", wrong
        case ast.Return(value=ast.expr() as value) if not isinstance(value, ast.Constant):
            wrong.value = ast.Constant(None)
            yield f"return {ast.unparse(value)}", wrong


class _Replace(ast.NodeTransformer):
    """Puts another node in the place of the one at ``at`` in the order of the walk."""

    def __init__(self, old: ast.AST, new: ast.AST) -> None:
        self.old, self.new = old, new

    def visit(self, node: ast.AST) -> ast.AST:
        """The tree with the one node exchanged."""
        if node is self.old:
            return ast.copy_location(self.new, node)
        return self.generic_visit(node)


def mutants(room: Path) -> list[Mutant]:
    """All mutants of a folder or module below the checkout, in the order of the files."""
    files = [room] if room.suffix == ".py" else sorted(room.rglob("*.py"))
    return [mutant for path in files for mutant in _of_file(path)]


def _of_file(path: Path) -> Iterator[Mutant]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = set(_told_to_decorators(tree))
    for at, node in enumerate(ast.walk(tree)):
        if node in told:
            continue
        for variant, (change, _) in enumerate(_changes(node)):
            line = getattr(node, "lineno", 0)
            yield Mutant(path.relative_to(ROOT), line, at, variant, change)


def _told_to_decorators(tree: ast.Module) -> Iterator[ast.AST]:
    """What decorators are told, "frozen" or the size of a cache: no result hangs on it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef | ast.FunctionDef):
            for decorator in node.decorator_list:
                yield from ast.walk(decorator)


def tests_of(room: Path) -> list[Path]:
    """The tests of a room: the folder or module of its name under tests/, or the nearest above."""
    place = ROOT / "tests" / room.relative_to(ROOT).with_suffix("")
    while place != ROOT / "tests":
        module = place.with_name(f"test_{place.name}.py")
        if place.is_dir():
            return [place]
        if module.exists():
            return [module]
        place = place.parent
    return [place]


def _copy() -> Path:
    """The files of the checkout, in a folder of their own that imports as ``vanban``."""
    place = Path(tempfile.mkdtemp(prefix="vanban-mutants-"))
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    for name in listed.stdout.splitlines():
        target = place / "vanban" / name
        if (ROOT / name).is_file():
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target)
    return place


def _passes(place: Path, tests: Sequence[Path], seconds: float) -> tuple[bool, float]:
    """Whether the tests pass in the copy, and the processor time they took."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    child = os.fork()
    if child == 0:
        _run(place, tests, seconds)
    _, status = os.waitpid(child, 0)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return os.waitstatus_to_exitcode(status) == 0, used


def _run(place: Path, tests: Sequence[Path], seconds: float) -> None:
    """The tests, in a child that ends with their exit status. Never returns."""
    import pytest

    limit = int(seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    checkout = place / "vanban"
    os.chdir(checkout)
    sys.path[:0] = [str(place), str(checkout)]
    sys.dont_write_bytecode = True
    with (
        (place / "out").open("w") as out,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(out),
    ):
        names = [str(checkout / t.relative_to(ROOT)) for t in tests]
        quick = ["-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", "-n", "0"]
        code = pytest.main([*quick, "-m", "not slow and not shared", *names])
    os._exit(int(code))


def measure(room: Path, sample: int, seed: int) -> tuple[int, list[Mutant]]:
    """How many mutants were tried, and those that survived. Raises ``SystemExit`` where the
    unchanged room does not pass.
    """
    found = mutants(room)
    chosen = random.Random(seed).sample(found, min(sample, len(found)))
    tests = tests_of(room)
    for name in _LIBRARIES:
        importlib.import_module(name)
    place = _copy()
    try:
        passes, used = _passes(place, tests, 3600)
        if not passes:
            raise SystemExit((place / "out").read_text()[-4000:])
        most = max(_LEAST_SECONDS, used * _PATIENCE)
        survived = [m for m in chosen if _survives(place, m, tests, most)]
    finally:
        shutil.rmtree(place)
    return len(chosen), survived


def _survives(place: Path, mutant: Mutant, tests: Sequence[Path], seconds: float) -> bool:
    file = place / "vanban" / mutant.path
    right = file.read_bytes()
    file.write_text(mutant.written(), encoding="utf-8")
    try:
        passes, _ = _passes(place, tests, seconds)
    finally:
        file.write_bytes(right)
    if passes:
        print("survived:", mutant, flush=True)
    return passes


def keep(room: Path, tried: int, survived: Sequence[Mutant], seed: int) -> None:
    """The score in docs/mutants.json and in the part of docs/RESULTS.md."""
    place = RESULTS.with_name("mutants.json")
    kept = json.loads(place.read_text()) if place.exists() else {}
    name = room.relative_to(ROOT).as_posix()
    score = round(1 - len(survived) / tried, 3)
    kept[name] = {
        "score": score,
        "tried": tried,
        "seed": seed,
        "survived": list(map(str, survived)),
    }
    place.write_text(json.dumps(kept, ensure_ascii=False, indent=1, sort_keys=True) + "\n")
    rows = [
        f"| {n} | {k['score']:.2f} | {k['tried']} | {k['seed']} |" for n, k in sorted(kept.items())
    ]
    table = [
        "## Mutants noticed by the tests",
        "",
        "| room | score | tried | seed |",
        "|---|---|---|---|",
    ]
    replace_part(RESULTS, "mutants", "\n".join([*table, *rows]))


def main() -> None:
    """Measure a room and keep its score."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("room", type=Path)
    parser.add_argument("--sample", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--no-write", action="store_true")
    said = parser.parse_args()
    room = said.room.resolve()
    tried, survived = measure(room, said.sample, said.seed)
    print(f"{tried - len(survived)} of {tried} noticed: {1 - len(survived) / tried:.2f}")
    if not said.no_write:
        keep(room, tried, survived, said.seed)


if __name__ == "__main__":
    main()
