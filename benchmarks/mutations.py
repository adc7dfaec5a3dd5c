"""Damaged variants of a document, made at every level at which it can be damaged. The same seed
gives the same bytes.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from contextlib import suppress

Mutator = Callable[[bytes, random.Random], bytes]

_TAG = re.compile(rb"<[^<>]{1,300}>")
_VALUE = re.compile(rb"=([\"'])[^\"'<>]{0,80}\1")
_OBJECT = re.compile(rb"\b\d+ 0 obj\b.{0,4000}?endobj", re.DOTALL)
_NUMBER = re.compile(rb"(?<![\w.])-?\d{1,10}(?:\.\d{1,6})?(?![\w.])")
_NUMBERS = (
    b"0",
    b"-1",
    b"1",
    b"255",
    b"65536",
    b"2147483648",
    b"99999999999999999999",
    b"1e308",
    b"NaN",
    b"",
    b"0.0000001",
)
_WORDS = (
    "Điều 1. ",
    "Khoản 2 ",
    "a) ",
    "PHỤ LỤC II\n",
    "“",
    "”",
    "\t",
    "\n\n",
    "| ",
    "Căn cứ ",
    "trước ngày 31/12/2024",
    "hằng quý ",
    "KT. CHỦ TỊCH\n",
    "Nơi nhận:\n",
    "Số:    /QĐ-",
    "ngày 31 tháng 2 năm 2024",
    "\u0301",
    "\u200b",
    "\u202e",
    "Ð",
    "số 12/2024/NĐ-CP ",
    "…………",
    "(sau đây gọi tắt là ",
    "chủ trì, phối hợp với ",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n",
    "1.1.1.1.1. ",
    "\x00",
    "\ufffd",
    "９",
    "Ⅳ. ",
    "y" * 500,
)


def mutate(data: bytes, dice: random.Random) -> bytes:
    """``data`` with one to four damages, of the kinds that its format knows."""
    kinds = [damage_bytes]
    if data.startswith(b"PK"):
        kinds = [damage_bytes, damage_zip, damage_part, damage_part, damage_part]
    elif data.startswith(b"%PDF"):
        kinds = [damage_bytes, damage_pdf, damage_pdf, damage_pdf]
    else:
        kinds += [damage_text, damage_text] + ([damage_xml, damage_xml] if b"</" in data else [])
    for _ in range(dice.choice((1, 1, 2, 4))):
        data = dice.choice(kinds)(data, dice) or data[:1]
    return data


def damage_bytes(data: bytes, dice: random.Random) -> bytes:
    """Bits flipped, a piece lost, doubled, moved or zeroed, the end cut off."""
    at, size = dice.randrange(len(data)), dice.choice((1, 4, 60, 1000))
    piece = data[at : at + size]
    return dice.choice(
        (
            data[:at] + dice.randbytes(min(size, 8)) + data[at + size :],
            data[:at] + data[at + size :],
            data[:at] + piece * dice.choice((2, 50)) + data[at + size :],
            data[:at] + bytes(len(piece)) + data[at + size :],
            data[: max(1, at)],
            data + piece,
        )
    )


def damage_zip(data: bytes, dice: random.Random) -> bytes:
    """A member lost, empty, renamed, doubled or with another one's content."""
    members = _members(data)
    if not members:
        return damage_bytes(data, dice)
    name, other = dice.choice(list(members)), dice.choice(list(members))
    match dice.randrange(5):
        case 0:
            del members[name]
        case 1:
            members[name] = b""
        case 2:
            members[dice.choice(("../" + name, name.upper(), "word/" + name, "\x01"))] = (
                members.pop(name)
            )
        case 3:
            members[name] = members[other]
        case _:
            members[name] += members[other]
    return _zip(members)


def damage_part(data: bytes, dice: random.Random) -> bytes:
    """One XML part of the package damaged as XML."""
    members = _members(data)
    parts = [n for n in members if n.endswith((".xml", ".rels"))]
    if not parts:
        return damage_bytes(data, dice)
    name = (
        "word/document.xml"
        if "word/document.xml" in parts and dice.random() < 0.6
        else dice.choice(parts)
    )
    members[name] = damage_xml(members[name] or b"<a/>", dice)
    return _zip(members)


def damage_xml(data: bytes, dice: random.Random) -> bytes:  # noqa: PLR0911 (one for each damage)
    """Tags lost, doubled or moved, values of attributes and text replaced."""
    tags = list(_TAG.finditer(data))
    values = list(_VALUE.finditer(data))
    if not tags:
        return damage_bytes(data, dice)
    first, second = sorted((dice.choice(tags), dice.choice(tags)), key=lambda m: m.start())
    between = data[first.start() : second.end()]
    match dice.randrange(7):
        case 0:
            return data[: first.start()] + data[first.end() :]
        case 1:
            return data[: first.end()] + second.group() + data[first.end() :]
        case 2:
            return data[: first.start()] + data[second.end() :]
        case 3:
            return data[: first.start()] + between[:20_000] * 2 + data[second.end() :]
        case 4:
            return (
                data[: first.end()]
                + dice.choice(_WORDS).replace("\x00", "").encode() * dice.choice((1, 30))
                + data[first.end() :]
            )
        case _:
            value = dice.choice(values) if values else first
            return (
                data[: value.start()] + b'="' + dice.choice(_NUMBERS) + b'"' + data[value.end() :]
            )


def damage_pdf(data: bytes, dice: random.Random) -> bytes:
    """Objects lost, doubled or emptied, numbers and references replaced."""
    objects = list(_OBJECT.finditer(data))
    if not objects:
        return damage_bytes(data, dice)
    one, other = dice.choice(objects), dice.choice(objects)
    inside = one.group()
    match dice.randrange(5):
        case 0:
            new = b""
        case 1:
            new = inside.replace(b"obj", b"obj " + other.group()[8:200].split(b"stream")[0], 1)
        case 2:
            new = damage_bytes(inside, dice)
        case _:
            numbers = list(_NUMBER.finditer(inside.split(b"stream")[0]))
            if not numbers:
                return damage_bytes(data, dice)
            n = dice.choice(numbers)
            new = (
                inside[: n.start()]
                + dice.choice((*_NUMBERS, b"%d" % dice.randrange(40)))
                + inside[n.end() :]
            )
    return data[: one.start()] + new + data[one.end() :]


def damage_text(data: bytes, dice: random.Random) -> bytes:
    """Lines lost, doubled, moved, joined; words of the field put where they do not belong."""
    lines = data.decode("utf-8", "replace").split("\n")
    at, to = dice.randrange(len(lines)), dice.randrange(len(lines))
    match dice.randrange(7):
        case 0:
            del lines[at]
        case 1:
            lines[to:to] = lines[at : at + dice.choice((1, 20))] * dice.choice((1, 3))
        case 2:
            dice.shuffle(lines)
        case 3:
            lines[at : at + 2] = [" ".join(lines[at : at + 2])]
        case 4:
            lines[at] = lines[at].upper() if dice.random() < 0.5 else lines[at].swapcase()
        case _:
            cut = dice.randrange(len(lines[at]) + 1)
            lines[at] = (
                lines[at][:cut] + dice.choice(_WORDS) * dice.choice((1, 1, 40)) + lines[at][cut:]
            )
    return "\n".join(lines).encode("utf-8", "replace")


def _members(data: bytes) -> dict[str, bytes]:
    with suppress(Exception), zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {n: archive.read(n) for n in archive.namelist()}
    return {}


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(
                zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED
            )  # without the time of day: the same seed, the same bytes
    return out.getvalue()
