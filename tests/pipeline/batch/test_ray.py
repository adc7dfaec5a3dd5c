"""The same archive on a Ray cluster: same bytes, and complete although a node is lost on
the way.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from vanban.pipeline.batch.inprocess import InProcessRunner
from vanban.pipeline.batch.model import Input, Outcome, Settings
from vanban.pipeline.batch.run import run_batch
from vanban.pipeline.batch.store import FolderStore
from vanban.pipeline.options import Options

from .openers import Give, Slow

ROOT = Path(__file__).resolve().parents[3]
ray = pytest.importorskip("ray")
pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("ray")]


@pytest.fixture(scope="module")
def cluster() -> Iterator[Any]:
    """A head without processors (it only keeps the books) and two nodes with one each."""
    from ray.cluster_utils import Cluster

    cluster: Any = Cluster(
        initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False}
    )
    try:
        environment = {"env_vars": {"PYTHONPATH": str(ROOT)}}
        ray.init(address=cluster.address, log_to_driver=False, runtime_env=environment)
        yield cluster
    finally:
        ray.shutdown()
        cluster.shutdown()


@pytest.fixture
def nodes(cluster: Any) -> list[Any]:
    found = [cluster.add_node(num_cpus=1) for _ in range(2)]
    cluster.wait_for_nodes()
    return found


def inputs(make: type[Give]) -> list[Input]:
    texts = [
        (ROOT / "samples" / case / "source.txt").read_bytes() for case in ("chi-thi", "thong-tu")
    ]
    return [Input(f"{n % 3}/{n}.txt", make(texts[n % 2] + b"\n%d" % n)) for n in range(24)]


def files(out: Path) -> dict[str, bytes]:
    return {p.relative_to(out).as_posix(): p.read_bytes() for p in (out / "plans").rglob("*.json")}


def test_a_node_is_lost_and_nothing_else(cluster: Any, nodes: list[Any], tmp_path: Path) -> None:
    from vanban.pipeline.batch.ray_runner import RayRunner

    seen: list[Outcome] = []

    def lose_a_node_after_a_while(outcome: Outcome) -> None:
        seen.append(outcome)
        if len(seen) == 5:
            threading.Thread(
                target=cluster.remove_node, args=(nodes[1],), kwargs={"allow_graceful": False}
            ).start()

    run_batch(
        inputs(Give), InProcessRunner(), Settings(Options(), FolderStore(str(tmp_path / "calm")))
    )
    settings = Settings(Options(), FolderStore(str(tmp_path / "lost")))
    summary = run_batch(
        inputs(Slow), RayRunner(cluster.address), settings, seen=lose_a_node_after_a_while
    )
    assert summary.statuses == {"ok": 24}
    assert len(cluster.list_all_nodes()) == 2, "no node was lost"
    assert files(tmp_path / "lost") == files(tmp_path / "calm")
