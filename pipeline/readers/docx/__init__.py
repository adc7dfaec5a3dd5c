"""DOCX to ``Source``, and old office files by way of DOCX."""
