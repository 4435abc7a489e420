"""The colours of the course, each for one thing wherever it appears."""

# Okabe and Ito's palette: told apart with every kind of colour vision.
TRAINING = "#0072B2"
VALIDATION = "#E69F00"
RIGHT = "#009E73"
WRONG = "#D55E00"
HINT = "#56B4E9"
# Greys: a line behind the others, what is still to come, and words about a faint line.
FADED = "#BBBBBB"
WAITING = "#888888"
QUIET = "#666666"
# Orange dark enough for words.
CAUTION = "#B07D00"
# Matplotlib's colours with purple for negative, white for 0, orange for positive: told apart likewise.
SIGNED_COLOURS = "PuOr_r"
# White for 0, then darker: for what has a size and no sign.
SIZE_COLOURS = "Oranges"
# Two of them for what has one strength: bars.
NEGATIVE, POSITIVE = "#5C348E", "#D77A11"
