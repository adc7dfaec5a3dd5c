"""From text to facts: outline, header, bases, citations, articles, sections, tables, actors,
deadlines, tasks.

>>> from vanban.extractors.plan import plan_of
>>> from vanban.pipeline.reading import read
>>> plan = plan_of(read("Điều 1. Giao Sở Y tế báo cáo trước ngày 30/11/2025.".encode()))
>>> [(task.leads[0].name, str(task.deadline.due)) for task in plan.tasks]
[('Sở Y tế', '2025-11-29')]
"""
