"""Who writes a paper, and from where."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Letterhead:
    """Who writes, and from where. What is not known stays blank for the drafter."""

    organ: str | None = None
    parent: str | None = None
    place: str | None = None
    symbol: str | None = None

    def mark(self, kind: str) -> str:
        """What follows the number: '/BC-SKHCN'; the kind comes once, whether it was given or not.
        A letter has no kind (""): '/SKHCN'.
        """
        own = (self.symbol or "…").removeprefix("/").removeprefix(f"{kind}-")
        return f"/{kind}-{own}" if kind else f"/{own}"
