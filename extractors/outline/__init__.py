"""From the blocks of a source to its parts and their tree of units.

>>> from vanban.extractors.outline.build import build_outline
>>> from vanban.pipeline.reading import read
>>> text = "Điều 1. Phạm vi\\n1. Nội dung\\na) Việc\\nĐiều 2. Hiệu lực"
>>> outline = build_outline(read(text.encode()))
>>> [(node.unit.value, node.label) for top in outline.parts[0].nodes for node in top.walk()]
[('dieu', '1'), ('khoan', '1'), ('diem', 'a'), ('dieu', '2')]
"""
