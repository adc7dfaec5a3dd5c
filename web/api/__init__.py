"""The API for programs: the same guard and the same scope as the pages."""
