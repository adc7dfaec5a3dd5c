"""What the finders of this room hand on before relations, titles and nesting are settled."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from vanban.schemas import DocType


@dataclass(frozen=True, slots=True)
class Found:
    """A named document: ``start``..``end`` are its words, the date included; ``core_end`` is where
    they end without the date.
    """

    start: int
    end: int
    type: DocType | None
    number: str | None
    title: str | None = None
    issued_on: date | None = None
    core_end: int | None = None
    inner: tuple[Found, ...] = ()  # laws inside the name of an amending law
    is_self: bool = False
    amending: bool = False

    @property
    def core(self) -> int:
        """End of the words without the date."""
        return self.end if self.core_end is None else self.core_end
