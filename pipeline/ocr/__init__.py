"""Reading of page images: preprocessing, rules, lines, and the engine that reads the lines."""
