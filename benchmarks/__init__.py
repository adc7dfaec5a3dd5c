"""Measuring: accuracy against a gold corpus, and speed."""
