"""What a reader may get of the register besides what is open: a filter that stands in every query.

Who may get what, and on which ground, is decided above (`toegang`); here it is a condition in SQL, so that what is not allowed never
leaves the index: no count, no order and no error can tell of it.
"""

from __future__ import annotations

from dataclasses import dataclass

from ..begrippen import RECORDTYPEN, Klasse, openbare_typen

# The establishments of Directive 2012/18/EU, as some source reports them: that company at that place, not its offices, not its neighbours.
_SEVESO = "EXISTS (SELECT 1 FROM seveso s WHERE s.ond = cel.ond AND s.loc = cel.loc)"


@dataclass(frozen=True)
class Recht:
    """One class of data: of all sources, or of these `bronnen` only; `alleen_seveso`: only at Seveso establishments."""

    klasse: Klasse
    bronnen: frozenset[str] | None = None
    alleen_seveso: bool = False


@dataclass(frozen=True)
class Zicht:
    """All that a question may see. Without rights: what is open."""

    rechten: frozenset[Recht] = frozenset()

    def cellen(self) -> tuple[str, list[str]]:
        """SQL over `cel`, with its values: the cells that may be read."""
        delen, waarden = [f"cel.klasse = {Klasse.OPENBAAR.nr}"], []
        for r in sorted(self.rechten, key=lambda r: (r.klasse.nr, sorted(r.bronnen or ()), r.alleen_seveso)):
            deel = [f"cel.klasse = {r.klasse.nr}"]
            if r.bronnen is not None:
                deel.append(f"cel.bron IN ({', '.join('?' * len(r.bronnen))})")
                waarden += sorted(r.bronnen)
            if r.alleen_seveso:
                deel.append(_SEVESO)
            delen.append(" AND ".join(deel))
        return f"({' OR '.join(delen)})", waarden

    def rijen(self) -> tuple[str, list[list[str]]]:
        """SQL over rows with `recordtype` and `bron`, with its values: of which it may be told that they are there.

        A type that knows more than one class counts as the strictest of them: its row alone does not say which.
        """
        delen, waarden = ["recordtype IN (SELECT unnest(?))"], [[*openbare_typen()]]
        for naam, rt in RECORDTYPEN.items():
            if naam in waarden[0]:
                continue
            per_klasse = [self._bronnen(k) for k in rt.klassen()]
            if all(b is None for b in per_klasse):
                waarden[0].append(naam)
                continue
            samen = frozenset.intersection(*(b for b in per_klasse if b is not None))
            if samen:
                delen.append(f"(recordtype = '{naam}' AND bron IN (SELECT unnest(?)))")
                waarden.append(sorted(samen))
        return f"({' OR '.join(delen)})", waarden

    def ziet_alle(self, recordtype: str, bron: str) -> bool:
        """Is every row of this type and source in an answer, of whichever class and wherever? Then the place of one among them tells nothing."""
        per_klasse = (self._bronnen(k) for k in RECORDTYPEN[recordtype].klassen() if k is not Klasse.OPENBAAR)
        return all(b is None or bron in b for b in per_klasse)

    def _bronnen(self, klasse: Klasse) -> frozenset[str] | None:
        """The sources of which a class may be seen everywhere; None is all."""
        eigen = [r.bronnen for r in self.rechten if r.klasse is klasse and not r.alleen_seveso]
        return None if None in eigen else frozenset().union(*(b for b in eigen if b))

    def ziet(self, klasse: Klasse) -> bool:
        """Is all of this class in an answer, of every source and place? Then that there is none may be said."""
        return klasse is Klasse.OPENBAAR or Recht(klasse) in self.rechten


OPEN = Zicht()
