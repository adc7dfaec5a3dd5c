"""The plan: everything that one document says, in one value."""

from __future__ import annotations

from typing import Literal

from vanban.schemas.base import Frozen
from vanban.schemas.diagnostic import Diagnostic
from vanban.schemas.document import Header, LegalBasis
from vanban.schemas.source import Source
from vanban.schemas.structure import Appendix, Article, Attachment, Section, Table
from vanban.schemas.task import Candidate, Task

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
    candidates: tuple[Candidate, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
