"""How the workbook looks: Times New Roman, thin borders, colours (domain brief 6.3)."""

from __future__ import annotations

from typing import Any

from openpyxl.formatting.rule import FormulaRule
from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Protection, Side
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

FONT = "Times New Roman"
DATE, TEXT, PERCENT, RATE = "dd/mm/yyyy", "@", r"0\ %", r"[$-42A]0.0\ %"
COUNT = "[$-42A]#,##0"
"""42A is Vietnamese: '98,6 %' and '21.914' whatever the language of the office program, where it
follows the number's own language as LibreOffice does."""
RED, INPUT_FILL, HEAD_FILL, GROUP_FILL, SUBGROUP_FILL = (
    "C00000",
    "FFF9DB",
    "DCE6F1",
    "EAF1E4",
    "F5F7F2",
)

_LINE = Side(style="thin", color="808080")
_BOX = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)


def _fill(color: str) -> PatternFill:
    return PatternFill("solid", start_color=color)


def _style(
    name: str,
    *,
    size: int = 12,
    bold: bool = False,
    italic: bool = False,
    underline: bool = False,
    across: str = "left",
    form: str = "General",
    fill: str | None = None,
    box: bool = True,
    color: str = "000000",
    unlocked: bool = False,
    down: str = "top",
) -> NamedStyle:
    style = NamedStyle(f"vb-{name}")
    style.font = Font(
        name=FONT,
        size=size,
        bold=bold,
        italic=italic,
        underline="single" if underline else None,
        color=color,
    )
    style.alignment = Alignment(horizontal=across, vertical=down, wrap_text=True)
    style.border = _BOX if box else Border()
    style.number_format = form
    style.protection = Protection(locked=not unlocked)
    if fill:
        style.fill = _fill(fill)
    return style


def add_styles(book: Workbook) -> None:
    """Register the styles; a cell takes one by name: ``cell.style = "vb-text"``."""
    inside: Any = book  # no public way to the default font, by which column widths are counted
    inside._fonts[0] = inside._named_styles["Normal"].font = Font(name=FONT, size=12)
    head = {"bold": True, "across": "center", "down": "center"}
    for style in (
        _style("organ", across="center", box=False),
        _style("organ-bold", bold=True, across="center", box=False),
        _style("motto", bold=True, underline=True, size=13, across="center", box=False),
        _style("title", bold=True, size=14, across="center", box=False, down="center"),
        _style("subtitle", italic=True, across="center", box=False),
        _style("hint", italic=True, size=11, box=False, color="444444"),
        _style("head", fill=HEAD_FILL, **head),  # type: ignore[arg-type]
        _style("numbers", italic=True, size=10, across="center", fill=HEAD_FILL, down="center"),
        _style("group", bold=True, fill=GROUP_FILL, down="center"),
        _style("subgroup", bold=True, italic=True, fill=SUBGROUP_FILL, down="center"),
        _style("text", form=TEXT),
        _style("center", form=TEXT, across="center"),
        _style("date", form=DATE, across="center"),
        _style("int", form=COUNT, across="center"),
        _style("rate", form=RATE, across="center"),
        _style("sum-text", bold=True, form=TEXT, across="center", fill=GROUP_FILL),
        _style("sum-int", bold=True, form=COUNT, across="center", fill=GROUP_FILL),
        _style("sum-rate", bold=True, form=RATE, across="center", fill=GROUP_FILL),
        _style("in-text", form=TEXT, fill=INPUT_FILL, unlocked=True),
        _style("in-state", form=TEXT, across="center", fill=INPUT_FILL, unlocked=True),
        _style("in-date", form=DATE, across="center", fill=INPUT_FILL, unlocked=True),
        _style("in-percent", form=PERCENT, across="center", fill=INPUT_FILL, unlocked=True),
        _style("bad", form=TEXT, across="center", color=RED, bold=True),
    ):
        book.add_named_style(style)


def red_where(sheet: Worksheet, area: str, formula: str) -> None:
    """Red letters in the cells of ``area`` for which ``formula``, written for its first row, is
    true.
    """
    rule: Any = FormulaRule
    sheet.conditional_formatting.add(area, rule(formula=[formula], font=Font(color=RED)))
