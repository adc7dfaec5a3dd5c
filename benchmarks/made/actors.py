"""Cells and phrases that name bodies, with the bodies that a person would read in them."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.made.words import Dice, words


@dataclass(frozen=True, slots=True)
class Named:
    """Words, and who is named in them."""

    text: str
    actors: tuple[str, ...]


class Cast:
    """The bodies of one document."""

    def __init__(self, dice: Dice, level: str, pool: list[str]) -> None:
        self._dice, self._level, self._pool = dice, level, pool
        self.separator = dice.one([", ", ", ", "; ", "; ", "\n", "\n- "])

    def lead(self) -> Named:
        """Most often one body; two share a task now and then."""
        if self._dice.chance(0.1):
            name = self._class()
            return Named(name[0].upper() + name[1:], (name,))
        if self._dice.chance(0.12):
            return self._joined(self._dice.some(self._pool, 2, 2))
        body = self._dice.one(self._pool)
        return Named(body, (body,))

    def helpers(self) -> Named:
        """None to four bodies, often with a class of bodies at the end."""
        names = self._dice.some(self._pool, 0, 4)
        if self._dice.chance(0.5) or not names:
            names.append(self._class())
        return self._joined(names)

    def phrase(self, most: int = 2) -> Named:
        """For running text: commas, and "và" before the last."""
        names = self._dice.some(self._pool, 1, most)
        if self._dice.chance(0.4):
            names.append(self._class())
        return Named(_listed(names), tuple(names))

    def one(self) -> str:
        return self._dice.one(self._pool)

    def _class(self) -> str:
        return self._dice.one(words()["classes"][self._level])

    def _joined(self, names: list[str]) -> Named:
        separator = self.separator if self._dice.chance(0.8) else ", "
        capital = [n[0].upper() + n[1:] for n in names]
        match separator:
            case "\n- ":
                text = "\n".join(f"- {n}" for n in capital)
            case "\n":
                text = "\n".join(capital)
            case ", " if len(names) > 1 and self._dice.chance(0.5):
                text = _listed(names)
            case _:
                text = separator.join(names)
        return Named(text[0].upper() + text[1:], tuple(names))


def _listed(names: list[str]) -> str:
    *first, last = names
    return f"{', '.join(first)} và {last}" if first else last
