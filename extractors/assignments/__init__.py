"""Assignments: who is to do what, with whom, for whom, by when, as a sentence says it.

>>> from vanban.extractors.context import Context
>>> said = "Giao Sở Y tế chủ trì, phối hợp với Sở Tài chính xây dựng đề án trước ngày 30/11/2025."
>>> (work,) = find_assignments(said, Context())
>>> work.leads[0].name, work.cooperators[0].name, str(work.deadline.due)
('Sở Y tế', 'Sở Tài chính', '2025-11-29')
"""

from vanban.extractors.assignments.find import find_assignments
from vanban.extractors.assignments.model import Assignment

__all__ = ["Assignment", "find_assignments"]
