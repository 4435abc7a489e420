"""Handing in: one file with a learner's answers, for a teacher to grade.

The file is JSON in UTF-8:

    {
      "format": "keras-study hand-in 1",
      "name": "…",                       only if the learner has given one
      "sections": [
        {
          "id": "1-1",
          "lang": "ko",
          "version": "5f3a9c01d2e4b687",   the section's code that the learner was given; "" if it is not known
          "answers": {"1-1-a": "stack = …"},
          "letters": {"1-1-q1": "b"},
          "remarks": [{"ko": "…", "en": "…"}]
        }
      ]
    }

An exercise that was not touched, or a question that was not answered, is not in it. `answers_of` says what an answer
is. Letters come from the notebook and, for a click on a `choose`, from the progress file.
"""

from utils.progress.answers import answers_of

FORMAT = "keras-study hand-in 1"

__all__ = ["FORMAT", "answers_of"]
