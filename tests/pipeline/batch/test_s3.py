"""A batch from one bucket into another, over the real protocol, against moto's server on this
machine.
"""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[3]
fsspec = pytest.importorskip("fsspec")
pytest.importorskip("s3fs")
pytest.importorskip("moto")
pytestmark = pytest.mark.slow


@pytest.fixture
def s3(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    address = f"http://127.0.0.1:{port}"
    for name, value in {
        "AWS_ACCESS_KEY_ID": "x",
        "AWS_SECRET_ACCESS_KEY": "x",
        "AWS_DEFAULT_REGION": "us-east-1",
    }.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("AWS_ENDPOINT_URL", address)
    process = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        _wait_for(port)
        yield fsspec.filesystem(
            "s3", endpoint_url=address, key="x", secret="x", skip_instance_cache=True
        )
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(port: int) -> None:
    for _ in range(300):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    pytest.fail("moto.server did not start")


def test_from_bucket_to_bucket(s3: Any, tmp_path: Path) -> None:
    s3.mkdir("kho-vao")
    s3.mkdir("kho-ra")
    for n, case in enumerate(("chi-thi", "thong-tu", "ke-hoach-tinh")):
        s3.pipe_file(
            f"kho-vao/nam-{n}/{case}.docx", (ROOT / "samples" / case / "source.docx").read_bytes()
        )
    s3.pipe_file("kho-vao/hong.docx", b"PK\x03\x04 word/")
    command = [
        sys.executable,
        "-m",
        "cli",
        "batch",
        "s3://kho-vao",
        "-o",
        "s3://kho-ra/ket-qua",
        "--jobs",
        "2",
        "--format",
        "parquet",
    ]
    first = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert first.returncode == 1, first.stderr
    assert "3 đã chuyển, 0 đã có, 1 lỗi" in first.stderr
    s3.invalidate_cache()
    plans = s3.find("kho-ra/ket-qua/plans")
    assert [p.rsplit("/", 1)[-1] for p in plans] == [
        "chi-thi.docx.json",
        "thong-tu.docx.json",
        "ke-hoach-tinh.docx.json",
    ]
    lines = [json.loads(line) for line in s3.cat_file("kho-ra/ket-qua/manifest.jsonl").splitlines()]
    assert (lines[0]["key"], lines[0]["status"]) == ("hong.docx", "failed")
    again = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert "0 đã chuyển, 3 đã có, 1 lỗi" in again.stderr
    pl = pytest.importorskip("polars")
    (tmp_path / "tasks.parquet").write_bytes(s3.cat_file("kho-ra/ket-qua/tasks.parquet"))
    assert pl.read_parquet(tmp_path / "tasks.parquet").height > 0
