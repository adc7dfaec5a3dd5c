"""Gold of real plans: the actors of a cell are found again in the list that they make."""

import json
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from vanban.extractors.actors import split_actors
from vanban.extractors.context import Context
from vanban.extractors.language.folding import key

PLANS = Path(__file__).resolve().parents[3].parent / "shared" / "corpus" / "plans"


@pytest.mark.shared
@pytest.mark.parametrize("joint", [", ", "; ", "\n- "])
def test_joined_gold_is_split_again(joint: str) -> None:
    hit = wrong = 0
    for path in sorted(PLANS.glob("*.gold.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        context = Context(
            issued_on=date.fromisoformat(gold["header"]["issued_on"]),
            issuer=gold["header"]["issuer"],
        )
        for task in gold.get("table_tasks", []) + gold.get("text_tasks", []):
            for role in ("leads", "cooperators"):
                want = Counter(key(a) for a in task.get(role, []))
                got = Counter(
                    key(a.text) for a in split_actors(joint.join(task.get(role, [])), context)
                )
                hit += sum((want & got).values())
                wrong += sum((want - got).values()) + sum((got - want).values())
    assert 2 * hit / (2 * hit + wrong) >= 0.99
