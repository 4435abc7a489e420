"""The data that comes with the course, and data sets as folders on disk."""
