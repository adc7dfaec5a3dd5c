"""A line of the manifest: what became of an input, and under which product version and options.

The line is flat: what is said of the document (``About``) stands among the facts of the outcome.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, dataclass, fields
from functools import cache
from importlib.metadata import PackageNotFoundError, version

from vanban.pipeline.batch.model import About, Outcome
from vanban.pipeline.batch.names import plan_name
from vanban.pipeline.options import Options

_KEPT = tuple(f.name for f in fields(Outcome) if f.name not in ("memory", "about", "further"))
_ABOUT = tuple(f.name for f in fields(About))


@dataclass(frozen=True, slots=True)
class Record:
    """An outcome with the fingerprint of the run that it comes from."""

    outcome: Outcome
    fingerprint: str

    def line(self, same_as: str | None = None) -> str:
        """One line of JSON, without its end. ``same_as`` is the key of another document of the same
        decision.
        """
        facts = asdict(self.outcome)
        kept = {k: facts[k] for k in _KEPT} | facts["about"]
        kept["plan"] = plan_name(self.outcome.key) if self.outcome.status == "ok" else None
        kept["same_as"] = same_as
        kept["extra"] = json.loads(kept["extra"] or "null")
        kept["fingerprint"] = self.fingerprint
        return json.dumps(kept, ensure_ascii=False)

    @classmethod
    def parse(cls, line: str | bytes) -> Record | None:
        """The record of a line; None for a line that a kill has torn."""
        try:
            facts = json.loads(line)
            beside = facts.get("extra")
            facts["extra"] = json.dumps(beside, ensure_ascii=False) if beside is not None else ""
            facts["warnings"] = tuple(facts["warnings"])
            about = About(**{k: facts[k] for k in _ABOUT})
            return cls(Outcome(**{k: facts[k] for k in _KEPT}, about=about), facts["fingerprint"])
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
