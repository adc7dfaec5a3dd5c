"""What an object store refuses: one sentence with what to do, in both languages, before any work is
done.
"""

from __future__ import annotations

import os
from copy import deepcopy
from pathlib import Path

import pytest
from click.testing import CliRunner

from vanban.cli import main
from vanban.commands.console import speak
from vanban.pipeline.batch.inputs import OpenUrl
from vanban.pipeline.errors import UnreadablePath
from vanban.pipeline.extras import _KEYLESS, reached

pytest.importorskip("s3fs")
exceptions = pytest.importorskip("botocore.exceptions")

SAMPLE = Path(__file__).resolve().parents[3] / "samples" / "chi-thi"
SAID = {
    "vi": "Chưa có khóa truy cập kho {}. Đặt AWS_ACCESS_KEY_ID và AWS_SECRET_ACCESS_KEY, "
    "hoặc chạy “aws configure”, rồi thử lại. [unreadable-path]\n",
    "en": "No access key for the store {}. Set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, "
    "or run “aws configure”, then try again. [unreadable-path]\n",
}


@pytest.fixture
def nobody(monkeypatch: pytest.MonkeyPatch) -> None:
    """No credentials anywhere, and no service asked for them."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    for name in ("AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE"):
        monkeypatch.setenv(name, os.devnull)


@pytest.mark.usefixtures("nobody")
@pytest.mark.parametrize("language", SAID)
@pytest.mark.parametrize("store", ["source", "output"])
def test_without_credentials(
    store: str, language: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VANBAN_LANG", language)
    url = "s3://kho-khong-co/van-ban"
    source, output = (url, str(tmp_path)) if store == "source" else (str(SAMPLE), url)
    typed = ["--lang", language, "batch", source, "-o", output, "--runner", "in-process"]
    result = CliRunner().invoke(deepcopy(main), typed)  # English is put into the commands
    speak()
    assert result.exit_code == 2
    assert result.stderr.endswith(SAID[language].format(url)), result.stderr
    assert "Unable to locate" not in result.stderr


@pytest.mark.usefixtures("nobody")
def test_one_object_without_credentials() -> None:
    with pytest.raises(UnreadablePath, match="chưa có khóa truy cập kho s3://kho-khong-co/a"):
        OpenUrl("s3://kho-khong-co/a.txt")(1000)


@pytest.mark.parametrize("name", sorted(_KEYLESS))
def test_errors_that_tell_of_missing_keys_exist(name: str) -> None:
    assert issubclass(getattr(exceptions, name), Exception)


@pytest.mark.parametrize("error", [FileNotFoundError("a"), RuntimeError("a")], ids=type)
def test_other_refusals_keep_their_words(error: Exception) -> None:
    with pytest.raises(UnreadablePath) as caught, reached("s3://kho/a", "không đọc được từ kho"):
        raise error
    assert caught.value.what == f"không đọc được từ kho: {type(error).__name__}: a"
