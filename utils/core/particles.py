"""Korean particles that fit the value before them: 모델을, 층 3이, `Dense`로."""

import re

# With a final consonant before it, and without one.
_PARTICLES = {
    "을": ("을", "를"),
    "이": ("이", "가"),
    "은": ("은", "는"),
    "과": ("과", "와"),
    "으로": ("으로", "로"),
    "이라": ("이라", "라"),
    "이어야": ("이어야", "여야"),
}
_FIELD = re.compile(r"(\{[^{}]+\})([`\"')]*)\[(" + "|".join(sorted(_PARTICLES, key=len, reverse=True)) + r")\]")
_FIRST_SYLLABLE, _LAST_SYLLABLE, _FINALS = "가", "힣", 28
_FINAL_L = 8  # the place of ㄹ among the final consonants
# How the last digit is read: 영, 일, 이, 삼 … A number that ends in 0 is read 십, 백 or 천 at its end.
_DIGITS_WITH_A_FINAL, _DIGITS_WITH_L = "013678", "178"
_LETTERS_WITH_A_FINAL, _LETTERS_WITH_L = "lmn", "l"


def with_particles(template: str, values: dict) -> str:
    """A sentence with fields such as `{name}[을]`, in which each particle is the one that its value asks for.

    Args:
        template: a sentence for `str.format`; behind a field, quotes or brackets may close before the particle.
        values: what its fields stand for.

    Returns:
        The sentence, its fields still open.
    """

    def fitting(match: re.Match) -> str:
        field, closing, particle = match.groups()
        return field + closing + fitting_particle(field.format(**values), particle)

    return _FIELD.sub(fitting, template)


def fitting_particle(value: str, particle: str) -> str:
    """The form of a particle that follows this value: "을" or "를", "으로" or "로", and so on."""
    has_final, is_l = _final(value)
    with_final, without = _PARTICLES[particle]
    return with_final if has_final and not (particle == "으로" and is_l) else without


def _final(value: str) -> tuple[bool, bool]:
    """Whether the value ends in a final consonant as Koreans read it, and whether that is ㄹ."""
    last = next((sign for sign in reversed(value.lower()) if sign.isalnum() or sign in "%"), "")
    if _FIRST_SYLLABLE <= last <= _LAST_SYLLABLE:
        final = (ord(last) - ord(_FIRST_SYLLABLE)) % _FINALS
        return final > 0, final == _FINAL_L
    if last.isdigit():
        return last in _DIGITS_WITH_A_FINAL, last in _DIGITS_WITH_L
    word = value.lower().rstrip("`\"')]}")
    if word.endswith("le"):  # trainable, variable
        return True, True
    if re.search(r"ng$|ic$|ck$|out$|(?<![aeiou])[aeiou][pt]$", word):  # training, critic, stack, dropout, step, fit
        return True, False
    return last in tuple(_LETTERS_WITH_A_FINAL), last in tuple(_LETTERS_WITH_L)
