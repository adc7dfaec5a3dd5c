"""Actors: who is named in a list or in running text, under which canonical name (see ``registry.tsv`` and ``grammar.py``)."""

from extractors.actors.abbreviations import document_abbreviations
from extractors.actors.canonical import canonical_name, lookup
from extractors.actors.find import find_actors
from extractors.actors.identify import identified, identified_on
from extractors.actors.registry import Entry, successors
from extractors.actors.split import split_actors

__all__ = [
    "Entry",
    "canonical_name",
    "document_abbreviations",
    "find_actors",
    "identified",
    "identified_on",
    "lookup",
    "split_actors",
    "successors",
]
