"""From text to facts: outline, header, bases, citations, articles, sections, tables, actors,
deadlines, tasks.
"""
