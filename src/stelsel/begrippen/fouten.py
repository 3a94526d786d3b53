"""Errors that are meant for users: a Dutch sentence made from facts, and what to do about it."""

from collections.abc import Sequence

GETOOND = 20


class Gebruikersfout(Exception):
    """A fault the user can mend. Ends in exit code 2 or a problem+json answer, never in a traceback.

    `code` is stable over versions; `tekst` says what is wrong and where; `doe` says what to do.
    """

    code = "GEBRUIK"

    def __init__(self, tekst: str, doe: str = ""):
        self.tekst, self.doe = tekst, doe
        super().__init__(f"{tekst} {doe}".strip())


def of(mogelijk: Sequence[str]) -> str:
    """Dutch enumeration: 'a', 'a of b', 'a, b of c'."""
    if len(mogelijk) < 2:
        return "".join(mogelijk)
    return f"{', '.join(mogelijk[:-1])} of {mogelijk[-1]}"


def onder_elkaar(fouten: Sequence[object], hoogstens: int = GETOOND) -> str:
    """Faults below a sentence, a line each; of more than `hoogstens` also how many there are besides."""
    meer = [f"… en nog {len(fouten) - hoogstens}."] if len(fouten) > hoogstens else []
    return "".join(f"\n  {f}" for f in [*fouten[:hoogstens], *meer])
