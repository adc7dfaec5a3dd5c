"""From the blocks of a source to its parts and their tree of units."""
