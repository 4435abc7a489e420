"""What a maintainer or a teacher runs."""
