"""Mistakes that raise nothing: what a compiled model, and its data, show."""
