"""The letters of Vietnamese by their case, for classes in patterns.

In Unicode's tables capitals and small letters alternate (Ạ ạ Ả ả …), so that no range such as
"À-Ỹ" holds capitals alone: the classes are lists.
"""

from __future__ import annotations

_LATIN = (*range(0x41, 0x7B), *range(0xC0, 0x1B1), *range(0x1EA0, 0x1EFA))
"""ASCII, the accented letters of Latin-1 and its extension with Ă, Đ, Ơ, Ư, and those with tones.
"""

CAPITALS = "".join(c for c in map(chr, _LATIN) if c.isupper())
"""For a class: ``f"[{CAPITALS}]"``."""
SMALL_LETTERS = "".join(c for c in map(chr, _LATIN) if c.islower())
CAPITALISED = f"[{CAPITALS}][{SMALL_LETTERS}]+"
"""A word that begins with a capital: a name, or the first of a sentence."""
