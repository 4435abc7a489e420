"""What an error means and which section explains it (`explain`), and what of Keras 2 has become of what (`migrate`)."""

from utils.errors.explain import explain

__all__ = ["explain"]
