"""All that a register holds, in a form in which two can be laid side by side: whatever numbers its records go by inside."""

from __future__ import annotations

import json
import zlib
from typing import Any

import duckdb

from stelsel.opslag import Opslag, parquet
from stelsel.register import stand
from stelsel.register.index import index
from stelsel.register.koppelen import staat
from stelsel.register.standen import GEBEURTENIS, KOPPELING, NUMMER
from stelsel.register.tegenspraak.vastleggen import TEGENSPRAAK

Inhoud = dict[str, list[Any]]


def vastgelegd(opslag: Opslag) -> Inhoud:
    """What the register recorded, snapshot by snapshot."""
    uit = {}
    for naam, kolommen in {
        "koppeling": KOPPELING,
        "nummer": NUMMER,
        "gebeurtenis": GEBEURTENIS,
        "tegenspraak": TEGENSPRAAK,
    }.items():
        with duckdb.connect() as con:
            uit[naam] = con.execute(
                f"SELECT {', '.join(kolommen)} FROM {parquet(opslag.bestanden(naam), kolommen)} ORDER BY ALL"
            ).fetchall()
    nu = stand(opslag)
    return uit | {"stand": [nu.snapshot, nu.leveringen, nu.hoogste, nu.tellingen, nu.oordelen]}


def gekoppeld(opslag: Opslag) -> Inhoud:
    """The state of linking: what is one, what may be, how it is compared."""
    con = staat(opslag, stand(opslag).snapshot)
    uit: Inhoud = {}
    for soort, wie in (
        ("locatie", "p.bron || '|' || p.id"),
        ("onderneming", "p.recordtype || '|' || p.bron || '|' || p.id"),
    ):
        weg = ", loc, blok0" if soort == "onderneming" else ""
        naam = f"(SELECT p.rij, {wie} AS wie FROM profiel_{soort} p)"
        groep = f"""(SELECT d.rij, min(wie) OVER (PARTITION BY f) AS groep, min(wie) OVER (PARTITION BY k) AS kern
                     FROM deel_{soort} d JOIN {naam} USING (rij))"""
        naast = f"JOIN {groep} a ON a.rij = p.a JOIN {groep} b ON b.rij = p.b"
        vragen = {
            "deel": f"SELECT wie, groep, kern FROM {groep} JOIN {naam} USING (rij)",
            "paar": f"""SELECT least(a.kern, b.kern) AS l, greatest(a.kern, b.kern) AS r, p.* EXCLUDE (a, b, rij_l, rij_r)
                        FROM paar_{soort} p {naast}""",
            "twijfel": f"SELECT least(a.kern, b.kern) AS l, greatest(a.kern, b.kern) AS r, reden FROM twijfel_{soort} p {naast}",
            "profiel": f"SELECT wie, p.* EXCLUDE (rij, levering_nr{weg[:5]}) FROM profiel_{soort} p JOIN {naam} n USING (rij)",
            "houvast": f"SELECT wie, h FROM houvast_{soort} JOIN {naam} USING (rij)",
            "vergelijk": f"SELECT wie, v.* EXCLUDE (rij, k{weg}) FROM vergelijk_{soort} v JOIN {naam} n USING (rij)",
            "druk": f"FROM druk_{soort}",
            "nr": f"SELECT * EXCLUDE (sleutel) FROM nr_{soort}",
        }
        for wat, sql in vragen.items():
            kolommen = [k[0] for k in con.execute(f"SELECT * FROM ({sql}) LIMIT 0").description]
            uit[f"{wat}_{soort}"] = con.execute(
                f"SELECT {', '.join(sorted(chr(34) + k + chr(34) for k in kolommen))} FROM ({sql}) ORDER BY ALL"
            ).fetchall()
    nummers = """LEFT JOIN nr_onderneming o ON o.sleutel = k.ond LEFT JOIN nr_locatie p ON p.sleutel = k.loc
                 LEFT JOIN nr_activiteit a ON a.volgnummer = k.act"""
    uit["rijen"] = (
        con.execute(f"""SELECT levering, bestand, k.recordtype, k.regel, k.record, k.oefening, o.nummer, p.nummer, a.nummer, open_locatie,
        open_vestiging, open_ander FROM koppel k {nummers} JOIN levering l ON l.nr = k.levering_nr ORDER BY ALL""").fetchall()
    )
    uit["nr_activiteit"] = con.execute("SELECT nummer, volgnummer, oefening FROM nr_activiteit ORDER BY ALL").fetchall()
    uit["verwijzing"] = con.execute("FROM verwijzing ORDER BY ALL").fetchall()
    uit["oud_nummer"] = con.execute("FROM oud_nummer ORDER BY ALL").fetchall()
    uit["eindes"] = con.execute(
        "SELECT recordtype, bron, id, per, levering, gezegd FROM eindes JOIN levering l USING (nr) ORDER BY ALL"
    ).fetchall()
    uit["tegen"] = con.execute(
        "SELECT sleutel, gebeurtenis, waarde, regel, sinds, anders, keren FROM tegenspraak ORDER BY ALL"
    ).fetchall()
    return uit


def geindexeerd(opslag: Opslag) -> Inhoud:
    """The index: what pages read."""
    ix = index(opslag)
    uit: Inhoud = {t: [tuple(r) for r in ix.rijen(f"SELECT * FROM {t} ORDER BY 1, 2")] for t in
                   ("document", "nummer", "locatie", "filterwaarde", "tegenspraak_telling", "seveso")}  # fmt: skip
    uit["punt"] = [tuple(r) for r in ix.rijen("SELECT id FROM punt ORDER BY id")]
    uit["raster"] = [
        (*r[:2], round(r[2], 5), round(r[3], 5), *r[4:]) for r in ix.rijen("SELECT * FROM raster ORDER BY zoom, cel")
    ]
    kolommen = "sleutel, soort, veld, nummer, naam, adres, waarde, regel, oefening, sinds, sinds_op, anders, keren, standpunten"
    uit["tegenspraak"] = [tuple(r) for r in ix.rijen(f"SELECT {kolommen} FROM tegenspraak ORDER BY 1")]
    uit["tegenspraak_bron"] = [tuple(r) for r in ix.rijen(
        "SELECT bron, t.soort, t.veld, sleutel, gekozen FROM tegenspraak_bron JOIN tegenspraak t USING (nr) ORDER BY 1, 4")]  # fmt: skip
    uit["woorden"] = [tuple(r) for r in ix.rijen("SELECT term, doc FROM term ORDER BY term")]
    uit["volgorde"] = [r[0] for r in ix.rijen("SELECT sleutel FROM tegenspraak ORDER BY soort, veld, nr")]
    naam = {nr: r["levering"] for nr, r in ix.leveringen.items()}
    uit["levering"] = sorted((r["levering"], r["bron"], r["stand"], r["dag"]) for r in ix.leveringen.values())
    cellen = []
    for ond, loc, klasse, bron, inhoud in ix.rijen("SELECT * FROM cel"):
        for soort, lijst in json.loads(zlib.decompress(inhoud)).items():
            # What waits for a place lies together with what came in beside it.
            plek = (ond, loc) if ond >= 0 else (-1, -1)
            cellen += [(*plek, klasse, bron, soort, naam[r[0]], json.dumps(r[1:])) for r in lijst]
    uit["cellen"] = sorted(cellen)
    return uit


def verschillen(links: Opslag, rechts: Opslag) -> dict[str, tuple[list[Any], list[Any]]]:
    """What the one holds and the other does not, per part; empty when both are the same register."""
    uit = {}
    for maak in (vastgelegd, gekoppeld, geindexeerd):
        a, b = maak(links), maak(rechts)
        for deel in a:
            if a[deel] != b[deel]:
                la, lb = [repr(r) for r in a[deel]], [repr(r) for r in b[deel]]
                alleen_a, alleen_b = set(la) - set(lb), set(lb) - set(la)
                uit[f"{maak.__name__}: {deel}"] = (
                    sorted(alleen_a)[:5],
                    sorted(alleen_b)[:5],
                    len(alleen_a),
                    len(alleen_b),
                    len(la),
                    len(lb),
                )
    return uit
