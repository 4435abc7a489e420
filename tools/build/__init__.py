"""One source, four notebooks."""
