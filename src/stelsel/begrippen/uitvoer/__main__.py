"""Rewrite the generated part of the documentation: `python -m stelsel.begrippen.uitvoer docs/begrippen`."""

import sys
from pathlib import Path

from . import schrijf_docs

if __name__ == "__main__":
    for pad in schrijf_docs(Path(sys.argv[1])):
        print(pad)
