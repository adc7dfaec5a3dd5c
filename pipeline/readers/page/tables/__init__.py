"""Tables of pages: ruled, or told by columns and gutters."""
