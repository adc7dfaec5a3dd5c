"""The report: one content, written as HTML, PDF and DOCX."""
