"""Citations of documents in running text."""

from vanban.extractors.citations.find import find_citations, flatten

__all__ = ["find_citations", "flatten"]
