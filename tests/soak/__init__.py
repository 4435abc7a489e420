"""The soak: what nothing a learner does may break, tried far more often than `make test` has the time for."""
