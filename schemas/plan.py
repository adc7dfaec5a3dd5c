"""The plan: everything that one document says, in one value."""

from __future__ import annotations

from typing import Literal

from schemas.base import Frozen
from schemas.diagnostic import Diagnostic
from schemas.document import Header, LegalBasis
from schemas.source import Source
from schemas.structure import Appendix, Article, Attachment, Section, Table
from schemas.task import Task

SCHEMA_VERSION: Literal["1.0"] = "1.0"


class Plan(Frozen):
    """What ``convert`` returns and writes."""

    schema_version: Literal["1.0"] = SCHEMA_VERSION
    source: Source
    document: Header
    legal_bases: tuple[LegalBasis, ...] = ()
    sections: tuple[Section, ...] = ()
    articles: tuple[Article, ...] = ()
    tables: tuple[Table, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    appendices: tuple[Appendix, ...] = ()
    tasks: tuple[Task, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
