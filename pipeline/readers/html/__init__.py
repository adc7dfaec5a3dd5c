"""HTML and MHTML to ``Source``.

>>> from vanban.pipeline.reading import read
>>> page = "<p>Điều 1. Giao <b>Sở Y tế</b></p><ol><li>báo cáo</ol>"
>>> read(page.encode()).text
'Điều 1. Giao Sở Y tế\\n1. báo cáo'
"""
