"""How many small faults the tests of a room notice: seeded mutations, one at a time.

    python -m benchmarks.mutants extractors/deadlines --sample 200 --seed 1
    make mutants ROOM=extractors/deadlines SAMPLE=200

A mutant is one comparison turned, one threshold moved, one condition negated, one ``and`` made
``or``, one returned value dropped. The tests of the room run with it until the first failure; a
mutant that they let pass survives. The score, kept in docs/RESULTS.md, is the share that was
noticed. Tests are collected once, and every mutant is a fork of that process with the code of one
module exchanged: it costs what its tests cost. Declarations (decorators, defaults, fields, columns)
are left alone.
"""

from __future__ import annotations

import argparse
import ast
import copy
import gc
import importlib
import inspect
import json
import os
import random
import resource
import signal
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path
from types import CodeType, FunctionType, ModuleType

import pytest

from benchmarks.report import RESULTS, replace_part

ROOT = Path(__file__).resolve().parents[1]
_VALUES = (int, float, str, tuple, list, dict, frozenset, set)
"""What constants of a module are made of; compiled patterns hold no number that a mutant moves."""
_PATIENCE = 4.0
"""Times the processor time of the unchanged run after which a mutant counts as noticed: it hangs.
"""
_LEAST_SECONDS = 20
_UNTRIED = 3
"""How a fork ends into which the fault could not be put: that tells nothing of the tests."""
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
    in_function: bool

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
    declared, inside = set(_declared(tree)), set(_in_functions(tree))
    for at, node in enumerate(ast.walk(tree)):
        if node in declared:
            continue
        for variant, (change, _) in enumerate(_changes(node)):
            line = getattr(node, "lineno", 0)
            yield Mutant(path.relative_to(ROOT), line, at, variant, change, node in inside)


def _declared(tree: ast.Module) -> Iterator[ast.AST]:
    """What decorators are told ("frozen", the size of a cache), defaults of parameters, and the
    fields and columns of classes: declarations, in which there is nothing to decide.
    """
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            fields = [x for x in node.body if not isinstance(x, ast.FunctionDef)]
            declared: list[ast.AST] = [*node.decorator_list, *fields]
        elif isinstance(node, ast.FunctionDef):
            declared = [*node.decorator_list, node.args]
        else:
            continue
        for part in declared:
            yield from ast.walk(part)


def _in_functions(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            for part in node.body:
                yield from ast.walk(part)


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


class _Trial:
    """A plugin of pytest: the tests are collected once, then run once for each mutant, in a fork
    that has the fault.
    """

    def __init__(self, chosen: Sequence[Mutant]) -> None:
        self.chosen = chosen
        self.survived: list[Mutant] = []
        self.untried: list[Mutant] = []
        self.unchanged = True

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Tables before random examples: most faults are noticed by the cheap tests."""
        items.sort(key=lambda item: item.get_closest_marker("hypothesis") is not None)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Says what stands in the way of all trials: a test that fails without a fault."""
        if self.unchanged and report.failed:
            print(f"fails unchanged: {report.nodeid}\n{report.longreprtext}", flush=True)

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """In place of the run. Raises ``SystemExit`` where the unchanged room does not pass."""
        if session.testsfailed or not session.items:
            raise SystemExit("the tests of the room cannot be collected")
        gc.freeze()
        ended, used = _ended(session, None, 3600)
        if ended:
            raise SystemExit("the unchanged room does not pass its tests")
        self.unchanged = False
        most = max(_LEAST_SECONDS, used * _PATIENCE)
        for mutant in self.chosen:
            ended = _ended(session, mutant, most)[0]
            if ended == 0:
                self.survived.append(mutant)
                print("survived:", mutant, flush=True)
            elif ended == _UNTRIED:
                self.untried.append(mutant)
                print("not tried:", mutant, flush=True)
        return True


def _ended(session: pytest.Session, mutant: Mutant | None, seconds: float) -> tuple[int, float]:
    """How the tests end with the fault (0: they all pass, ``_UNTRIED``: it could not be put in),
    and the processor time they took.
    """
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    child = os.fork()
    if child == 0:
        _run(session, mutant, int(seconds) + 1)
    _, status = os.waitpid(child, 0)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    used = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return os.waitstatus_to_exitcode(status), used


def _run(session: pytest.Session, mutant: Mutant | None, limit: int) -> None:
    """The tests until the first failure, in a child that ends with 0 where all pass. Never
    returns.
    """
    resource.setrlimit(resource.RLIMIT_CPU, (limit, limit + 5))
    signal.signal(signal.SIGXCPU, signal.SIG_DFL)
    ended = _UNTRIED
    try:
        if mutant:
            _break(mutant)
        ended = 1
        ended = min(_failures(session), 1)
    finally:
        os._exit(ended)


def _failures(session: pytest.Session) -> int:
    for item, following in zip_longest(session.items, session.items[1:]):
        item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
        if session.testsfailed:
            break
    return session.testsfailed


def _break(mutant: Mutant) -> None:
    """Give this process the fault: the functions of the module get the code that they have in the
    file with the fault; a constant its value, under the names that others know it by.
    """
    name = ".".join(("vanban", *mutant.path.with_suffix("").parts)).removesuffix(".__init__")
    module = importlib.import_module(name)
    code = compile(mutant.written(), module.__file__ or name, "exec")
    if mutant.in_function:
        broken = {inner.co_qualname: inner for inner in _codes(code)}
        for function in _functions(module):
            # what a dataclass writes for itself stands in no file
            written = broken.get(function.__code__.co_qualname, function.__code__)
            function.__code__ = written
        return
    wrong = ModuleType(name)
    wrong.__dict__.update({k: v for k, v in vars(module).items() if k.startswith("__")})
    sys.modules[name] = wrong  # for dataclasses, which look themselves up
    exec(code, vars(wrong))
    sys.modules[name] = module
    for key, value in vars(wrong).items():
        if isinstance(value, _VALUES) and value != (old := vars(module).get(key)):
            _rename(key, old, value)


def _codes(code: CodeType) -> Iterator[CodeType]:
    for inner in filter(lambda x: isinstance(x, CodeType), code.co_consts):
        yield inner
        yield from _codes(inner)


def _functions(module: ModuleType) -> Iterator[FunctionType]:
    """The functions and methods of a module, without their decorators."""
    own = [v for v in vars(module).values() if _made_in(v, module)]
    inner = [method for v in own if isinstance(v, type) for method in list(vars(v).values())]
    for value in own + inner:
        bare = value.fget if isinstance(value, property) else inspect.unwrap(value)
        bare = getattr(bare, "__func__", bare)
        if not isinstance(bare, FunctionType) or bare.__name__ == "<lambda>":
            continue
        if bare.__module__ == module.__name__:
            yield bare


def _made_in(value: object, module: ModuleType) -> bool:
    return getattr(value, "__module__", None) == module.__name__


def _rename(key: str, old: object, value: object) -> None:
    """``value`` for a constant, in all modules that took it over."""
    for module in list(sys.modules.values()):
        if vars(module).get(key) is old:
            setattr(module, key, value)


def measure(room: Path, sample: int, seed: int) -> tuple[int, list[Mutant]]:
    """How many mutants were tried, and those that survived."""
    found = mutants(room)
    chosen = random.Random(seed).sample(found, min(sample, len(found)))
    trial = _Trial(chosen)
    chosen_tests = ["-m", "not slow and not shared", "-k", "not postgresql"]
    quiet = ["-o", "addopts=--import-mode=importlib", "-p", "no:terminal", "-p", "no:cacheprovider"]
    code = pytest.main([*quiet, *chosen_tests, *map(str, tests_of(room))], plugins=[trial])
    if code:
        raise SystemExit(int(code))
    return len(chosen) - len(trial.untried), trial.survived


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
