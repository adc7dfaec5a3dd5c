"""Tables: roles of columns, kinds of rows, merged cells looked up. ``extract_tables`` is the way
in.

>>> from vanban.extractors.outline.build import build_outline
>>> from vanban.pipeline.options import Options
>>> from vanban.pipeline.reading import read
>>> page = (
...     "<table><tr><th>STT<th>Nhiệm vụ<th>Đơn vị chủ trì<th>Thời hạn"
...     "<tr><td>1<td>Xây dựng đề án<td>Sở Y tế<td>30/11/2025</table>"
... )
>>> source = read(page.encode(), Options(filename="a.html"))
>>> (table,) = extract_tables(build_outline(source)).values()
>>> [column.role for column in table.columns], [row.kind for row in table.rows]
(['order', 'task', 'lead', 'due'], ['header', 'data'])
"""

from vanban.extractors.tables.build import extract_tables

__all__ = ["extract_tables"]
