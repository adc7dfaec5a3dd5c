"""Golden cases, and the generator that writes the made ones."""
