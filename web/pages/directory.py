"""Danh bạ đơn vị: names that are one unit, who stands above, who follows, classes and members."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from fastapi import APIRouter, Request, Response
from fastapi.responses import RedirectResponse

from vanban.pipeline.errors import PlanError
from vanban.tracking.errors import BadEdit, NotFound
from vanban.tracking.people.person import Person
from vanban.tracking.search.words import name_key
from vanban.tracking.store.store import Store
from vanban.tracking.units.directory import (
    LooseName,
    NewUnit,
    UnitEntry,
    add_unit,
    change_unit,
    fill_from_registry,
    link_names,
    list_units,
    loose_names,
    merge_units,
    unlink_names,
)
from vanban.tracking.units.groups import list_groups, set_group
from vanban.web.errors import sentence
from vanban.web.forms import Fields, typed
from vanban.web.guard import allow, note, place_of
from vanban.web.present import page

router = APIRouter()
_LOOSE = 200
"""Names on a page: those of most tasks come first, the others when these have their unit."""
_CLASS = "class"
_HEADS = ("Viết tắt", "Cấp trên", "Tên khác trong văn bản", "Thư điện tử")


@router.get("/danh-ba")
def directory(request: Request, person: Person = allow("unit.view")) -> Response:
    """Units, names that are no unit yet, classes."""
    return _list(request, {})


@router.post("/danh-ba")
def directory_change(
    request: Request, fields: Fields = typed(), person: Person = allow("unit.manage")
) -> Response:
    """Add a unit, take over those of the documents, tell whose names are whose, set a class."""
    try:
        _change(request, fields)
    except PlanError as error:
        return _list(request, {"form": sentence(error).what}, fields, 422)
    whose = fields.text("name") or fields.text("group") or "danh bạ"
    note(request, person, "directory-changed", whose)
    return RedirectResponse("/danh-ba?da=danh-ba", 303)


@router.get("/danh-ba/{unit_id}")
def entry(request: Request, unit_id: int, person: Person = allow("unit.view")) -> Response:
    """One unit."""
    return _entry(request, unit_id, {})


@router.post("/danh-ba/{unit_id}")
def entry_change(
    request: Request, unit_id: int, fields: Fields = typed(), person: Person = allow("unit.manage")
) -> Response:
    """Change what is known of a unit, free names of it, join another entry to it."""
    place = place_of(request)
    unit = _one_of(list_units(place.store), unit_id)
    try:
        if fields.text("viec") == "tach":
            unlink_names(place.store, fields.numbers("names"))
        elif fields.text("viec") == "gop":
            merge_units(place.store, unit_id, fields.numbers("others"))
        else:
            change_unit(place.store, unit_id, **_values(fields))
    except PlanError as error:
        return _entry(request, unit_id, {"form": sentence(error).what}, fields, 422)
    note(request, person, "directory-changed", unit.name)
    return RedirectResponse(f"/danh-ba/{unit_id}?da=danh-ba", 303)


def _change(request: Request, fields: Fields) -> None:
    store = place_of(request).store
    match fields.text("viec"):
        case "lay":
            fill_from_registry(store)
        case "gan":
            _tell_names(store, fields)
        case "nhom":
            set_group(store, fields.text("group"), fields.numbers("units"))
        case _:
            add_unit(store, NewUnit(**_values(fields)))


def _tell_names(store: Store, fields: Fields) -> None:
    """Whose names they are: of a known unit, or of one that is new. Nothing is written where one
    unit is not known.
    """
    by_name = {name_key(unit.name): unit.id for unit in list_units(store)}
    new = fields.numbers("moi")
    of: dict[LooseName, int | None] = {}
    for name in loose_names(store, limit=_LOOSE):
        words = fields.text(f"ten-{name.actor_id}")
        if words and name.actor_id not in new:
            if name_key(words) not in by_name:
                raise BadEdit(f"danh bạ không có đơn vị nào tên “{words}”")
            of[name] = by_name[name_key(words)]
        elif name.actor_id in new:
            of[name] = None
    for name, unit in of.items():
        known = add_unit(store, NewUnit(name.name)) if unit is None else unit
        link_names(store, known, [name.actor_id])


def _values(fields: Fields) -> dict[str, Any]:
    """What the form says of a unit; an empty field says nothing."""
    return {
        "name": fields.text("name"),
        "short": fields.text("short") or None,
        "email": fields.text("email") or None,
        "parent_id": next(iter(fields.numbers("parent")), None),
        "successor_id": next(iter(fields.numbers("successor")), None),
        "in_house": bool(fields.text("in_house")),
    }


def _one_of(units: Iterable[UnitEntry], unit_id: int) -> UnitEntry:
    for unit in units:
        if unit.id == unit_id:
            return unit
    raise NotFound(f"danh bạ không có đơn vị số {unit_id}")


def _list(
    request: Request, errors: dict[str, str], fields: Fields | None = None, status_code: int = 200
) -> Response:
    store = place_of(request).store
    units, loose = list_units(store), loose_names(store, limit=_LOOSE)
    by_id = {unit.id: unit for unit in units}
    return page(
        request,
        "directory.html",
        status_code=status_code,
        units=units,
        by_id=by_id,
        columns=_columns(by_id),
        loose=[name for name in loose if name.kind != _CLASS],
        classes=[name for name in loose if name.kind == _CLASS],
        groups=list_groups(store),
        group=request.query_params.get("nhom", ""),
        errors=errors,
        typed=fields.typed if fields else {},
    )


def _columns(units: Mapping[int, UnitEntry]) -> dict[str, dict[int, str]]:
    """What is known of each unit, by the head of its column; columns without anything are left
    out.
    """
    known: dict[str, dict[int, str]] = {head: {} for head in _HEADS}
    for unit in units.values():
        above = units.get(unit.parent_id or 0)
        others = "; ".join(name for _, name in unit.names if name != unit.name)
        values = (unit.short or "", above.name if above else "", others, unit.email or "")
        for head, value in zip(_HEADS, values, strict=True):
            known[head][unit.id] = value
    return {head: values for head, values in known.items() if any(values.values())}


def _entry(
    request: Request,
    unit_id: int,
    errors: dict[str, str],
    fields: Fields | None = None,
    status_code: int = 200,
) -> Response:
    units = list_units(place_of(request).store)
    unit = _one_of(units, unit_id)
    return page(
        request,
        "directory-unit.html",
        status_code=status_code,
        unit=unit,
        others=[one for one in units if one.id != unit_id],
        errors=errors,
        typed=fields.typed if fields else {},
    )
