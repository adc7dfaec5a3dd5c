"""A person and what he may do: the matrix of ``permissions.toml``, read in one place."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from vanban.extractors.language.data import toml

LOCAL = "local"
UNIT = "unit"


@dataclass(frozen=True, slots=True)
class Person:
    """Who asks. ``units``: ids in the store of the units that he works for. ``acting_for``: the
    name of whom he stands for; role and units are that person's then. ``needs_factor``: whether
    the office asks a second factor of his role; ``has_factor``: whether one is asked for when he
    signs in, here or at the provider where he does.
    """

    id: int
    login: str
    name: str
    role: str
    analyst: bool = False
    units: tuple[int, ...] = ()
    acting_for: str = ""
    needs_factor: bool = False
    has_factor: bool = False

    @property
    def lacks_factor(self) -> bool:
        """Whether he has to switch a second factor on before anything else."""
        return self.needs_factor and not self.has_factor

    @property
    def role_label(self) -> str:
        """The role in the administration's words."""
        return role_label(self.role)

    def may(self, permission: str) -> bool:
        """Whether his role (or his flag) has the permission at all."""
        allowed = roles_with(permission)
        if "*" in allowed or self.role in allowed:
            return True
        flag = _matrix()["analyst"]
        return self.analyst and self.role not in flag["never"] and permission in flag["permissions"]

    def may_for(self, permission: str, unit_ids: Collection[int]) -> bool:
        """Whether he may do it to work of these units: a unit only where one of them is its own."""
        if not self.may(permission):
            return False
        own_only = self.role == UNIT and permission in _matrix()["own"]["permissions"]
        return not own_only or bool(set(self.units) & set(unit_ids))


@cache
def _matrix() -> Mapping[str, Any]:
    return toml("vanban.tracking.people", "permissions.toml")


def permissions() -> tuple[str, ...]:
    """All permissions that there are."""
    return tuple(_matrix()["permissions"])


def roles_with(permission: str) -> tuple[str, ...]:
    """The roles that have a permission; ``KeyError`` for one that the matrix does not know."""
    return tuple(_matrix()["permissions"][permission])


def roles() -> Mapping[str, str]:
    """Code of each role to its words."""
    return dict(_matrix()["roles"])


def role_label(role: str) -> str:
    """The administration's words for a role."""
    return str(_matrix()["roles"][role])


def without_account(name: str) -> Person:
    """Who works with the store itself, by commands or a worker: the log has the name."""
    return Person(0, "", name, LOCAL)
