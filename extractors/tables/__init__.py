"""Tables: roles of columns, kinds of rows, merged cells looked up. ``extract_tables`` is the way
in.
"""

from vanban.extractors.tables.build import extract_tables

__all__ = ["extract_tables"]
