"""Rights for tests of the register itself, where the question is not who may see what."""

from __future__ import annotations

from stelsel.begrippen import Klasse
from stelsel.register import Recht, Zicht

ALLES = Zicht(frozenset(Recht(k) for k in Klasse if k is not Klasse.OPENBAAR))
