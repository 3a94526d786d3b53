"""Exercise data that are hard to link: dirt that the door takes, labelled, and still to be known for exercise."""

from __future__ import annotations

import duckdb
import pytest

from stelsel.aanlevering import lever
from stelsel.oefening import maak
from stelsel.opslag import Opslag

SOORTEN = {
    "locatie": {"verzamelgebouw", "dubbel", "alleen punt", "adres hoofdkantoor", "typefout straat", "nummer in straat", "nummer verwisseld",
                "zonder huisletter", "letter in toevoeging", "zonder postcode", "oude postcode", "zonder woonplaats", "zonder gemeente",
                "zonder BAG", "BAG van buur", "zonder punt", "punt ernaast"},
    "onderneming": {"typefout naam", "schrijfwijze", "zonder KvK", "zuster", "keten", "lijkt op buur", "dubbel"},
    "vestiging": {"andere handelsnaam", "KvK van zuster", "zonder vestigingsnummer", "eerder"},
    "activiteit": {"activiteit op hoofdkantoor"},
}  # fmt: skip


@pytest.fixture(scope="module")
def oefening(tmp_path_factory):
    """Without faults: all that is wrong is dirt."""
    map_ = tmp_path_factory.mktemp("oefening") / "uit"
    maak(map_, locaties=6000, zaad=3, fouten=0)
    return map_


@pytest.fixture(scope="module")
def waarheid(oefening):
    with duckdb.connect() as con:
        con.execute(f"CREATE VIEW waar AS FROM read_parquet('{oefening / 'waarheid.parquet'}')")
        yield con


def test_elke_soort_moeilijkheid_komt_voor_bij_haar_recordtype(waarheid):
    gevonden: dict[str, set[str]] = {}
    for recordtype, soort in waarheid.execute(
        "SELECT DISTINCT recordtype, unnest(string_split(moeilijkheid, '+')) FROM waar"
    ).fetchall():
        gevonden.setdefault(recordtype, set()).add(soort)
    for recordtype, soorten in SOORTEN.items():
        assert soorten <= gevonden[recordtype], recordtype
    assert gevonden.keys() == SOORTEN.keys()


def test_een_vestiging_doet_geen_activiteit_tweemaal(oefening, waarheid):
    """Else nobody could know which of the two a record is about."""
    vaker = waarheid.execute("""
        SELECT activiteit FROM waar WHERE recordtype = 'activiteit' GROUP BY activiteit HAVING count(DISTINCT bron) < count(*)""").fetchall()
    assert vaker == []


def test_vuil_komt_de_deur_in_en_blijft_als_oefening_te_herkennen(oefening, tmp_path):
    opslag = Opslag(tmp_path)
    for map_ in sorted(m for m in oefening.iterdir() if m.is_dir())[:4]:
        b = lever(opslag, [map_], map_.name)
        assert b.quarantaine == 0
        assert b.oefening


def test_dezelfde_opdracht_geeft_dezelfde_bytes(tmp_path):
    for naam in ("een", "twee"):
        maak(tmp_path / naam, locaties=300, zaad=9, fouten=0.05)
    een, twee = (sorted(p for p in (tmp_path / n).rglob("*") if p.is_file()) for n in ("een", "twee"))
    assert [p.read_bytes() for p in een] == [p.read_bytes() for p in twee]
