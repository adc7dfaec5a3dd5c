"""From bytes to characters: which encoding a text file is in, told from its content."""

from __future__ import annotations

import codecs
import re

from vanban.extractors.language.syllables import share
from vanban.pipeline.legacy.encodings import TCVN3, VNI, table

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,20})"
    rb"|<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([A-Za-z0-9_-]{2,20})",
    re.IGNORECASE,
)
_SAMPLE = 65_536
_HIGH_BYTES = bytes((0x00, 0x01, 0x03, 0x1E, 0x20, 0x21, 0x22, 0x25, 0xF0))
"""Of UTF-16: Latin with its extensions, combining tones, letters with tones, signs, bullets of
Symbol fonts.
"""
_BAD_CONTROL = bytes(set(range(0x20)) - {0x09, 0x0A, 0x0B, 0x0C, 0x0D, 0x1A, 0x1B})


def decode(data: bytes) -> tuple[str, str]:
    """The characters of ``data`` and the name of the encoding that gave them; never fails, a
    byte-order mark is dropped.

    UTF-8, UTF-16 and UTF-32 (with a mark, or UTF-16 by its zero bytes), the charset that an HTML
    page declares, then CP1258 (Windows Vietnamese). Bytes that are in truth TCVN3 or VNI come out
    as the Latin letters they look like (CP1252): what they mean is read paragraph by paragraph
    later.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return data[len(bom) :].decode(name, "replace"), name
    if wide := _utf16_without_mark(data):
        return data.decode(wide, "replace"), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        if _broken_utf8(data, error):
            return data.decode("utf-8", "replace"), "utf-8"
    declared = _declared(data)
    if declared:
        return data.decode(declared, "replace"), declared
    return _eight_bit(data)


def looks_like_text(data: bytes) -> bool:
    """Whether ``data`` is characters rather than a binary format."""
    sample = data[:_SAMPLE]
    if sample.startswith(tuple(bom for bom, _ in _BOMS)) or _utf16_without_mark(sample):
        return True
    bad = len(sample) - len(sample.translate(None, _BAD_CONTROL))
    return bad * 1000 <= len(sample)


def _utf16_without_mark(data: bytes) -> str | None:
    """Vietnamese and markup have many ASCII letters, whose high byte is zero, and no others than
    those of few blocks; low bytes are hardly ever zero.
    """
    sample = data[:_SAMPLE]
    if len(sample) < 4 or len(data) % 2:
        return None
    even, odd = sample[0::2], sample[1::2]
    if _is_high(odd) and not _is_high(even):
        return "utf-16-le"
    if _is_high(even) and not _is_high(odd):
        return "utf-16-be"
    return None


def _is_high(half: bytes) -> bool:
    """Whether every second byte is the high byte of what Vietnamese is written with."""
    foreign = len(half.translate(None, _HIGH_BYTES))
    return half.count(0) > len(half) * 0.3 and foreign <= len(half) * 0.02


def _broken_utf8(data: bytes, error: UnicodeDecodeError) -> bool:
    """UTF-8 with a damaged or cut byte here and there: text in an eight-bit encoding hardly ever
    holds two bytes that make a letter.
    """
    text = data[:_SAMPLE].decode("utf-8", "ignore")
    wide = sum(c > "\x7f" for c in text)
    lost = data[:_SAMPLE].decode("utf-8", "replace").count("\ufffd")
    return wide > 2 * lost or (wide > 0 and error.start >= len(data) - 3)


def _declared(data: bytes) -> str | None:
    match = _CHARSET.search(data[:4096])
    if not match:
        return None
    name = (match.group(1) or match.group(2)).decode("ascii").lower()
    try:
        name = codecs.lookup(name).name
    except LookupError:
        return None
    return None if name.startswith(("utf", "iso8859-1", "ascii", "cp1252")) else name


def _eight_bit(data: bytes) -> tuple[str, str]:
    """CP1258, unless the letters that the bytes look like in CP1252 make more sense as TCVN3 or
    VNI.
    """
    sample = data[:_SAMPLE]
    latin = sample.decode("cp1252", "vanban.latin1")
    old = max(share(table(name).decode(latin)) or 0.0 for name in (TCVN3, VNI))
    if old > (share(_cp1258(sample)) or 0.0):
        return data.decode("cp1252", "vanban.latin1"), "cp1252"
    return _cp1258(data), "cp1258"


def _cp1258(data: bytes) -> str:
    """CP1258 leaves seven bytes undefined: they are read as in CP1252, or as their own number."""
    return data.decode("cp1258", "vanban.cp1252")


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.start + 1]
    try:
        return bad.decode("cp1252"), error.start + 1
    except UnicodeDecodeError:
        return bad.decode("latin-1"), error.start + 1


def _as_latin1(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    return error.object[error.start : error.end].decode("latin-1"), error.end


codecs.register_error("vanban.cp1252", _as_cp1252)
codecs.register_error("vanban.latin1", _as_latin1)
