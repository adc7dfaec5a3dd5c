"""What comes in by a form or an address: words, days, numbers, with errors by field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from fastapi import Depends, Request

from vanban.tracking.days import read_day
from vanban.tracking.queue.evidence import MOST_BYTES, NewFile
from vanban.web.query import whole


@dataclass
class Fields:
    """What was typed, and files that came with it. Reading a field that is wrong notes an error;
    the form is then shown again with what was typed.
    """

    typed: Mapping[str, str]
    several: Mapping[str, tuple[str, ...]]
    today: date
    errors: dict[str, str] = field(default_factory=dict)
    files: tuple[NewFile, ...] = ()

    def text(self, name: str) -> str:
        """Words without blanks around; "" where nothing was typed."""
        return self.typed.get(name, "").strip()

    def all(self, name: str) -> tuple[str, ...]:
        """All values of a field that may come several times."""
        return self.several.get(name, ())

    def day(self, name: str) -> date | None:
        """A day: 30/11/2026, 30-11-2026, 30/11 (of this year), 2026-11-30."""
        typed = self.text(name)
        if not typed:
            return None
        found = read_day(typed, self.today)
        if found is None:
            self.errors[name] = f"“{typed}” không phải là ngày. Viết dạng 30/11/2026."
        return found

    def number(self, name: str, low: int, high: int) -> int | None:
        """A whole number within bounds."""
        typed = self.text(name).removesuffix("%").strip()
        if not typed:
            return None
        value = whole(typed)
        if value is None or not low <= value <= high:
            self.errors[name] = f"“{typed}” không phải là số từ {low} đến {high}."
            return None
        return value

    def numbers(self, name: str) -> tuple[int, ...]:
        """The whole numbers among all values of a field: ids that a form offered."""
        values = (whole(value) for value in self.all(name))
        return tuple(value for value in values if value is not None)


async def _fields(request: Request) -> Fields:
    form = await request.form()
    words = [(name, value) for name, value in form.multi_items() if isinstance(value, str)]
    fields = make_fields(words, request)
    sent = [file for file in form.getlist("tep") if not isinstance(file, str) and file.filename]
    fields.files = tuple(
        [NewFile(file.filename or "", await file.read(MOST_BYTES + 1)) for file in sent]
    )
    return fields


def make_fields(items: Any, request: Request) -> Fields:
    """Fields of a form, or of an address."""
    several: dict[str, tuple[str, ...]] = {}
    for name, value in items:
        several[name] = (*several.get(name, ()), value)
    typed = {name: values[-1] for name, values in several.items()}
    return Fields(typed, several, request.app.state.place.store.today())


def typed() -> Any:
    """Gives a route what was typed into its form."""
    return Depends(_fields)
