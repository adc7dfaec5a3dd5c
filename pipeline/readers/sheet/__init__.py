"""Workbooks (.xlsx, .ods): offices send appendices and tracking lists as sheets.

>>> from io import BytesIO
>>> from openpyxl import Workbook
>>> from vanban.pipeline.reading import read
>>> book, file = Workbook(), BytesIO()
>>> for row in (("STT", "Nhiệm vụ", "Đơn vị chủ trì"), (1, "Xây dựng đề án", "Sở Y tế")):
...     book.active.append(row)
>>> book.save(file)
>>> "Xây dựng đề án\\tSở Y tế" in read(file.getvalue()).text
True
"""
