"""Search with and without accents."""
