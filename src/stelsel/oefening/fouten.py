"""Faults put in on purpose: each spoils one row in one way, and breaks exactly one check that is put in.

Among them are warnings and remarks; the exercise world is clean of those kinds, and may be of others not.

Rows that others refer to keep their key: only leaves lose it, repeat it, or become unreadable.
"""

from __future__ import annotations

from dataclasses import dataclass

import duckdb

from ..begrippen import RECORDTYPEN
from ..begrippen.soorten import Code, Datum, Geheel, Getal, Verwijzing

BLADEN = ("melding", "handhavingsactie", "meting")


@dataclass(frozen=True)
class Fout:
    """Check code, the field it points at, and what the spoiled fields hold instead; None is empty.

    `via`: the reference over which the check looks; put in only where the row at its other end is sound, and so known.
    `nodig`: a field without which the check says nothing.
    """

    code: str
    veld: str | None
    nieuw: dict[str, str | None]
    via: str = ""
    nodig: str = ""


# Own rules of the record types: by hand, because a good fault knows what it breaks.
EIGEN: dict[str, list[Fout]] = {
    "onderneming": [
        Fout("OND-014", "rsin", {"rsin": "999990018"}),
        Fout("OND-010", "einddatum", {"begindatum": "2019-05-01", "einddatum": "2018-05-01"}),
        Fout("OND-011", "begindatum", {"begindatum": "0198-05-01", "einddatum": None}),
        Fout("OND-091", "kvk_nummer", {"kvk_nummer": "12345678"}),
        Fout("OND-016", "kvk_nummer", {"kvk_nummer": "00000000"}),
    ],
    "vestiging": [
        Fout("VES-010", "einddatum", {"begindatum": "2019-05-01", "einddatum": "2018-05-01"}),
        Fout("VES-015", "kvk_nummer", {"kvk_nummer": None, "vestigingsnummer": None, "onderneming_id": None}),
        Fout("VES-012", "begindatum", {"begindatum": "2919-05-01", "einddatum": None}),
        Fout("VES-016", "kvk_nummer", {"kvk_nummer": "00000000"}),
        Fout("VES-018", "vestigingsnummer", {"vestigingsnummer": "000000000000"}),
        Fout("VES-091", "kvk_nummer", {"kvk_nummer": "87654321"}),
        Fout("VES-092", "vestigingsnummer", {"vestigingsnummer": "000012345678"}),
    ],
    "locatie": [
        Fout("LOC-014", "x", {"x": "463000", "y": "155000"}),
        Fout("LOC-015", "x", {"x": "155000", "y": None}),
        Fout("LOC-016", "huisnummer", {"huisnummer": "0"}),
        Fout("LOC-017", "bag_nummeraanduiding", {"bag_nummeraanduiding": "9999100000000001"}),
        Fout("LOC-018", "bag_verblijfsobject", {"bag_verblijfsobject": "9999200000000001"}),
        Fout("LOC-019", "postcode", {"postcode": "1234AB"}),
        Fout("LOC-021", "x", {"x": "1000", "y": "301000"}, nodig="gemeente"),
        Fout("LOC-013", "einddatum", {"einddatum": "9999-12-31"}),
        Fout("LOC-023", "begindatum", {"begindatum": "1900-01-01"}),
        Fout("LOC-010", "einddatum", {"begindatum": "2019-05-01", "einddatum": "2018-05-01"}),
    ],
    "activiteit": [
        Fout("ACT-010", "einddatum", {"begindatum": "2019-05-01", "einddatum": "2018-05-01"}),
        Fout(
            "ACT-609",
            "uitvoerende_dienst",
            {"uitvoerende_dienst": "od-utrecht", "begindatum": "2019-05-01", "einddatum": "2020-05-01"},
        ),
        Fout("ACT-014", "bal_paragraaf", {"bal_paragraaf": None, "omschrijving": None}),
    ],
    "vergunning": [
        Fout(
            "VRG-010",
            "einddatum",
            {"begindatum": "2019-05-01", "einddatum": "2018-05-01", "besluitdatum": "2018-01-01"},
        ),
        # So early that no condition of the permit begins before it.
        Fout(
            "VRG-015",
            "begindatum",
            {"besluitdatum": "1900-05-02", "begindatum": "1899-05-01", "einddatum": None},
        ),
        Fout(
            "VRG-016",
            "besluitdatum",
            {"besluitdatum": "1719-05-01", "begindatum": None, "einddatum": None},
        ),
        Fout("VRG-014", "besluitdatum", {"besluitdatum": "2919-05-01", "begindatum": None, "einddatum": None}),
    ],
    "voorschrift": [
        Fout("VSC-015", "begindatum", {"begindatum": "1850-03-01", "einddatum": None}, "vergunning_id"),
        Fout("VSC-014", "grenswaarde", {"grenswaarde": "5", "parameter": "stof", "eenheid": None}),
    ],
    "melding": [
        Fout("MEL-010", "datum", {"datum": "2922-03-01"}),
        Fout("MEL-011", "datum", {"datum": "1722-03-01"}),
    ],
    "toezichtbezoek": [
        Fout("TBZ-010", "datum", {"datum": "2922-03-01"}),
        Fout("TBZ-011", "datum", {"datum": "1722-03-01"}),
    ],
    "bevinding": [
        Fout("BEV-010", "datum", {"datum": "2922-03-01", "hersteld_op": None}),
        Fout("BEV-011", "datum", {"datum": "1722-03-01", "hersteld_op": None}),
        Fout("BEV-015", "ernst", {"ernst": None}),
        Fout("BEV-016", "datum", {"datum": "1850-03-01", "hersteld_op": None}, "toezichtbezoek_id"),
        Fout("BEV-022", "hersteld_op", {"hersteld_op": "2922-03-01"}),
        Fout("BEV-014", "hersteld_op", {"datum": "2022-03-01", "hersteld_op": "2021-03-01"}),
    ],
    "handhavingsactie": [
        Fout("HHA-010", "datum", {"datum": "2922-03-01", "termijn_tot": None}),
        Fout("HHA-011", "datum", {"datum": "1722-03-01", "termijn_tot": None}),
        Fout("HHA-017", "bevinding_id", {"bevinding_id": None}),
        Fout("HHA-018", "datum", {"datum": "1840-03-01", "termijn_tot": None}, "bevinding_id"),
        Fout("HHA-023", "bedrag", {"bedrag": "25000000", "maximum": None}),
        Fout("HHA-024", "bedrag", {"soort": "last_onder_dwangsom", "bedrag": None, "maximum": None}),
        Fout("HHA-014", "termijn_tot", {"datum": "2022-03-01", "termijn_tot": "2021-03-01"}),
        Fout("HHA-015", "bedrag", {"bedrag": "-500", "maximum": None}),
        Fout("HHA-016", "maximum", {"bedrag": "5000", "maximum": "500"}),
    ],
    "monster": [
        Fout("MON-016", "datum", {"datum": "1850-03-01"}, "toezichtbezoek_id"),
        Fout("MON-017", "toezichtbezoek_id", {"toezichtbezoek_id": None}),
        Fout("MON-010", "datum", {"datum": "2922-03-01"}),
        Fout("MON-011", "datum", {"datum": "1722-03-01"}),
    ],
    "meting": [
        Fout("MET-010", "datum", {"datum": "2922-03-01"}),
        Fout("MET-011", "datum", {"datum": "1722-03-01"}),
        Fout("MET-016", "datum", {"datum": "1840-03-01"}, "monster_id"),
        Fout("MET-014", "cas_nummer", {"cas_nummer": "7440-66-5"}),
        Fout("MET-015", "waarde", {"waarde": "-1"}),
    ],
}
# Columns that some agencies do not deliver at all: no fault is put in them.
MAG_ONTBREKEN = frozenset(
    {"rechtsvorm", "sbi_code", "aangekondigd", "monsterpunt", "toevoeging", "aanduiding", "toelichting", "activiteit_id",
     "voorschrift_id", "omschrijving", "hoofdbesluit_id", "vervangt_id", "werking"}
)  # fmt: skip


def fouten_van(recordtype: str) -> list[Fout]:
    """All faults of a record type that can be put in: those that follow from its fields, and its own."""
    rt = RECORDTYPEN[recordtype]
    uit = list(EIGEN[recordtype])
    for veld in rt.velden.values():
        if veld.naam in MAG_ONTBREKEN and not veld.verplicht:
            continue
        if veld.naam == "id":
            if recordtype in BLADEN:
                uit += [Fout(f"{rt.voorvoegsel}-101", "id", {"id": None}), Fout(f"{rt.voorvoegsel}-501", "id", {})]
            continue
        if veld.verplicht:
            uit.append(Fout(f"{rt.voorvoegsel}-{100 + veld.nr}", veld.naam, {veld.naam: None}))
        if isinstance(veld.soort, Code):
            uit.append(Fout(f"{rt.voorvoegsel}-{300 + veld.nr}", veld.naam, {veld.naam: "onbekend"}))
        elif isinstance(veld.soort, Verwijzing):
            uit.append(Fout(f"{rt.voorvoegsel}-{400 + veld.nr}", veld.naam, {veld.naam: "OEF-nooit-geleverd"}))
        elif isinstance(veld.soort, Datum):
            uit.append(Fout(f"{rt.voorvoegsel}-{200 + veld.nr}", veld.naam, {veld.naam: "31-02-2021"}))
        elif isinstance(veld.soort, Geheel | Getal):
            uit.append(Fout(f"{rt.voorvoegsel}-{200 + veld.nr}", veld.naam, {veld.naam: "n.v.t."}))
        elif veld.soort.naam == "tekst met vaste vorm":
            uit.append(Fout(f"{rt.voorvoegsel}-{200 + veld.nr}", veld.naam, {veld.naam: "1?"}))
    if recordtype in BLADEN:
        uit += [Fout("RIJ-001", None, {}), Fout("RIJ-002", None, {})]
    return uit


def ingebrachte_codes() -> frozenset[str]:
    """The checks for which a fault can be put in: of these, and only of these, exercise data tell when they must speak."""
    return frozenset(f.code for typenaam in RECORDTYPEN for f in fouten_van(typenaam))


def breng_in(con: duckdb.DuckDBPyConnection, recordtype: str, aandeel: float, geen_csv: list[str]) -> list[Fout]:
    """Add `fout` (place in the returned list, or NULL) to `uit_<recordtype>`, and `dubbel_id` for repeated keys."""
    fouten = fouten_van(recordtype)
    n = len(fouten)
    zonder_regels = next((i for i, f in enumerate(fouten) if f.code.startswith("RIJ")), n)
    bestanden = ", ".join(f"'{b}'" for b in geen_csv) or "''"
    herhaling = next((i for i, f in enumerate(fouten) if f.code.endswith("-501")), -1)
    con.execute("CREATE TABLE IF NOT EXISTS met_fout (bron VARCHAR, id VARCHAR)")
    onbekend = " OR ".join(
        f"(fout0 = {i} AND (bron, {f.via}) IN (SELECT bron, id FROM met_fout))" for i, f in enumerate(fouten) if f.via
    )
    leeg = " OR ".join(f"(fout0 = {i} AND {f.nodig} IS NULL)" for i, f in enumerate(fouten) if f.nodig)
    con.execute(f"""
        CREATE TABLE fout_{recordtype} AS
        WITH k AS (
            SELECT *, CASE WHEN kans(hash(bron, volg), 'fout {recordtype}') < {aandeel} THEN
                (kans(hash(bron, volg), 'welke {recordtype}') * CASE WHEN bron IN ({bestanden}) THEN {zonder_regels} ELSE {n} END)::INT
                % CASE WHEN bron IN ({bestanden}) THEN {zonder_regels} ELSE {n} END END AS fout0
            FROM uit_{recordtype}),
        v AS (SELECT *, lag(id) OVER w AS vorig_id, lag(fout0) OVER w AS vorig_fout FROM k WINDOW w AS (PARTITION BY bron ORDER BY volg))
        SELECT * EXCLUDE (fout0, vorig_id, vorig_fout), vorig_id AS dubbel_id,
               -- A key can only be repeated where the row before it is there and sound.
               CASE WHEN fout0 = {herhaling} AND (vorig_id IS NULL OR vorig_fout IS NOT NULL) THEN NULL
                    WHEN {onbekend or "false"} OR {leeg or "false"} THEN NULL ELSE fout0 END AS fout
        FROM v""")
    con.execute(f"INSERT INTO met_fout SELECT bron, id FROM fout_{recordtype} WHERE fout IS NOT NULL")
    con.execute(f"DROP TABLE uit_{recordtype}")
    return fouten
