"""Handing in over a line that breaks: files in parts, kept until they are offered, then delivered outside the request.

In: parts of files of a source, in order. Out: a delivery, or the reason why not; at any moment how far it is.
Never: a byte acknowledged that a crash can lose, a delivered name used as a path, one session delivered twice at once.
"""

from .delen import voeg_toe
from .fouten import (
    BestandOnbekend,
    DeelAfgebroken,
    DeelBeschadigd,
    DeelSluitNietAan,
    DeelTeGroot,
    InzendingOnbekend,
    InzendingOngeldig,
    NietOpen,
    NogNietHeel,
    TeVeelInzendingen,
)
from .handelingen import begin, bied_aan, ruim_op, trek_in
from .staat import DEEL_HOOGSTENS, Bestand, Fout, Inzending, Soort, Status, Voortgang, hoogstens, lees, voortgang_van
from .verwerken import Verwerkt, verwerk_wat_wacht

__all__ = [
    "DEEL_HOOGSTENS",
    "Bestand",
    "BestandOnbekend",
    "DeelAfgebroken",
    "DeelBeschadigd",
    "DeelSluitNietAan",
    "DeelTeGroot",
    "Fout",
    "Inzending",
    "InzendingOnbekend",
    "InzendingOngeldig",
    "NietOpen",
    "NogNietHeel",
    "Soort",
    "Status",
    "TeVeelInzendingen",
    "Verwerkt",
    "Voortgang",
    "begin",
    "bied_aan",
    "hoogstens",
    "lees",
    "ruim_op",
    "trek_in",
    "verwerk_wat_wacht",
    "voeg_toe",
    "voortgang_van",
]
