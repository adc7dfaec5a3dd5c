"""What the name of a font says about the encoding of the text set in it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from vanban.pipeline.legacy.encodings import TCVN3, VNI

_ABC = re.compile(r"\.vn", re.IGNORECASE)
_VNI = re.compile(r"vni[- ]", re.IGNORECASE)
_CAPITALS = re.compile(r"H(?:\s*(?:bold|italic))?$|(?:timeh|arialh)$")


class FontKind(NamedTuple):
    """``capitals``: lower-case letters are shown, and meant, as capitals."""

    encoding: str
    capitals: bool = False


@lru_cache(maxsize=1024)
def font_kind(font: str | None) -> FontKind | None:
    """The encoding of a font's text; None for fonts that say nothing.

    Source: the ABC fonts (TCVN3) are named ".Vn…", those with capitals for lower-case letters
    ".Vn…H"; the VNI fonts "VNI-…".
    """
    name = (font or "").strip()
    if _ABC.match(name):
        return FontKind(TCVN3, _CAPITALS.search(name) is not None)
    return FontKind(VNI) if _VNI.match(name) else None
