"""The colours of the course, each for one thing wherever it appears."""

# Okabe and Ito's palette, told apart with every kind of colour vision, as dark as lines must be on white and as light
# as they must be on JupyterLab's dark ground: 3:1 on both. No colour reaches the 4.5:1 of words on both.
TRAINING = "#0072B2"
VALIDATION = "#C97B00"
RIGHT = "#008A63"
WRONG = "#CC5200"
HINT = "#2E8FCB"
# Greys: a line behind the others, what is still to come, and words about a faint line.
FADED = "#909090"
WAITING = "#808080"
QUIET = "#666666"
# Orange dark enough for words.
CAUTION = "#A06800"
# Matplotlib's colours with purple for negative, white for 0, orange for positive: told apart likewise.
SIGNED_COLOURS = "PuOr_r"
# White for 0, then darker: for what has a size and no sign.
SIZE_COLOURS = "Oranges"
# Two of them for what has one strength: bars.
NEGATIVE, POSITIVE = "#8658C0", "#D77A11"
