"""A plan for people's eyes: Markdown, and a summary in the terminal."""
