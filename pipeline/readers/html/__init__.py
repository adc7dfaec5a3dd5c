"""HTML and MHTML to ``Source``."""
