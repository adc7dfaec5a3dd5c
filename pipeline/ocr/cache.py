"""Pages that were read before, kept in the user's cache folder by what the picture shows and by
what read it.

``VANBAN_OCR_CACHE`` names another folder, or is ``off``.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from pathlib import Path
from typing import Any

from PIL import Image

from vanban.pipeline.readers.page.model import PageText, Rules, Word

_VARIABLE = "VANBAN_OCR_CACHE"
_MOST = 256 * 2**20
"""Bytes that the folder may hold; the pages longest unused go first."""
_SWEPT = 0.8
"""Share of them that is left after tidying."""
_ROWS = 256
"""Rows of a picture that are copied at a time."""
_EVERY = 64
"""About so many pages are written between two times of tidying."""


def folder() -> Path | None:
    """Where pages are kept; None where they are not."""
    named = os.environ.get(_VARIABLE, "").strip()
    if named.lower() in ("off", "0", "no"):
        return None
    if named:
        return Path(named)
    home = os.environ.get("XDG_CACHE_HOME", "").strip()
    with suppress(RuntimeError):
        return (Path(home) if home else Path.home() / ".cache") / "vanban" / "ocr"
    return None


def key_of(image: Image.Image, size: tuple[float, float], reader: str) -> str:
    """What a page is known by: its picture, its size, and name and version of what reads it."""
    digest = hashlib.sha256(
        f"{reader}\n{image.mode} {image.size} {size[0]:.2f} {size[1]:.2f}\n".encode()
    )
    for y in range(0, image.height, _ROWS):
        digest.update(image.crop((0, y, image.width, min(y + _ROWS, image.height))).tobytes())
    return digest.hexdigest()


def remembered(key: str, number: int, read: Callable[[], PageText]) -> PageText:
    """The page kept under ``key``, or what ``read`` gives, which is then kept. A folder that cannot
    be used is no error.
    """
    page = kept(key, number)
    if page is None:
        page = read()
        if place := folder():
            _save(_path(place, key), page)
            if int(key[-4:], 16) % _EVERY == 0:
                tidy(place)
    return page


def kept(key: str, number: int) -> PageText | None:
    """The page kept under ``key``, if there is one."""
    place = folder()
    return _load(_path(place, key), number) if place else None


def _path(place: Path, key: str) -> Path:
    return place / key[:2] / f"{key[2:]}.json.gz"


def _load(path: Path, number: int) -> PageText | None:
    try:
        data: dict[str, Any] = json.loads(gzip.decompress(path.read_bytes()))
        words = tuple(Word(*w) for w in data.pop("words"))
        rules = Rules(*(tuple(map(tuple, side)) for side in data.pop("rules")))
        back = data.pop("back")
        page = PageText(
            **{
                **data,
                "number": number,
                "words": words,
                "rules": rules,
                "back": tuple(back) if back else None,
            }
        )
        os.utime(path)
    except (OSError, EOFError, ValueError, TypeError, KeyError):
        return None
    return page


def _save(path: Path, page: PageText) -> None:
    data = asdict(page)
    data |= {"words": [list(w) for w in page.words], "rules": [page.rules.across, page.rules.down]}
    packed = gzip.compress(json.dumps(data, ensure_ascii=False).encode(), 5, mtime=0)
    with suppress(OSError):
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".")
        try:
            with os.fdopen(handle, "wb") as out:
                out.write(packed)
            Path(name).replace(path)
        except OSError:
            Path(name).unlink(missing_ok=True)
            raise


def tidy(place: Path, most: int = _MOST) -> None:
    """Removes the pages longest unused where the folder holds more than ``most`` bytes."""
    found = []
    with suppress(OSError):
        for path in place.glob("*/*.gz"):
            facts = path.stat()
            found.append((facts.st_mtime, facts.st_size, path))
    total = sum(size for _, size, _ in found)
    if total <= most:
        return
    for _, size, path in sorted(found):
        with suppress(OSError):
            path.unlink()
        total -= size
        if total <= _SWEPT * most:
            return
