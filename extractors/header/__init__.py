"""The header of a document: what its first page, its authority line and its last lines say."""

from vanban.extractors.header.build import extract_header

__all__ = ["extract_header"]
