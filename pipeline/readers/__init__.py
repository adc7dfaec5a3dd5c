"""From bytes to ``Source``: one module for each format."""
