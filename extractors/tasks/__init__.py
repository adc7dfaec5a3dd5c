"""Tasks: the work that a document assigns. ``extract_tasks`` is the way in."""

from vanban.extractors.tasks.build import extract_tasks

__all__ = ["extract_tasks"]
