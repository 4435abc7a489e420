"""The rules, a file a group."""
