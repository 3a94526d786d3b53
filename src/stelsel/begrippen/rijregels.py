"""Checks on a line of a file before it is a row: what cannot be read is kept, never skipped."""

from .regels import Ernst, Regel, Werking

CSV = "RFC 4180 (CSV); Stelsel, ontwerp: geen rij gaat verloren"
JSON = "RFC 8259 (JSON); Stelsel, ontwerp: geen rij gaat verloren"


def _rij(code: str, tekst: str, remedie: str, goed: str, fout: str, bron: str = CSV) -> Regel:
    return Regel(
        code, Ernst.FOUT, "", (), "", tekst, remedie, bron, {"regel": goed}, {"regel": fout}, Werking.TEKST
    )  # fmt: skip


TE_WEINIG = _rij("RIJ-001", "De regel heeft {gevonden} kolommen; er zijn er {verwacht}.",
                 "Zijn het er te weinig, vul de regel dan aan; te veel, zet een tekst met een scheidingsteken erin "
                 "dan tussen aanhalingstekens.", "a;b;c", "a;b")  # fmt: skip
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

CODERING = _rij("RIJ-005", "De regel bevat een teken dat niet past bij de codering van het bestand ({codering}).",
                "Sla het bestand in zijn geheel op als UTF-8 (in Excel: 'CSV UTF-8').", "L1;Café", "L1;Caf\\xe9",
                "Unicode, hoofdstuk 3 (UTF-8); Stelsel, ontwerp: geen rij gaat verloren")  # fmt: skip
GEEN_JSON = _rij("RIJ-006", "Dit is geen geldige JSON.", "Schrijf elk record als JSON-object.",
                 '{"id": "L1"}', '{"id": "L1"', JSON)  # fmt: skip
GEEN_OBJECT = _rij("RIJ-007", "Op deze plaats staat geen record, maar iets anders.",
                   'Schrijf elk record als object, zoals {"id": "L1"}.', '{"id": "L1"}', '"L1"', JSON)  # fmt: skip
GENEST = _rij("RIJ-008", "Het veld '{veld}' bevat een lijst of een object.",
              "Geef elk veld één waarde; wat meer keren voorkomt is een eigen soort record.",
              '{"id": "L1", "x": 155000}', '{"id": "L1", "punt": [155000, 463000]}', JSON)  # fmt: skip
DUBBEL_VELD = _rij("RIJ-009", "Het veld '{veld}' staat meer dan eens in dit record.", "Laat er één staan.",
                   '{"id": "L1"}', '{"id": "L1", "id": "L2"}', JSON)  # fmt: skip
GEEN_GETAL = _rij("RIJ-010", "Het veld '{veld}' bevat {waarde}; dat is geen getal.", "Laat het veld leeg.",
                  '{"x": null}', '{"x": NaN}', JSON)  # fmt: skip
GEOMETRIE = _rij("RIJ-011", "De geometrie van deze rij is niet te lezen als punt.",
                 "Lever een punt, of laat de geometrie leeg.", "POINT (155000 463000)", "POINT (155000)",
                 "OGC 12-128 (GeoPackage), 2.1.3; Stelsel, ontwerp: geen rij gaat verloren")  # fmt: skip

RIJREGELS = (
    TE_WEINIG, OPEN_AANHALING, NUL_TEKEN, LOS_REGELEINDE, CODERING, GEEN_JSON, GEEN_OBJECT, GENEST, DUBBEL_VELD, GEEN_GETAL,
    GEOMETRIE, MUTATIE_ONBEKEND, PER_ONGELDIG, EINDE_ONBEKEND,
)  # fmt: skip
