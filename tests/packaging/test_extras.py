"""A package that an extra brings and that is not there: one sentence with the command."""

from __future__ import annotations

import sys
import tomllib
from pathlib import Path

import pytest

from vanban.pipeline.batch.assemble import check_form
from vanban.pipeline.batch.inputs import discover
from vanban.pipeline.batch.ray_runner import RayRunner
from vanban.pipeline.batch.store import UrlStore
from vanban.pipeline.errors import ToolMissing
from vanban.tracking import open_store
from vanban.tracking.exports.report.html import pdf

PROJECT = Path(__file__).resolve().parents[2] / "pyproject.toml"

CASES = [
    ("ray", "ray", RayRunner),
    ("pyarrow", "parquet", lambda: check_form("parquet")),
    ("psycopg", "postgresql", lambda: open_store("postgresql://nowhere/vanban")),
    ("s3fs", "s3", lambda: list(discover("s3://kho/van-ban"))),
    ("s3fs", "s3", lambda: list(UrlStore("s3://kho/ra").names("plans"))),
    ("weasyprint", "report", lambda: pdf("<p>")),
]


@pytest.mark.parametrize(
    ("module", "name", "use"), CASES, ids=lambda v: v if isinstance(v, str) else "use"
)
def test_a_missing_extra_says_what_brings_it(
    module: str, name: str, use: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    assert callable(use)
    with pytest.raises(ToolMissing) as caught:
        use()
    assert f"pip install 'vanban[{name}]'" in caught.value.advice
    assert module in caught.value.what


def test_every_extra_that_is_named_exists() -> None:
    extras = tomllib.loads(PROJECT.read_text("utf-8"))["project"]["optional-dependencies"]
    assert {name for _, name, _ in CASES} <= set(extras)
