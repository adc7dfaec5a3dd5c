"""The way of one file, and of many: readers, convert, limits, errors.

>>> from vanban.pipeline.conversion import convert
>>> plan = convert("samples/quyet-dinh-phan-cong/source.docx")
>>> plan.document.doc_type.name
'Quyết định'
"""
