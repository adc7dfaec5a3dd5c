"""The way of one file, and of many: readers, convert, limits, errors."""
