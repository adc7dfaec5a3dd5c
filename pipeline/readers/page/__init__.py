"""What a page holds, read from a text layer or from a picture: words, lines, paragraphs, tables."""
