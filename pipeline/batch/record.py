"""A line of the manifest: what became of an input, and under which product version and options."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from vanban.pipeline.batch.model import Outcome
from vanban.pipeline.options import Options

_KEPT = tuple(f.name for f in fields(Outcome) if f.name != "memory")


@dataclass(frozen=True, slots=True)
class Record:
    """An outcome with the fingerprint of the run that it comes from."""

    outcome: Outcome
    fingerprint: str

    def line(self) -> str:
        """One line of JSON, without its end."""
        facts = asdict(self.outcome)
        kept = {k: facts[k] for k in _KEPT} | {"fingerprint": self.fingerprint}
        kept["extra"] = json.loads(kept["extra"] or "null")
        return json.dumps(kept, ensure_ascii=False)

    @classmethod
    def parse(cls, line: str | bytes) -> Record | None:
        """The record of a line; None for a line that a kill has torn."""
        try:
            facts = json.loads(line)
            beside = facts.get("extra")
            facts["extra"] = json.dumps(beside, ensure_ascii=False) if beside is not None else ""
            return cls(Outcome(**{k: facts[k] for k in _KEPT}), facts["fingerprint"])
        except (ValueError, KeyError, TypeError):
            return None


_NOT_RESULT = {"limits", "filename", "hints", "isolated"}
"""Options that change no result of a content; hints count with the content."""


def fingerprint(options: Options) -> str:
    """Product version and options: a result made under another one is made again. Limits do not
    change a result.
    """
    said = options.model_dump_json(exclude=_NOT_RESULT)
    return f"{_release()}+{hashlib.sha256(said.encode()).hexdigest()[:12]}"


@cache
def _release() -> str:
    try:
        return version("vanban")
    except PackageNotFoundError:
        return "0"
