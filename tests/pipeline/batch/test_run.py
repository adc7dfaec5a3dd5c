"""A batch can be trusted: same bytes from every runner, nothing lost or torn, one bad document
never touches the others.
"""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from vanban.pipeline.batch.columns import TABLES
from vanban.pipeline.batch.inprocess import InProcessRunner
from vanban.pipeline.batch.inputs import discover
from vanban.pipeline.batch.model import Input, Runner, Settings
from vanban.pipeline.batch.names import in_shard, part_name
from vanban.pipeline.batch.processes import ProcessRunner
from vanban.pipeline.batch.run import Choice, Summary, run_batch
from vanban.pipeline.batch.store import FolderStore, open_store
from vanban.pipeline.errors import UnreadablePath
from vanban.pipeline.options import Limits, Options

from .openers import Crash, Give, Grow, Hang

SAMPLES = Path(__file__).resolve().parents[3] / "samples"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small archive: good documents in two folders, an empty one, a broken one, a link."""
    root = tmp_path_factory.mktemp("archive")
    for n, case in enumerate(("chi-thi", "thong-tu", "nghi-dinh-sua-doi", "1678-qd-bkhcn")):
        folder = root / f"nam-{2020 + n % 2}"
        folder.mkdir(exist_ok=True)
        for i in range(3):
            text = (SAMPLES / case / "source.txt").read_text(encoding="utf-8")
            (folder / f"{case}-{i}.txt").write_text(f"{text}\n{i}", encoding="utf-8")
    (root / "rong.docx").write_bytes(b"")
    (root / "hong.docx").write_bytes((SAMPLES / "chi-thi" / "source.docx").read_bytes()[:9000])
    (root / "lien-ket.txt").symlink_to("/etc/hostname")
    return root


def settings(out: Path, seconds: float = 60) -> Settings:
    return Settings(Options(limits=Limits(seconds=seconds)), open_store(str(out)))


def run(archive: Path, out: Path, runner: Runner | None = None, **choice: bool) -> Summary:
    return run_batch(
        discover(str(archive)), runner or InProcessRunner(), settings(out), choice=Choice(**choice)
    )


def files(out: Path) -> dict[str, bytes]:
    """Everything in the output but the manifest's timings."""
    found = {p.relative_to(out).as_posix(): p.read_bytes() for p in out.rglob("*") if p.is_file()}
    lines = [json.loads(line) for line in found.pop("manifest.jsonl").splitlines()]
    return found | {"manifest": json.dumps([{**line, "seconds": 0} for line in lines]).encode()}


def test_manifest_says_what_became_of_each(archive: Path, tmp_path: Path) -> None:
    summary = run(archive, tmp_path)
    lines = {
        r["key"]: r for r in map(json.loads, (tmp_path / "manifest.jsonl").read_text().splitlines())
    }
    assert summary.statuses == {"ok": 12, "failed": 3}
    assert list(lines) == sorted(lines)
    assert {k: r["code"] for k, r in lines.items() if r["code"]} == {
        "hong.docx": "damaged",
        "rong.docx": "empty",
        "lien-ket.txt": "unreadable-path",
    }
    plan = json.loads((tmp_path / "plans/nam-2020/chi-thi-0.txt.json").read_text())
    assert plan["document"]["number_symbol"] == "07/CT-UBND"
    assert plan["source"]["sha256"] == lines["nam-2020/chi-thi-0.txt"]["sha256"]


def test_same_bytes_from_every_runner(archive: Path, tmp_path: Path) -> None:
    run(archive, tmp_path / "one")
    run(archive, tmp_path / "two", ProcessRunner(2))
    assert files(tmp_path / "one") == files(tmp_path / "two")


def test_second_run_does_nothing(archive: Path, tmp_path: Path) -> None:
    run(archive, tmp_path)
    before = files(tmp_path)
    again = run(archive, tmp_path)
    assert again.statuses == {"skipped": 12, "failed": 3}
    assert files(tmp_path) == before


def test_changed_input_and_lost_result_are_done_again(archive: Path, tmp_path: Path) -> None:
    run(archive, tmp_path)
    (tmp_path / "plans/nam-2020/chi-thi-1.txt.json").unlink()
    assert run(archive, tmp_path).statuses["ok"] == 1
    assert (tmp_path / "plans/nam-2020/chi-thi-1.txt.json").exists()


def test_retry_failed(archive: Path, tmp_path: Path) -> None:
    run(archive, tmp_path)
    assert run(archive, tmp_path, retry_failed=True).statuses == {"skipped": 12, "failed": 3}


def test_fail_fast(archive: Path, tmp_path: Path) -> None:
    summary = run(archive, tmp_path, fail_fast=True)
    assert summary.failed == 1


def test_zip_and_list_are_archives_too(archive: Path, tmp_path: Path) -> None:
    packed = tmp_path / "a.zip"
    with zipfile.ZipFile(packed, "w") as target:
        for p in sorted(archive.rglob("*.txt")):
            if not p.is_symlink():
                target.write(p, p.relative_to(archive))
    listing = tmp_path / "list.txt"
    listing.write_text("\n".join(str(p) for p in archive.rglob("chi-thi-*.txt")))
    assert run(packed, tmp_path / "zip").statuses == {"ok": 12}
    assert run_batch(
        discover(f"@{listing}"), InProcessRunner(), settings(tmp_path / "list")
    ).statuses == {"ok": 3}


def test_object_store(archive: Path) -> None:
    fsspec = pytest.importorskip("fsspec")
    fs = fsspec.filesystem("memory")
    for p in archive.rglob("thong-tu-*.txt"):
        fs.pipe_file(f"/vao/{p.name}", p.read_bytes())
    store = open_store("memory://ra")
    summary = run_batch(
        discover("memory://vao"), InProcessRunner(), Settings(Options(), store), form="jsonl"
    )
    assert summary.statuses == {"ok": 3}
    lines = store.read("plans.jsonl")
    assert lines is not None
    assert len(lines.splitlines()) == 3
    assert run_batch(
        discover("memory://vao"), InProcessRunner(), Settings(Options(), store)
    ).statuses == {"skipped": 3}


def test_parquet_reads_back(archive: Path, tmp_path: Path) -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    run_batch(discover(str(archive)), InProcessRunner(), settings(tmp_path), form="parquet")
    assert (tmp_path / "tasks.parquet").exists()
    documents, tasks = (
        pq.read_table(tmp_path / f"{name}.parquet").to_pylist() for name in ("documents", "tasks")
    )
    assert len(documents) == 12
    assert {d["number_symbol"] for d in documents} >= {"07/CT-UBND", "1678/QĐ-BKHCN"}
    assert all(t["text"] for t in tasks)
    assert {t["document"] for t in tasks} <= {d["document"] for d in documents}


@pytest.mark.parametrize("engine", ["duckdb", "polars"])
def test_analysts_read_the_tables_as_they_are(engine: str, archive: Path, tmp_path: Path) -> None:
    library = pytest.importorskip(engine)
    run_batch(discover(str(archive)), InProcessRunner(), settings(tmp_path), form="parquet")
    for table in TABLES:
        path = str(tmp_path / f"{table}.parquet")
        if engine == "duckdb":
            columns = [c[0] for c in library.execute(f"SELECT * FROM '{path}'").description]
            unquoted = library.execute(f"SELECT {', '.join(columns)} FROM '{path}'").fetchall()
            assert unquoted or table == "sections"
        else:
            columns = library.read_parquet(path).columns
        assert columns == list(TABLES[table])


def test_misbehaving_documents_do_not_touch_the_others(tmp_path: Path) -> None:
    good = (SAMPLES / "chi-thi" / "source.txt").read_bytes()
    pid_file = tmp_path / "pid"
    inputs = [Input("treo", Hang(str(pid_file))), Input("sap", Crash()), Input("phinh", Grow())]
    inputs[1:1] = [Input(f"tot-{i}", Give(good + b"\n%d" % i)) for i in range(6)]
    out = tmp_path / "out"
    runner = ProcessRunner(2)
    summary = run_batch(
        inputs,
        runner,
        Settings(Options(limits=Limits(seconds=10)), FolderStore(str(out)), 512 * 2**20),
    )
    assert summary.statuses == {"ok": 6, "failed": 3}
    assert summary.codes == {"timeout": 1, "crashed": 1, "out-of-memory": 1}
    assert not alive(int(pid_file.read_text())), "the child of the hanging worker lives on"


def test_children_die_with_a_worker_that_is_killed_from_outside(tmp_path: Path) -> None:
    """A document is tried once more when its worker dies, and is given up as crashed then."""
    pid_file = tmp_path / "pid"
    settings_ = settings(tmp_path / "out")
    children: list[int] = []

    def kill_the_worker() -> None:
        for _ in range(2):
            while (
                not pid_file.exists() or not (pid := pid_file.read_text()) or int(pid) in children
            ):
                time.sleep(0.02)
            children.append(int(pid))
            os.kill(parent_of(int(pid)), signal.SIGKILL)

    killer = threading.Thread(target=kill_the_worker)
    killer.start()
    summary = run_batch([Input("treo", Hang(str(pid_file)))], ProcessRunner(1), settings_)
    killer.join()
    assert summary.codes == {"crashed": 1}
    assert len(set(children)) == 2
    wait_until(lambda: not any(map(alive, children)))


def test_children_die_with_a_batch_that_is_killed(tmp_path: Path) -> None:
    pid_file = tmp_path / "pid"
    program = (
        "from vanban.pipeline.batch.run import run_batch\n"
        "from vanban.pipeline.batch.processes import ProcessRunner\n"
        "from vanban.pipeline.options import Options\n"
        "from vanban.pipeline.batch.model import Input, Settings\n"
        "from vanban.pipeline.batch.store import FolderStore\n"
        "from tests.pipeline.batch.openers import Hang\n"
        f"run_batch([Input('a', Hang({str(pid_file)!r}))], ProcessRunner(1), Settings(Options(), "
        f"FolderStore({str(tmp_path)!r})))\n"
    )
    batch = subprocess.Popen([sys.executable, "-c", program], cwd=SAMPLES.parent)
    wait_until(lambda: pid_file.exists() and pid_file.read_text() != "")
    child = int(pid_file.read_text())
    worker = parent_of(child)
    batch.kill()
    batch.wait()
    wait_until(lambda: not alive(child) and not alive(worker))


def test_a_plan_of_older_content_goes_when_the_new_one_fails(tmp_path: Path) -> None:
    text = (SAMPLES / "chi-thi" / "source.txt").read_bytes()
    run_batch([Input("a", Give(text))], InProcessRunner(), settings(tmp_path))
    assert (tmp_path / "plans/a.json").exists()
    run_batch([Input("a", Give(b""))], InProcessRunner(), settings(tmp_path))
    assert not (tmp_path / "plans/a.json").exists()


def test_the_same_input_twice_is_done_once(tmp_path: Path) -> None:
    text = (SAMPLES / "chi-thi" / "source.txt").read_bytes()
    assert run_batch(
        [Input("a", Give(text))] * 3, InProcessRunner(), settings(tmp_path)
    ).statuses == {"ok": 1}


def test_parts_of_an_archive_never_meet(archive: Path, tmp_path: Path) -> None:
    inputs = list(discover(str(archive)))
    for n in (1, 2):
        store = FolderStore(str(tmp_path), part_name((n, 2)))
        with store.alone():
            pass
        run_batch(
            (i for i in inputs if in_shard(i.key, (n, 2))),
            InProcessRunner(),
            Settings(Options(), store),
            form="jsonl",
        )
    manifests = [(tmp_path / f"manifest-{n}-of-2.jsonl").read_text().splitlines() for n in (1, 2)]
    assert sum(map(len, manifests)) == len(inputs)
    assert all(manifests)


def test_one_batch_at_a_time(archive: Path, tmp_path: Path) -> None:
    with open_store(str(tmp_path)).alone(), pytest.raises(UnreadablePath, match="lệnh khác"):
        run(archive, tmp_path)


@pytest.mark.slow
def test_kills_lose_nothing(archive: Path, tmp_path: Path) -> None:
    """Killed (-9) at random moments and run again: in the end exactly what an undisturbed run
    writes, nothing torn.
    """
    run(archive, tmp_path / "calm")
    calm = files(tmp_path / "calm")
    out = tmp_path / "killed"
    dice = random.Random(7)
    command = [sys.executable, "-m", "cli", "batch", str(archive), "-o", str(out), "--jobs", "2"]
    for _ in range(8):
        batch = subprocess.Popen(
            command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=SAMPLES.parent
        )
        time.sleep(dice.uniform(0.3, 2.5))
        batch.send_signal(signal.SIGKILL)
        batch.wait()
        for plan in out.rglob("*.json"):
            json.loads(plan.read_text(encoding="utf-8"))
    assert (
        subprocess.run(command, cwd=SAMPLES.parent, capture_output=True, check=False).returncode
        == 1
    )
    assert files(out) == calm


def parent_of(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[1])


def wait_until(true: Callable[[], bool], seconds: float = 120) -> None:
    for _ in range(int(seconds / 0.02)):
        if true():
            return
        time.sleep(0.02)
    raise AssertionError("waited in vain")


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False
