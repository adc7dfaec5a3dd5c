"""Citations of documents in running text.

>>> (found,) = find_citations("theo khoản 2 Điều 5 Nghị định số 95/2017/NĐ-CP ngày 16/8/2017")
>>> found.number_symbol, str(found.issued_on), [(p.unit, p.label) for p in found.pinpoint]
('95/2017/NĐ-CP', '2017-08-16', [('khoan', '2'), ('dieu', '5')])
"""

from vanban.extractors.citations.find import find_citations, flatten

__all__ = ["find_citations", "flatten"]
