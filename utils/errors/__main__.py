"""Explains an error that is read from standard input: `python -m utils.errors < error.txt`."""

import argparse
import sys

from utils.core.text import LANGUAGES, set_language
from utils.errors import explain


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m utils.errors", description="what an error means, and what to try")
    parser.add_argument("--lang", choices=LANGUAGES, default="ko", help="the language of the explanation")
    set_language(parser.parse_args().lang)
    explanation = explain(sys.stdin.read())
    print(explanation)
    return 0 if explanation.rule else 1


if __name__ == "__main__":
    sys.exit(main())
