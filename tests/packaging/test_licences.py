"""What the product imports at run time may be used under Apache-2.0: no GPL, no AGPL."""

from __future__ import annotations

import re
from importlib.metadata import distribution, distributions
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement

LOCK = Path(__file__).resolve().parents[2] / "requirements.lock"
FORBIDDEN = re.compile(r"\b(AGPL|GPL|GNU (Affero )?General Public)", re.I)
LESSER = re.compile(r"LGPL|Lesser", re.I)


def _licence(name: str) -> str:
    about = distribution(name).metadata
    said = [about.get("License-Expression") or "", *about.get_all("Classifier", [])]
    named = [s for s in said if s.startswith("License") or not s.startswith(("Pro", "Int", "Top"))]
    # some packages put the whole text of their licence into this field: its title is enough
    return "\n".join([*named, (about.get("License") or "")[:80]])


def _installed() -> list[str]:
    here = {d.name.lower().replace("_", "-") for d in distributions()}
    lines = re.findall(r"^([\w.-]+==[^\\]+)", LOCK.read_text("utf-8"), re.M)
    wanted = [Requirement(line.strip()) for line in lines]
    environment = {k: str(v) for k, v in default_environment().items()}
    names = [r.name for r in wanted if r.marker is None or r.marker.evaluate(environment)]
    return [n for n in names if n.lower().replace("_", "-") in here]


def test_no_copyleft_at_run_time() -> None:
    names = _installed()
    assert len(names) > 40, "the lock file names what is installed"
    bad = {n: _licence(n) for n in names if FORBIDDEN.search(LESSER.sub("", _licence(n)))}
    assert not bad
