"""The directory of units: list, add, set, alias, merge, group, fill."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from vanban.commands.console import say
from vanban.commands.printing import clear_errors, db_option, opened, print_table
from vanban.tracking.exports.words import number

if TYPE_CHECKING:
    from vanban.tracking import Store


@click.group(short_help="Danh bạ đơn vị: tên khác, cấp trên, nhóm, thư điện tử.")
def unit() -> None:
    """Danh bạ đơn vị. ĐƠN-VỊ là tên, viết tắt, một tên khác, hoặc mã trong danh bạ."""


@unit.command("list", short_help="Các đơn vị và các nhóm.")
@click.option("--loose", is_flag=True, help="In mọi tên chưa gắn, mỗi tên một dòng.")
@db_option
@clear_errors
def list_(loose: bool, db: str | None) -> None:
    """In danh bạ, các nhóm, và các tên trong văn bản chưa gắn với đơn vị nào."""
    from vanban.tracking.units.directory import list_units, loose_names
    from vanban.tracking.units.groups import list_groups

    store = opened(db)
    units = list_units(store)
    names = {entry.id: entry.name for entry in units}
    rows = [
        (
            entry.id,
            entry.name,
            entry.short,
            names.get(entry.parent_id or 0),
            "; ".join(name for _, name in entry.names if name != entry.name),
            entry.email,
        )
        for entry in units
    ]
    print_table(["#Mã", "Đơn vị", "Viết tắt", "Cấp trên", "Tên khác", "Thư điện tử"], rows)
    for group in list_groups(store):
        members = "; ".join(names.get(i, str(i)) for i in group.unit_ids)
        say(f"Nhóm “{group.name}”: {members}")
    _print_loose([name.name for name in loose_names(store)], all_of_them=loose)


_SOME = 10
"""Names without a unit that the directory shows: those with most work stand first."""


def _print_loose(names: Sequence[str], *, all_of_them: bool) -> None:
    if all_of_them:
        say("\n".join(names) or "Mọi tên đều đã gắn với đơn vị.")
    elif names:
        more = " … (xem hết: vanban unit list --loose)" if len(names) > _SOME else ""
        say(f"Chưa gắn {number(len(names))} tên: {'; '.join(names[:_SOME])}{more}")


_parent_option = click.option("--parent", help="Cấp trên.")
_successor_option = click.option("--successor", help="Đơn vị kế thừa.")
_short_option = click.option("--short", help="Viết tắt.")
_email_option = click.option("--email", help="Thư điện tử, để nhắc việc và đôn đốc.")


@unit.command(short_help="Thêm một đơn vị.")
@click.argument("name", metavar="TÊN")
@_short_option
@_email_option
@_parent_option
@db_option
@clear_errors
def add(
    name: str, short: str | None, email: str | None, parent: str | None, db: str | None
) -> None:
    """Thêm đơn vị có TÊN ấy."""
    from vanban.tracking.units.directory import NewUnit, add_unit

    store = opened(db)
    above = _found(store, parent)
    number = add_unit(store, NewUnit(name, short=short, email=email, parent_id=above))
    say(f"đơn vị số {number}: {name}")


_LABELS = {
    "name": "tên",
    "short": "viết tắt",
    "email": "thư điện tử",
    "parent_id": "cấp trên",
    "successor_id": "đơn vị kế thừa",
}


@unit.command("set", short_help="Sửa điều biết về một đơn vị.")
@click.argument("which", metavar="ĐƠN-VỊ")
@click.option("--name", help="Tên.")
@_short_option
@_email_option
@_parent_option
@_successor_option
@db_option
@clear_errors
def set_(
    which: str, parent: str | None, successor: str | None, db: str | None, **values: str | None
) -> None:
    """Sửa ĐƠN-VỊ; mục không nêu thì giữ nguyên."""
    from vanban.tracking.units.directory import change_unit, find_unit

    store = opened(db)
    links = {"parent_id": _found(store, parent), "successor_id": _found(store, successor)}
    said = {name: value for name, value in {**values, **links}.items() if value is not None}
    change_unit(store, find_unit(store, which), **said)
    say(f"đã sửa {', '.join(_LABELS[name] for name in said) or 'không mục nào'}")


@unit.command(short_help="Tên trong văn bản này là đơn vị đó.")
@click.argument("which", metavar="ĐƠN-VỊ")
@click.argument("names", nargs=-1, required=True, metavar="TÊN-KHÁC...")
@db_option
@clear_errors
def alias(which: str, names: tuple[str, ...], db: str | None) -> None:
    """Mỗi TÊN-KHÁC, như ghi trong văn bản, là ĐƠN-VỊ."""
    from vanban.tracking.search.words import name_key
    from vanban.tracking.units.directory import find_unit, loose_names, name_unit

    store = opened(db)
    known = {name_key(loose.name) for loose in loose_names(store)}
    name_unit(store, find_unit(store, which), names)
    for name in names:
        new = "" if name_key(name) in known else "; chưa văn bản nào trong kho ghi tên này"
        say(f"đã gắn “{name}”{new}")


@unit.command(short_help="Hai mục là một đơn vị.")
@click.argument("kept", metavar="ĐƠN-VỊ")
@click.argument("others", nargs=-1, required=True, metavar="ĐƠN-VỊ...")
@db_option
@clear_errors
def merge(kept: str, others: tuple[str, ...], db: str | None) -> None:
    """Gộp các mục ghi sau vào ĐƠN-VỊ ghi đầu: tên và việc của chúng về đơn vị này."""
    from vanban.tracking.units.directory import find_unit, merge_units

    store = opened(db)
    merge_units(store, find_unit(store, kept), [find_unit(store, other) for other in others])
    say(f"đã gộp {len(others)} mục")


@unit.command(short_help="Lập một nhóm đơn vị.")
@click.argument("name", metavar="TÊN")
@click.argument("units", nargs=-1, required=True, metavar="ĐƠN-VỊ...")
@db_option
@clear_errors
def group(name: str, units: tuple[str, ...], db: str | None) -> None:
    """Nhóm TÊN (“các đơn vị trực thuộc Bộ”) hôm nay gồm các đơn vị ấy."""
    from vanban.tracking.units.directory import find_unit
    from vanban.tracking.units.groups import set_group

    store = opened(db)
    set_group(store, name, [find_unit(store, one) for one in units])
    say(f"nhóm “{name}”: {len(units)} đơn vị")


@unit.command(short_help="Lấy các cơ quan mà văn bản đã nạp nhắc tới.")
@db_option
@clear_errors
def fill(db: str | None) -> None:
    """Thêm vào danh bạ các bộ, ngành, tỉnh của danh mục mà văn bản trong kho nhắc tới."""
    from vanban.tracking.units.directory import fill_from_registry

    say(f"đã thêm {fill_from_registry(opened(db))} đơn vị")


def _found(store: Store, words: str | None) -> int | None:
    from vanban.tracking.units.directory import find_unit

    return find_unit(store, words) if words else None
