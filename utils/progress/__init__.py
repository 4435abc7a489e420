"""What a learner has solved, and the map that shows it."""
