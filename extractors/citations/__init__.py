"""Citations of documents in running text."""

from extractors.citations.find import find_citations, flatten

__all__ = ["find_citations", "flatten"]
