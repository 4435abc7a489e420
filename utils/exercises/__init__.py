"""What counts as right: one module a section."""
