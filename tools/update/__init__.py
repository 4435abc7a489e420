"""The newest course in a learner's folder, with all that the learner has written."""
