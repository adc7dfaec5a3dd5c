"""Plain text to ``Source``."""
