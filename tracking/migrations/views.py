"""The views of a version, in the words of the database at hand."""

from __future__ import annotations

import re
from importlib import resources

_SQLITE = {
    "today": "date('now', '+7 hours')",
    "days": r"CAST(julianday(\1) - julianday(\2) AS INTEGER)",
    "join": r"group_concat(\1, '; ')",
    "address": r"substr(\1, 1, instr(\1 || ' Phụ lục', ' Phụ lục') - 1)",
    "quarter": r"substr(\1, 1, 4) || '-Q' || ((substr(\1, 6, 2) + 2) / 3)",
}
_POSTGRESQL = {
    "today": "(now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date",
    "days": r"(\1 - \2)",
    "join": r"string_agg(\1, '; ')",
    "address": r"split_part(\1, ' Phụ lục', 1)",
    "quarter": r"""to_char(\1, 'YYYY-"Q"Q')""",
}
_ARGUMENT = r"([\w.\"]+|@today@)"


def statements(version: str, dialect: str) -> list[str]:
    """The CREATE VIEW statements of ``views_<version>.sql``."""
    words = _POSTGRESQL if dialect == "postgresql" else _SQLITE
    sql = resources.files("vanban.tracking.migrations").joinpath(f"views_{version}.sql")
    text = re.sub(r"^--.*$", "", sql.read_text("utf-8"), flags=re.MULTILINE)
    text = re.sub(rf"@days\({_ARGUMENT}, {_ARGUMENT}\)@", words["days"], text)
    for name in ("join", "quarter", "address"):
        text = re.sub(rf"@{name}\({_ARGUMENT}\)@", words[name], text)
    text = text.replace("@today@", words["today"])
    return [s.strip().replace("::", "\\:\\:") for s in text.split(";\n\n") if s.strip()]


def names(version: str) -> list[str]:
    """The views of a version, each after those that it reads."""
    sql = resources.files("vanban.tracking.migrations").joinpath(f"views_{version}.sql")
    return re.findall(r"^CREATE VIEW (\w+)", sql.read_text("utf-8"), flags=re.MULTILINE)
