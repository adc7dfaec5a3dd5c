"""The header of a document: what its first page, its authority line and its last lines say.

>>> from vanban.extractors.outline.build import build_outline
>>> from vanban.pipeline.reading import read
>>> text = "QUYẾT ĐỊNH\\nBan hành Kế hoạch thử nghiệm\\nĐiều 1. Giao Sở Y tế báo cáo."
>>> header = extract_header(build_outline(read(text.encode())))
>>> header.doc_type.name, header.title
('Quyết định', 'Ban hành Kế hoạch thử nghiệm')
"""

from vanban.extractors.header.build import extract_header

__all__ = ["extract_header"]
