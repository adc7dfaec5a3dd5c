"""Tasks: the work that a document assigns. ``extract_tasks`` is the way in.

>>> from vanban import convert
>>> plan = convert("Điều 1. Giao Sở Y tế xây dựng đề án trước ngày 30/11/2025.".encode())
>>> [(task.leads[0].name, task.action, str(task.deadline.due)) for task in plan.tasks]
[('Sở Y tế', 'xây dựng', '2025-11-29')]
"""

from vanban.extractors.tasks.build import Work, extract_tasks, find_work

__all__ = ["Work", "extract_tasks", "find_work"]
