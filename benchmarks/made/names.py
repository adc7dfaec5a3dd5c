"""Who issues a made document and who may be given work in it."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from benchmarks.made.words import Dice, words


@dataclass(frozen=True, slots=True)
class Issuer:
    """The issuing body, as the header, the symbol, the authority line and the signature name it."""

    name: str
    column: tuple[
        str, ...
    ]  # left column of the header: parent bodies first; a newline is a line break in one name
    code: str
    place: str
    authority: str
    head: str
    deputy: str
    level: str  # of the bodies that get work: central, ministry, province, party
    collective: str | None = None  # in whose name is signed
    party: bool = False
    scored: bool = True  # False where a reasonable reader could name the issuer in several ways


def initials(name: str) -> str:
    """``Khoa học và Công nghệ`` KHCN."""
    return "".join(w[0].upper() for w in re.findall(r"\w+", name) if w != "và")


def place(dice: Dice) -> str:
    """An invented name of two syllables, now and then that of a province."""
    if dice.chance(0.3):
        return dice.word("places", "provinces")
    return f"{dice.word('places', 'first')} {dice.word('places', 'second')}"


def person(dice: Dice) -> str:
    parts = [
        dice.word("people", "family"),
        dice.word("people", "middle"),
        dice.word("people", "given"),
    ]
    if dice.chance(0.25):
        parts.insert(2, dice.word("people", "given"))
    return " ".join(parts)


def ministry(dice: Dice) -> Issuer:
    field = dice.word("ministries", "names")
    name = f"Bộ {field}"
    return Issuer(
        name,
        (name.upper(),),
        f"B{initials(field)}",
        "Hà Nội",
        f"Bộ trưởng {name}",
        "BỘ TRƯỞNG",
        "THỨ TRƯỞNG",
        "ministry",
    )


def unit(dice: Dice) -> Issuer:
    parent, field = dice.word("ministries", "names"), dice.word("fields", "cuc")
    name = f"Cục {field}"
    column = (f"BỘ {parent.upper()}", name.upper())
    return Issuer(
        name,
        column,
        f"C{initials(field)}",
        "Hà Nội",
        f"Cục trưởng {name}",
        "CỤC TRƯỞNG",
        "PHÓ CỤC TRƯỞNG",
        "ministry",
    )


def province(dice: Dice) -> Issuer:
    where, kind = place(dice), dice.one(["tỉnh", "tỉnh", "tỉnh", "thành phố"])
    column = f"ỦY BAN NHÂN DÂN{dice.one([chr(10), ' '])}{kind.upper()} {where.upper()}"
    name = f"Ủy ban nhân dân {kind} {where}"
    authority = dice.one([name, f"Chủ tịch {name}"])
    return Issuer(
        name,
        (column,),
        "UBND",
        where,
        authority,
        "CHỦ TỊCH",
        "PHÓ CHỦ TỊCH",
        "province",
        "ỦY BAN NHÂN DÂN",
    )


def commune(dice: Dice) -> Issuer:
    where, above, kind = place(dice), place(dice), dice.one(["xã", "phường"])
    name = f"Ủy ban nhân dân {kind} {where}"
    parent = dice.one([f"ỦY BAN NHÂN DÂN\nTỈNH {above.upper()}", f"UBND TỈNH {above.upper()}"])
    column = (parent, f"ỦY BAN NHÂN DÂN\n{kind.upper()} {where.upper()}")
    return Issuer(
        name, column, "UBND", where, name, "CHỦ TỊCH", "PHÓ CHỦ TỊCH", "province", "ỦY BAN NHÂN DÂN"
    )


def department(dice: Dice) -> Issuer:
    where, field = place(dice), dice.word("fields", "so")
    name = f"Sở {field}"
    column = (f"UBND TỈNH {where.upper()}", name.upper())
    return Issuer(
        name,
        column,
        f"S{initials(field)}",
        where,
        f"Giám đốc {name}",
        "GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "province",
    )


def council(dice: Dice) -> Issuer:
    where = place(dice)
    name = f"Hội đồng nhân dân tỉnh {where}"
    column = f"HỘI ĐỒNG NHÂN DÂN\nTỈNH {where.upper()}"
    session = f"KHÓA {dice.one(['X', 'XVII', 'XVIII'])}, KỲ HỌP THỨ {dice.one(['2', 'BA', '15'])}"
    return Issuer(
        name, (column,), "HĐND", where, f"{name}\n{session}", "CHỦ TỊCH", "PHÓ CHỦ TỊCH", "province"
    )


def party(dice: Dice) -> Issuer:
    where = place(dice)
    name = f"Tỉnh ủy {where}"
    return Issuer(
        name,
        (f"TỈNH ỦY {where.upper()}", "*"),
        "TU",
        where,
        name,
        "BÍ THƯ",
        "PHÓ BÍ THƯ",
        "party",
        dice.one(["BAN THƯỜNG VỤ", "TỈNH ỦY"]),
        party=True,
    )


def prime_minister(dice: Dice) -> Issuer:
    del dice
    name = "Thủ tướng Chính phủ"
    return Issuer(
        name,
        ("THỦ TƯỚNG CHÍNH PHỦ",),
        "TTg",
        "Hà Nội",
        name,
        "THỦ TƯỚNG",
        "PHÓ THỦ TƯỚNG",
        "central",
    )


def joint(dice: Dice) -> Issuer:
    one, two = dice.some(words()["fields"]["so"], 2, 2)
    where = place(dice)
    column = (f"UBND TỈNH {where.upper()}", f"SỞ {one.upper()} -\nSỞ {two.upper()}")
    code = f"S{initials(one)}-S{initials(two)}"
    return Issuer(
        "",
        column,
        code,
        where,
        f"Sở {one} - Sở {two}",
        "GIÁM ĐỐC",
        "PHÓ GIÁM ĐỐC",
        "province",
        scored=False,
    )


MAKERS: tuple[Callable[[Dice], Issuer], ...] = (
    ministry,
    province,
    province,
    unit,
    commune,
    department,
    council,
    party,
    prime_minister,
    joint,
)


def bodies(dice: Dice, level: str) -> list[str]:
    """All that can be given work in one document, in a random order; each stands once."""
    named = words()["bodies"].get(level, [])
    match level:
        case "province":
            made = [f"Sở {f}" for f in words()["fields"]["so"]] + [
                f"UBND {dice.one(['xã', 'phường'])} {place(dice)}" for _ in range(3)
            ]
            made += [f"Trung tâm {f}" for f in words()["fields"]["trung_tam"]] + words()["bodies"][
                "short"
            ][:2]
        case "ministry":
            made = [
                f"{kind} {f}"
                for kind, key in (("Vụ", "vu"), ("Cục", "cuc"), ("Trung tâm", "trung_tam"))
                for f in words()["fields"][key]
            ]
        case "central":
            made = [f"Bộ {f}" for f in words()["ministries"]["names"]] + [
                f"UBND tỉnh {place(dice)}" for _ in range(2)
            ]
        case _:
            made = [f"Sở {f}" for f in words()["fields"]["so"][:8]]
    return dice.some([*named, *made], 400, 400)
