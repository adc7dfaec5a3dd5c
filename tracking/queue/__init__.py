"""Files that people load: kept by their hash, read one after the other in a process apart."""
