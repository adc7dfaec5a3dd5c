"""Deadlines: what a time expression means, in a table cell or in running text.

>>> from datetime import date
>>> from vanban.extractors.context import Context
>>> found = parse_deadline("trước 30/11", Context(issued_on=date(2025, 3, 10)))
>>> found.kind, str(found.due), found.boundary
('date', '2025-11-29', 'before')
"""

from vanban.extractors.deadlines.parse import find_deadlines, is_ditto, parse_deadline

__all__ = ["find_deadlines", "is_ditto", "parse_deadline"]
