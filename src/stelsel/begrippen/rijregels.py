"""Checks on a line of a file before it is a row: what cannot be read is kept, never skipped."""

from .regels import Ernst, Regel, Werking


def _rij(code: str, tekst: str, remedie: str, goed: str, fout: str) -> Regel:
    return Regel(
        code, Ernst.FOUT, "", (), "", tekst, remedie, "RFC 4180 (CSV); Stelsel, ontwerp: geen rij gaat verloren",
        {"regel": goed}, {"regel": fout}, Werking.TEKST,
    )  # fmt: skip


TE_WEINIG = _rij("RIJ-001", "De regel heeft {gevonden} kolommen; er zijn er {verwacht}.",
                 "Staat een scheidingsteken in een tekst, zet de tekst dan tussen aanhalingstekens.", "a;b;c", "a;b")  # fmt: skip
OPEN_AANHALING = _rij("RIJ-002", "Een aanhalingsteken op deze regel wordt niet gesloten of staat verkeerd.",
                      'Sluit de tekst af met ", en schrijf een aanhalingsteken in een tekst dubbel: "".',
                      '"a";b;c', '"a;b;c')  # fmt: skip
NUL_TEKEN = _rij("RIJ-003", "De regel bevat een onleesbaar teken (NUL).",
                 "Maak het bestand opnieuw in het bronsysteem.", "a;b;c", "a;b\\0;c")  # fmt: skip

LOS_REGELEINDE = _rij("RIJ-004", "Midden in de regel staat een los regeleinde (CR).",
                      "Maak het bestand opnieuw, met op elke regel hetzelfde regeleinde.", "a;b;c", "a;b\\r;c")  # fmt: skip

MUTATIE_ONBEKEND = _rij("RIJ-020", "'{mutatie}' is geen mutatie.",
                        "Kies in de kolom _mutatie uit: nieuw, gewijzigd of beeindigd.", "nieuw", "weg")  # fmt: skip
PER_ONGELDIG = _rij("RIJ-021", "'{per}' is geen dag waarop een record kan eindigen.",
                    "Geef in de kolom _per een datum als 2024-03-31.", "2024-03-31", "2024-02-31")  # fmt: skip
EINDE_ONBEKEND = _rij("RIJ-022", "Er is geen record met de sleutel '{id}' om te beëindigen.",
                      "Kijk de sleutel na: u leverde dit record nooit eerder.", "A-1 (eerder geleverd)", "A-9 (nooit geleverd)")  # fmt: skip

RIJREGELS = (TE_WEINIG, OPEN_AANHALING, NUL_TEKEN, LOS_REGELEINDE, MUTATIE_ONBEKEND, PER_ONGELDIG, EINDE_ONBEKEND)
