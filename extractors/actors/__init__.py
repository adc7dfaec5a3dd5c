"""Actors: who is named in a list or in running text, under which canonical name (see
``registry.tsv`` and ``grammar.py``).

>>> from vanban.extractors.context import Context
>>> found = find_actors("Giao Bộ KH&CN và UBND tỉnh Hà Giang báo cáo", Context())
>>> [(a.text, a.name) for a in found]
[('Bộ KH&CN', 'Bộ Khoa học và Công nghệ'), ('UBND tỉnh Hà Giang', 'Ủy ban nhân dân tỉnh Hà Giang')]
"""

from vanban.extractors.actors.abbreviations import document_abbreviations
from vanban.extractors.actors.canonical import canonical_name, lookup
from vanban.extractors.actors.find import find_actors
from vanban.extractors.actors.identify import identified, identified_on
from vanban.extractors.actors.refs import class_name
from vanban.extractors.actors.registry import Entry, successors
from vanban.extractors.actors.split import split_actors

__all__ = [
    "Entry",
    "canonical_name",
    "class_name",
    "document_abbreviations",
    "find_actors",
    "identified",
    "identified_on",
    "lookup",
    "split_actors",
    "successors",
]
