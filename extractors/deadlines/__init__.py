"""Deadlines: what a time expression means, in a table cell or in running text."""

from vanban.extractors.deadlines.parse import find_deadlines, is_ditto, parse_deadline

__all__ = ["find_deadlines", "is_ditto", "parse_deadline"]
