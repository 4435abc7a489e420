"""Grading a class: from what learners handed in to grades with their reasons."""
