"""Names of persons, places, offices and bodies: whole on one line, or cut by a break."""

from __future__ import annotations

import re

from vanban.extractors.language.folding import key
from vanban.extractors.language.forms import CAPACITIES, any_of
from vanban.extractors.language.letters import CAPITALISED
from vanban.extractors.language.offices import OFFICE_IN_CAPITALS
from vanban.pipeline.readers.text.breaks.signs import Sign
from vanban.pipeline.readers.text.breaks.words import fragment, keys

PERSON = re.compile(rf"(?:{CAPITALISED} ){{1,4}}{CAPITALISED}")
"""A whole line that may be the name of one."""
_PLACE = re.compile(rf"(?:{CAPITALISED} ?){{1,3}}")
_PLACE_DAY = re.compile(rf"(?:{CAPITALISED} ?){{1,3}}{fragment('behind_place')}")
_CAPACITY = re.compile(rf"{any_of(CAPACITIES)}\.")
_OFFICE = re.compile(OFFICE_IN_CAPITALS)
_WHOLE = frozenset({"TRƯỞNG", "PHÓ"})  # "PHÓ" / "CHỦ TỊCH" may be two offices


def _cuts_office(above: str, below: str) -> bool:
    """ "KT. BỘ" / "TRƯỞNG": the words at the break are an office, those above it are none yet."""
    last, first = above.rsplit(maxsplit=1)[-1], below.split(maxsplit=1)[0]
    return last not in _WHOLE and _OFFICE.fullmatch(f"{last} {first}") is not None


def _cuts_at_dash(above: str, below: str) -> bool:
    """ "Vụ Tổ chức" / "- Biên chế": the line below is no item of a list."""
    if not below.startswith("- "):
        return False
    left, right = above.split()[-2:], below[2:].split()[:2]
    return key(f"{' '.join(left)} - {' '.join(right)}".strip(" ,.;:")) in keys("dashed")


def _cuts_person(above: str, below: str) -> bool:
    """ "Lò Thị Mai" / "Sương", "Lò" / "Thị Mai Sương": one syllable of a name alone on its line."""
    alone = " " not in above or " " not in below
    return alone and PERSON.fullmatch(f"{above} {below}") is not None


def _cuts_place(above: str, below: str) -> bool:
    """ "Cao" / "Bằng, ngày 28 tháng 11 năm 2025"."""
    return _PLACE.fullmatch(above) is not None and _PLACE_DAY.match(below) is not None


SIGNS = (
    Sign("office cut", 10, _cuts_office),
    Sign("name cut at its dash", 12, _cuts_at_dash),
    Sign("name", -4, lambda above, _: PERSON.fullmatch(above) is not None),
    Sign("capacity", 20, lambda above, _: _CAPACITY.fullmatch(above) is not None),
    Sign("name cut", 8, _cuts_person),
    Sign("place cut", 10, _cuts_place),
)
