"""Assignments: who is to do what, with whom, for whom, by when, as a sentence says it."""

from vanban.extractors.assignments.find import find_assignments
from vanban.extractors.assignments.model import Assignment

__all__ = ["Assignment", "find_assignments"]
