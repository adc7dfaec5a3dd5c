"""Archives: many documents, unattended. One document that hangs, dies or grows never touches the
others.

>>> from vanban.pipeline.batch.names import in_shard, parse_shard, safe
>>> safe("2025/Quyết định số 1.docx")
'2025/Quyết định số 1.docx'
>>> [key for key in ("a.docx", "b.pdf") if in_shard(key, parse_shard("1/1"))]
['a.docx', 'b.pdf']
"""
