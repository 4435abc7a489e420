"""What everything in `utils` stands on: texts, paths, colours, the table of contents, the start of a lesson."""
