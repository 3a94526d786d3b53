"""The forms of a draft: what is opened and saved untouched changes nothing, and evidence survives an edit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from stelsel.programma import edities
from stelsel.programma.handelingen.concept import begin, volgende
from stelsel.programma.handelingen.doorgeven import meta_van, vragen
from stelsel.programma.handelingen.laden import laad_meegeleverd
from stelsel.programma.handelingen.vaststellen import beletsels
from stelsel.programma.handelingen.wijzigen import verschillen, wijzig
from stelsel.programma.lezen import MEEGELEVERD, lees
from stelsel.web.programma.formulieren import Kopformulier, Onderdeelformulier

EDITIE = volgende(lees(MEEGELEVERD / "ibp-vth-2023-12.json"), "2024-06", "Juni 2024", date(2024, 5, 31))
DELEN = {d.ref: d.model_dump(mode="json", exclude_defaults=True, exclude={"acties"}) for _, _, d in EDITIE.onderdelen()}


def verstuurd(f: Any) -> dict[str, Any]:
    """What a browser would send when nothing was touched."""
    uit = {}
    formulieren = [f.hoofd, *(x for _, _, fs in f.lijst() for x in (*fs, fs.management_form))]
    for formulier in formulieren:
        for veld in formulier:
            waarde = veld.value()
            if waarde is not None and waarde is not False:
                uit[veld.html_name] = "on" if waarde is True else str(waarde)
    return uit


@pytest.mark.parametrize("ref", DELEN)
def test_openen_en_bewaren_verandert_niets(ref):
    f = Onderdeelformulier(DELEN[ref], verstuurd(Onderdeelformulier(DELEN[ref])))
    assert f.is_valid(), f.fouten()
    inhoud = f.inhoud("toets")
    for p in inhoud["planning"]:
        p.pop("reden", None)
    model = type(EDITIE.onderdeel(ref))
    schoon = model.model_validate(inhoud).model_dump(mode="json", exclude_defaults=True, exclude={"acties"})
    soorten = [
        w for w in verschillen(DELEN[ref], schoon) if not w["veld"].endswith(".soort") or "planning" not in w["veld"]
    ]
    assert soorten == []


def test_bewijs_hoort_bij_zijn_woorden_en_een_verzonnen_id_telt_niet():
    d = DELEN["P1(4)"]
    data = verstuurd(Onderdeelformulier(d)) | {"risicos-0-samenvatting": "Anders gezegd", "risicos-1-samenvatting": "Nieuw",
                                               "risicos-1-id": "P2(2):risicos-1"}  # fmt: skip
    f = Onderdeelformulier(d, data)
    assert f.is_valid(), f.fouten()
    oud, nieuw = f.inhoud("toets")["risicos"]
    assert oud == {
        "id": d["risicos"][0]["id"],
        "samenvatting": "Anders gezegd",
        "maatregelen": d["risicos"][0]["maatregelen"],
    }
    assert nieuw == {"samenvatting": "Nieuw"}


def test_een_status_zonder_motief_wordt_niet_bewaard():
    d = DELEN["P1(4)"]
    f = Onderdeelformulier(d, verstuurd(Onderdeelformulier(d)) | {"hoofd-status": "wijkt_af"})
    assert not f.is_valid()
    assert "Geef een motief bij de status die u kiest." in " ".join(f.fouten())


def test_te_veel_rijen_is_een_fout_en_geen_storing():
    d = DELEN["P1(4)"]
    f = Onderdeelformulier(d, verstuurd(Onderdeelformulier(d)) | {"planning-TOTAL_FORMS": "1000000"})
    assert not f.is_valid()


@pytest.mark.parametrize(
    ("rij", "veld"),
    [("planning-5-periode", "Planning, rij 6, Toezegging"), ("besluiten-0-orgaan", "Besluiten, rij 1, Besluit"),
     ("risicos-1-maatregelen", "Risico’s, rij 2, Risico")],
)  # fmt: skip
def test_een_halve_rij_wordt_niet_stil_weggegooid(rij, veld):
    d = DELEN["P1(4)"]
    data = verstuurd(Onderdeelformulier(d)) | {"planning-TOTAL_FORMS": "6", rij: "2025"}
    f = Onderdeelformulier(d, data)
    assert not f.is_valid()
    assert f"{veld}: Vul dit in, of maak de hele rij leeg." in f.fouten()


def test_een_onderzoek_kan_zijn_toezegging_beantwoorden():
    t = EDITIE.themaonderzoeken[3].model_dump(mode="json", exclude_defaults=True)
    f = Onderdeelformulier(t, verstuurd(Onderdeelformulier(t)) | {"planning-0-gereed": "on", "hoofd-stand": "loopt"})
    assert f.is_valid(), f.fouten()
    uit = f.inhoud("toets")
    assert (uit["stand"], uit["planning"][0]["gemeld"], uit["planning"][0]["citaat"]) == (
        "loopt",
        {},
        t["planning"][0]["citaat"],
    )


@pytest.mark.django_db
def test_ook_wat_het_algemene_deel_toezegde_wordt_gevraagd_en_beantwoord():
    vorige = laad_meegeleverd()[0]
    e = begin(vorige.programma, "2024-06", "Juni 2024", date(2024, 5, 31), "programmateam")
    kop = e.delen.get(soort="kop")
    open_ = vragen(kop, meta_van(e))
    assert [p.periode for p in open_] == ["2024-01", "2024-Q1"]
    assert sum(b.startswith("algemeen: nog niet beantwoord") for b in beletsels(e)) == 2
    f = Kopformulier(
        kop.inhoud, verstuurd(Kopformulier(kop.inhoud)) | {"planning-0-gereed": "on", "planning-1-periode": "Q4 2024"}
    )
    assert f.is_valid(), f.fouten()
    kop = wijzig(kop, kop.versie, f.inhoud("programmateam"), "programmateam")
    assert vragen(kop, meta_van(e)) == []
    een, twee = edities.lees(e).algemeen.planning
    assert (een.id, bool(een.gemeld), twee.periode) == ("ALG:planning-1", True, "2024-Q4")
