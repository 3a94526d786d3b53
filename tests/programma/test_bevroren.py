"""An adopted edition cannot change: the database itself refuses it, whatever the code does."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction
from tests.programma.voorbeeld import VOORJAAR, najaar

from stelsel.programma import edities, models
from stelsel.programma.handelingen.laden import EditieBestaatAl, VolgordeOngeldig, bewaar, laad, laad_meegeleverd
from stelsel.programma.lezen import uit_dict

pytestmark = pytest.mark.django_db


@pytest.fixture
def editie(voorjaar):
    return bewaar(voorjaar, "toets", "voorjaar.json")[0]


@pytest.mark.parametrize(
    "opdracht",
    [
        "UPDATE programma_editie SET volgnummer = 9",
        "UPDATE programma_editie SET vastgesteld_op = NULL",
        "DELETE FROM programma_deel",
        "UPDATE programma_deel SET inhoud = '{}'",
        "UPDATE programma_logregel SET wie = 'een ander'",
        "DELETE FROM programma_logregel",
        "INSERT INTO programma_deel (editie_id, soort, sleutel, volgorde, inhoud, versie, fase) "
        "SELECT id, 'tekst', 'nieuw', 99, '{}', 1, 'opstellen' FROM programma_editie",
    ],
)  # fmt: skip
def test_de_databank_weigert_elke_wijziging_van_een_vastgestelde_editie(editie, opdracht):
    with pytest.raises(DatabaseError, match="bevroren"), transaction.atomic(), connection.cursor() as c:
        c.execute(opdracht)


def test_wat_bewaard_is_komt_gelijk_terug(editie, voorjaar):
    assert edities.lees(editie) == voorjaar
    assert editie.sha256 == edities.vingerafdruk(voorjaar)


def test_hetzelfde_bestand_nog_eens_laden_verandert_niets(bestand):
    eerste, nieuw = laad(bestand(VOORJAAR))
    assert nieuw
    assert laad(bestand(VOORJAAR, "ander.json")) == (eerste, False)
    assert models.Logregel.objects.count() == 1


def test_een_andere_inhoud_onder_dezelfde_code_wordt_geweigerd(editie, bestand):
    anders = VOORJAAR | {"legenda": []}
    with pytest.raises(EditieBestaatAl) as fout:
        laad(bestand(anders))
    assert "erratum" in fout.value.doe


def test_twee_edities_met_een_volgnummer_kan_niet(editie):
    dubbel = najaar()
    dubbel["meta"]["volgnummer"] = 1
    with pytest.raises(VolgordeOngeldig):
        bewaar(uit_dict(dubbel, "dubbel"), "toets", "dubbel.json")


def test_een_editie_die_niet_is_vastgesteld_is_het_enige_concept(editie):
    concept = najaar() | {"programma_besluiten": []}
    concept["meta"]["vaststellers"] = ["het bestuur"]
    rij, _ = bewaar(uit_dict(concept, "concept"), "toets", "concept.json")
    assert rij.vastgesteld_op is None
    assert edities.editie(rij.programma, edities.CONCEPT) == rij
    concept["meta"] |= {"volgnummer": 3, "editie": "nog-een"}
    with pytest.raises(EditieBestaatAl):
        bewaar(uit_dict(concept, "concept"), "toets", "concept.json")


def test_twee_programmas_staan_naast_elkaar(editie):
    (vth,) = laad_meegeleverd()
    assert {p.code for p in models.Programma.objects.all()} == {"psd", "ibp-vth"}
    assert len(edities.lees(vth).pijlers) == 6
    with pytest.raises(edities.ProgrammaOnbekend) as fout:
        edities.programma()
    assert fout.value.doe == "Kies met --programma: ibp-vth of psd."


def test_op_een_dag_geldt_de_editie_die_toen_was_vastgesteld(editie, herfst):
    bewaar(herfst, "toets", "najaar.json")
    from datetime import date

    p = editie.programma
    assert edities.bekend_op(p, date(2025, 9, 30)).code == "2025-04"
    assert edities.bekend_op(p, date(2025, 10, 1)).code == "2025-10"
    with pytest.raises(edities.NogGeenEditie) as fout:
        edities.bekend_op(p, date(2025, 3, 31))
    assert fout.value.doe == "De eerste die hier staat, is van 01-04-2025."
