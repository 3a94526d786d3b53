"""Nothing in the information model stands without its meaning and its source."""

import re

import pytest
from tests.begrippen.conftest import Rekenaar

from stelsel.begrippen import RECORDTYPEN, Klasse, Recordtype, Veld, alle_codelijsten, alle_regels, regels_van
from stelsel.begrippen.codelijsten import Codelijst
from stelsel.begrippen.soorten import Code, Verwijzing

VELDEN = [pytest.param(rt, v, id=f"{rt.typenaam}.{v.naam}") for rt in RECORDTYPEN.values() for v in rt.velden.values()]
RECORDS = [pytest.param(rt, id=rt.typenaam) for rt in RECORDTYPEN.values()]
LIJSTEN = [pytest.param(c, id=c.naam) for c in alle_codelijsten()]


@pytest.mark.parametrize(("rt", "veld"), VELDEN)
def test_elk_veld_zegt_wat_het_betekent_en_waar_dat_staat(rt: type[Recordtype], veld: Veld) -> None:
    for deel in ("definitie", "en", "bron", "label", "voorbeeld"):
        assert getattr(veld, deel).strip(), f"{rt.typenaam}.{veld.naam} heeft geen {deel}"
    assert isinstance(veld.klasse, Klasse)
    assert veld.definitie.endswith(".")
    assert veld.en.endswith(".")


@pytest.mark.parametrize(("rt", "veld"), VELDEN)
def test_het_voorbeeld_van_een_veld_heeft_de_vorm_van_het_veld(
    rt: type[Recordtype], veld: Veld, motor: Rekenaar
) -> None:
    vorm, getypeerd = veld.soort.vorm("v"), veld.soort.getypeerd("v")
    rij = motor.execute(f"SELECT {vorm}, {getypeerd} FROM (SELECT ? AS v)", [veld.voorbeeld]).fetchone()
    assert rij is not None
    assert rij[0] is True
    assert rij[1] is not None
    if isinstance(veld.soort, Code):
        assert veld.voorbeeld in veld.soort.codes()


@pytest.mark.parametrize(("rt", "veld"), VELDEN)
def test_een_verwijzing_wijst_naar_een_recordtype_dat_bestaat(rt: type[Recordtype], veld: Veld) -> None:
    if isinstance(veld.soort, Verwijzing):
        assert veld.soort.recordtype in RECORDTYPEN
        if veld.soort.recordtype == rt.typenaam:
            # To an earlier record of its own kind: the name says what that record is to this one.
            assert veld.naam.endswith("_id")
        else:
            assert veld.naam == f"{veld.soort.recordtype}_id"


@pytest.mark.parametrize("rt", RECORDS)
def test_elk_recordtype_zegt_wat_het_betekent_en_waar_dat_staat(rt: type[Recordtype]) -> None:
    assert rt.definitie()
    assert rt.en.strip()
    assert rt.bron.strip()
    assert re.fullmatch("[A-Z]{3}", rt.voorvoegsel)
    assert rt.dag in rt.velden


@pytest.mark.parametrize("rt", RECORDS)
def test_een_veldnummer_komt_binnen_een_recordtype_maar_een_keer_voor(rt: type[Recordtype]) -> None:
    nummers = [v.nr for v in rt.velden.values()]
    assert len(nummers) == len(set(nummers))
    # Codes are built as a hundred plus the number: with a hundred fields they would run into each other.
    assert all(0 < n < 100 for n in nummers)


@pytest.mark.parametrize("rt", RECORDS)
def test_alle_controles_van_een_recordtype_passen_in_een_masker(rt: type[Recordtype]) -> None:
    assert len(regels_van(rt.typenaam)) <= 64


def test_voorvoegsels_zijn_verschillend() -> None:
    voorvoegsels = [rt.voorvoegsel for rt in RECORDTYPEN.values()]
    assert len(voorvoegsels) == len(set(voorvoegsels))


@pytest.mark.parametrize("lijst", LIJSTEN)
def test_elke_codelijst_heeft_een_bron_en_codes_met_een_betekenis(lijst: Codelijst) -> None:
    assert lijst.bron.strip()
    assert lijst.titel.strip()
    assert lijst.en.strip()
    assert lijst.codes
    assert all(c.strip() and b.strip() for c, b in lijst.codes.items())


def test_codes_van_controles_zijn_uniek_en_hebben_een_vaste_vorm() -> None:
    codes = [r.code for rt in RECORDTYPEN for r in regels_van(rt)]
    assert len(codes) == len(set(codes))
    assert set(codes) < set(alle_regels())
    for code, regel in alle_regels().items():
        assert re.fullmatch(r"[A-Z]{3}-[0-6][0-9]{2}", code)
        assert not regel.recordtype or code.startswith(RECORDTYPEN[regel.recordtype].voorvoegsel)


def test_elke_controle_zegt_wat_er_mis_is_wat_helpt_en_waar_dat_staat() -> None:
    for regel in alle_regels().values():
        assert regel.tekst.strip(), regel.code
        assert regel.remedie.strip(), regel.code
        assert regel.bron.strip(), regel.code


def test_een_controle_noemt_in_haar_tekst_alleen_velden_waar_zij_naar_kijkt() -> None:
    for regel in alle_regels().values():
        if regel.recordtype:
            assert set(re.findall(r"{(\w+)}", regel.tekst)) <= set(regel.velden), regel.code
