"""Reading of page images: preprocessing, rules, lines, and the engine that reads the lines.

>>> from vanban.pipeline.ocr.spelling import skeleton
>>> skeleton("Điều") == skeleton("Điêu")
True
"""
