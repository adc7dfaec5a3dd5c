"""What a plan is: the product's public data contract, as frozen pydantic models.

>>> span = Span(start=5, end=12)
>>> span.of("Giao Sở Y tế báo cáo")
'Sở Y tế'
"""

from vanban.schemas.base import Frozen, Span
from vanban.schemas.diagnostic import Diagnostic, HeaderField
from vanban.schemas.document import (
    ActorRef,
    Citation,
    DocType,
    Effective,
    Header,
    LegalBasis,
    Pinpoint,
    Recipient,
    Signer,
)
from vanban.schemas.plan import SCHEMA_VERSION, Plan
from vanban.schemas.source import (
    APART,
    Anchor,
    Block,
    BlockRole,
    CellPosition,
    DocxAnchor,
    Edit,
    InferredRow,
    Line,
    OcrAnchor,
    PdfAnchor,
    SheetAnchor,
    Source,
    SourcePart,
    SourceTable,
    Style,
    TextAnchor,
)
from vanban.schemas.structure import (
    Appendix,
    Article,
    Attachment,
    Cell,
    Clause,
    Column,
    Point,
    Row,
    Section,
    Table,
)
from vanban.schemas.task import Candidate, Deadline, Output, Task

__all__ = [
    "APART",
    "SCHEMA_VERSION",
    "ActorRef",
    "Anchor",
    "Appendix",
    "Article",
    "Attachment",
    "Block",
    "BlockRole",
    "Candidate",
    "Cell",
    "CellPosition",
    "Citation",
    "Clause",
    "Column",
    "Deadline",
    "Diagnostic",
    "HeaderField",
    "DocType",
    "DocxAnchor",
    "Edit",
    "Effective",
    "Frozen",
    "Header",
    "InferredRow",
    "LegalBasis",
    "Line",
    "OcrAnchor",
    "Output",
    "PdfAnchor",
    "Pinpoint",
    "Plan",
    "Point",
    "Recipient",
    "Row",
    "Section",
    "SheetAnchor",
    "Signer",
    "Source",
    "SourcePart",
    "SourceTable",
    "Span",
    "Style",
    "Table",
    "Task",
    "TextAnchor",
]
