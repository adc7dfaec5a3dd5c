"""What a task says of itself in words: its units by role, its states in the administration's
words.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from vanban.tracking.states import TimeState, label, time_label


class _Part(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def role(self) -> str: ...


class _Task(Protocol):
    def units(self, role: str) -> tuple[str, ...]: ...
    @property
    def parts(self) -> Sequence[_Part]: ...
    @property
    def state(self) -> str: ...
    @property
    def time(self) -> TimeState: ...
    @property
    def days(self) -> int | None: ...
    @property
    def repealed_by(self) -> str | None: ...


class TaskWords:
    """For a class with ``parts`` (units with a role), ``state``, ``time``, ``days`` and
    ``repealed_by`` (the later document that did away with it).
    """

    __slots__ = ()

    def units(self: _Task, role: str) -> tuple[str, ...]:
        """Names of the units with ``role``, each once: lead, cooperate, report_to."""
        return tuple(dict.fromkeys(part.name for part in self.parts if part.role == role))

    @property
    def leads(self: _Task) -> tuple[str, ...]:
        """Chủ trì."""
        return self.units("lead")

    @property
    def cooperators(self: _Task) -> tuple[str, ...]:
        """Phối hợp."""
        return self.units("cooperate")

    @property
    def reports_to(self: _Task) -> tuple[str, ...]:
        """Gửi, báo cáo, trình ai."""
        return self.units("report_to")

    @property
    def state_label(self: _Task) -> str:
        """The reported state in the administration's words."""
        return label(self.state)

    @property
    def time_label(self: _Task) -> str:
        """The derived state in the administration's words, with the number of days."""
        if self.time is TimeState.REPEALED and self.repealed_by:
            return f"{label(self.time)} theo {self.repealed_by}"
        return time_label(self.time, self.days)
