"""Kills batches and workers at random and looks what is left: ``python -m benchmarks.kills [--count
100] [--seed 1]``.

Half of the kills (-9) take the batch itself, half one of its workers. After each, every file in the
output has to be whole; after the last, one undisturbed run has to end with exactly what a run that
was never disturbed writes.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from benchmarks.report import keep

ROOT = Path(__file__).resolve().parents[1]
JOBS = 2


def make_archive(folder: Path, copies: int) -> int:
    """Made documents, each a little different."""
    count = 0
    for source in sorted((ROOT / "samples").glob("*/source.*")):
        for n in range(copies):
            path = folder / source.parent.name / f"{n:02}{source.suffix}"
            path.parent.mkdir(parents=True, exist_ok=True)
            data = source.read_bytes()
            path.write_bytes(data + b"\n%d" % n if source.suffix == ".txt" else data)
            count += 1
    return count


def command(archive: Path, out: Path, *more: str) -> list[str]:
    return [
        sys.executable,
        "-m",
        "cli",
        "batch",
        str(archive),
        "-o",
        str(out),
        "--jobs",
        str(JOBS),
        *more,
    ]


def workers(batch: int) -> list[int]:
    """Processes below the batch that convert: children of the server that forks them."""
    below = dict(_parents())
    return [p for p, parent in below.items() if below.get(parent) == batch]


def _parents() -> list[tuple[int, int]]:
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdigit():
            with suppress(OSError, IndexError, ValueError):
                found.append(
                    (
                        int(entry.name),
                        int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1]),
                    )
                )
    return found


def disturb(archive: Path, out: Path, kills: int, dice: random.Random) -> int:
    """One batch, killed or with a worker killed; how many kills that were, at most ``kills``."""
    batch = subprocess.Popen(
        command(archive, out, "--retry-failed"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=ROOT,
    )
    done = 0
    while done < kills and batch.poll() is None:
        time.sleep(dice.uniform(0.1, 1.5))
        victims = workers(batch.pid)
        whole = dice.random() < 0.5 or not victims
        with suppress(ProcessLookupError):
            os.kill(batch.pid if whole else dice.choice(victims), signal.SIGKILL)
            done += 1
        if whole:
            break
    if done >= kills:
        batch.kill()
    batch.wait()
    return done


def torn(out: Path) -> list[str]:
    """Files that are not whole."""
    found = []
    for path in (*out.glob("plans/**/*.json"), *out.glob("manifest.jsonl")):
        try:
            text = path.read_text(encoding="utf-8")
            for line in text.splitlines():
                json.loads(line)
            whole = text.endswith("\n") or not text
        except ValueError:
            whole = False
        if not whole:
            found.append(str(path))
    return found


def books(out: Path) -> dict[str, object]:
    """Everything that has to be the same whatever happened on the way."""
    found: dict[str, object] = {
        p.relative_to(out).as_posix(): p.read_bytes() for p in out.glob("plans/**/*") if p.is_file()
    }
    lines = [
        json.loads(line)
        for line in (out / "manifest.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    found["manifest"] = [{**line, "seconds": 0} for line in lines]
    found["hidden"] = sorted(p.name for p in (out / ".vanban").rglob("*") if p.is_file())
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--copies", type=int, default=12)
    parser.add_argument("--no-write", dest="write", action="store_false")
    wanted = parser.parse_args()
    dice = random.Random(wanted.seed)
    with tempfile.TemporaryDirectory() as scratch:
        archive, calm = Path(scratch) / "in", Path(scratch) / "calm"
        documents = make_archive(archive, wanted.copies)
        subprocess.run(command(archive, calm), cwd=ROOT, capture_output=True, check=True)
        kills = rounds = torn_files = 0
        differing = duplicates = 0
        while kills < wanted.count:  # an archive is done after some kills: begin another
            out = Path(scratch) / f"out-{rounds}"
            for _ in range(min(6, wanted.count - kills)):
                kills += disturb(archive, out, wanted.count - kills, dice)
                torn_files += len(torn(out))
            subprocess.run(
                command(archive, out, "--retry-failed"), cwd=ROOT, capture_output=True, check=True
            )
            result, expected = books(out), books(calm)
            differing += sum(result.get(k) != v for k, v in expected.items()) + len(
                result.keys() - expected.keys()
            )
            keys = [line["key"] for line in result["manifest"]]  # type: ignore[attr-defined]
            duplicates += len(keys) - len(set(keys))
            rounds += 1
    finding = (
        f"{kills} random kills (-9) of batches and workers over {documents} documents, {rounds} "
        "archives: "
        f"{differing} files differ, {duplicates} twice, {torn_files} torn."
    )
    print(finding)
    if wanted.write:
        keep(
            "kills",
            "Kills",
            f"python -m benchmarks.kills --count {wanted.count} --seed {wanted.seed}",
            finding,
        )
    sys.exit(1 if differing or duplicates or torn_files else 0)


if __name__ == "__main__":
    main()
