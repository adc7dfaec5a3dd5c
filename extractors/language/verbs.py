"""The verbs of work, from ``verbs.toml``: what opens a task, and what ends the name before it.

Each verb stands in one list, which says both; tasks, cells of tables and names of actors take them
from here.
"""

from __future__ import annotations

from vanban.extractors.language.data import toml

_lists = toml("vanban.extractors.language", "verbs.toml")

IN_CELLS: tuple[str, ...] = tuple(_lists["work_in_cells"])
"""Verbs before which a name ends anywhere, in a cell that holds only actors too: "chủ trì"."""
IN_PROSE: tuple[str, ...] = (*_lists["work"], *_lists["no_work"])
"""Verbs before which a name ends in running text; in a cell they may describe: "sử dụng"."""
WORK: tuple[str, ...] = (*_lists["work"], *_lists["work_in_cells"], *_lists["work_in_names"])
"""Verbs that open a task."""
ADVERBIALS: tuple[str, ...] = tuple(_lists["adverbials"])
"""What opens an adverbial before the verb: "căn cứ", "theo"."""
