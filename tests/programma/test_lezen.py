"""A file with an edition: every fault at once, in Dutch, with its place."""

from __future__ import annotations

from copy import deepcopy

import pytest
from tests.programma.voorbeeld import VOORJAAR

from stelsel.programma.lezen import EditieOnleesbaar, lees, uit_dict


@pytest.mark.parametrize(
    ("inhoud", "zin"),
    [
        ("", "Regel 1, teken 1: dit is geen geldige JSON."),
        ('{"meta": \n oeps}', "Regel 2, teken 2: dit is geen geldige JSON."),
        (b'{"meta": "\xe9"}', "Byte 11 is geen UTF-8."),
        ("[" * 200_000, "te diep genest"),
        ('{"meta": 1, "meta": 2}', "'meta' staat twee keer in hetzelfde object."),
        ("[]", "moet een object met velden zijn"),
        ("{}", "meta: ontbreekt"),
        (VOORJAAR | {"pijlers": []}, "pijlers: er is geen enkele pijler"),
    ],
)
def test_een_kapot_bestand_geeft_een_zin_met_de_plek(bestand, inhoud, zin):
    with pytest.raises(EditieOnleesbaar) as fout:
        lees(bestand(inhoud))
    assert zin in fout.value.tekst


def test_alle_fouten_komen_tegelijk(bestand):
    e = deepcopy(VOORJAAR)
    e["meta"]["volgnummer"] = "drie"
    e["pijlers"][0]["titel"] = 7
    e["pijlers"][0]["onderwerpen"][0]["planning"][0]["periode"] = "lente 2025"
    e["pijlers"][1]["onderwerpen"][0]["tietel"] = "x"
    with pytest.raises(EditieOnleesbaar) as fout:
        lees(bestand(e))
    assert set(fout.value.fouten) == {
        "meta.volgnummer: moet een heel getal zijn",
        "pijlers[1].titel: moet tekst zijn",
        "pijlers[1].onderwerpen[1].planning[1].periode: 'lente 2025' is geen periode; schrijf bijvoorbeeld 2024-Q1, 2024-H1, 2024-01-16",
        "pijlers[2].onderwerpen[1].tietel: kent dit model niet; is de naam goed geschreven?",
    }


def test_een_ref_die_twee_keer_voorkomt(bestand):
    e = deepcopy(VOORJAAR)
    e["pijlers"][1]["onderwerpen"][0]["ref"] = "P1(1)"
    with pytest.raises(EditieOnleesbaar) as fout:
        lees(bestand(e))
    assert fout.value.fouten == ("ref 'P1(1)' komt 2 keer voor",)


def test_code_van_programma_en_editie_volgen_uit_naam_en_vaststelling(voorjaar):
    assert (voorjaar.meta.code, voorjaar.code) == ("psd", "2025-04")


def test_elk_feit_krijgt_een_nummer_dat_blijft(voorjaar):
    onderwerp = voorjaar.onderdeel("P1(1)")
    assert [p.id for p in onderwerp.planning] == ["P1(1):planning-1", "P1(1):planning-2"]
    ruw = voorjaar.model_dump(mode="json")
    planning = ruw["pijlers"][0]["onderwerpen"][0]["planning"]
    planning[0] = {"periode": "2027", "wat": "Iets nieuws"}
    opnieuw = uit_dict(ruw, "opnieuw").onderdeel("P1(1)")
    assert [p.id for p in opnieuw.planning] == ["P1(1):planning-3", "P1(1):planning-2"]


def test_wat_gelezen_is_komt_gelijk_terug(voorjaar):
    assert uit_dict(voorjaar.model_dump(mode="json"), "terug") == voorjaar
