"""A plan for people's eyes: Markdown, and a summary in the terminal.

>>> from vanban import convert
>>> from vanban.pipeline.render.markdown import markdown
>>> plan = convert("QUYẾT ĐỊNH\\nBan hành Kế hoạch A\\nĐiều 1. Giao Sở Y tế.".encode())
>>> markdown(plan).splitlines()[0]
'# Quyết định'
"""
