"""Specification: every check holds for its good example and fails for its bad one. The test has the check's code."""

from collections.abc import Mapping
from typing import Any

import pytest
from tests.begrippen.conftest import Rekenaar

from stelsel.begrippen import RECORDTYPEN, Dimensie, Ernst, Groep, Regel, Werking, alle_regels, sqltype

VAN_RECORDS = [r for r in alle_regels().values() if r.recordtype]
OP_RIJ = [pytest.param(r, id=r.code) for r in VAN_RECORDS if r.werking is not Werking.LEVERING]
OP_LEVERING = [pytest.param(r, id=r.code) for r in VAN_RECORDS if r.werking is Werking.LEVERING]


def bijkomend(regel: Regel) -> dict[str, str]:
    """The columns with their type that a check asks for beyond the fields of its row."""
    rt = RECORDTYPEN[regel.recordtype]
    return {b.kolom: "DOUBLE" if isinstance(b, Groep) else sqltype(rt, b) for b in regel.bij}


def geldt(con: Rekenaar, regel: Regel, voorbeeld: Mapping[str, Any]) -> bool:
    """Whether the check holds for a row with these values; an unknown condition holds."""
    velden = RECORDTYPEN[regel.recordtype].velden
    bij = bijkomend(regel)
    onbekend = set(voorbeeld) - set(velden) - set(bij) - {"_oefening"}
    assert not onbekend, f"{regel.code}: het voorbeeld noemt {onbekend}, maar zo'n veld is er niet"
    waarden = [None if (w := voorbeeld.get(n)) is None else str(w) for n in (*velden, *bij)]
    geleverd = [
        *(f'CAST(? AS VARCHAR) AS "{n}:tekst"' for n in velden),
        *(f'CAST(? AS {t}) AS "{n}"' for n, t in bij.items()),
    ]
    getypeerd = [f'{v.soort.getypeerd(chr(34) + n + ":tekst" + chr(34))} AS "{n}"' for n, v in velden.items()]
    oefening = str(voorbeeld.get("_oefening", False)).lower()
    rij = con.execute(
        f"""WITH geleverd AS (SELECT {", ".join(geleverd)}),
        rij AS (SELECT *, {", ".join(getypeerd)}, DATE '2026-01-01' AS _vandaag, {oefening} AS _oefening FROM geleverd)
        SELECT {regel.sql} FROM rij""",
        [{"ja": "true", "nee": "false"}.get(str(w), w) if i >= len(velden) else w for i, w in enumerate(waarden)],
    ).fetchone()
    assert rij is not None
    return rij[0] is not False


@pytest.mark.parametrize("regel", OP_RIJ)
def test_een_controle_laat_het_goede_voorbeeld_door_en_het_foute_niet(regel: Regel, motor: Rekenaar) -> None:
    assert geldt(motor, regel, regel.goed), f"{regel.code} weigert haar goede voorbeeld {dict(regel.goed)}"
    assert not geldt(motor, regel, regel.fout), f"{regel.code} laat haar foute voorbeeld door {dict(regel.fout)}"


@pytest.mark.parametrize("regel", OP_LEVERING)
def test_een_controle_op_de_levering_ziet_sleutels_en_herhalingen(regel: Regel, motor: Rekenaar) -> None:
    for typenaam in RECORDTYPEN:
        motor.execute(f"CREATE OR REPLACE TEMP TABLE _sleutels_{typenaam} AS SELECT 'bestaat' AS id")
    veld = regel.velden[0]

    def uitkomst(voorbeeld: Mapping[str, Any], herhaling: bool) -> Any:
        vraag = f"""SELECT {regel.sql} FROM (SELECT CAST(? AS VARCHAR) AS "{veld}", {herhaling} AS _herhaling)"""
        rij = motor.execute(vraag, [voorbeeld[veld]]).fetchone()
        assert rij is not None
        return rij[0]

    assert uitkomst(regel.goed, False) is True
    assert uitkomst(regel.fout, True) is False


def test_een_leeg_veld_geeft_alleen_de_bevinding_dat_het_leeg_is(motor: Rekenaar) -> None:
    """One fault, one finding: no other check on a single field fails for absence."""
    for regel in VAN_RECORDS:
        if len(regel.velden) == 1 and regel.werking is not Werking.LEVERING:
            volledigheid = regel.dimensie is Dimensie.VOLLEDIGHEID
            assert geldt(motor, regel, {}) is not volledigheid, regel.code


def test_wat_een_ander_record_niet_zegt_geeft_geen_bevinding(motor: Rekenaar) -> None:
    """A record that was refused or is not there is unknown, and so is a figure over too few rows."""
    for regel in VAN_RECORDS:
        if regel.bij:
            kaal = {k: w for k, w in regel.fout.items() if k not in bijkomend(regel)}
            assert geldt(motor, regel, kaal), regel.code


def test_een_vermoeden_houdt_geen_rij_tegen() -> None:
    for regel in alle_regels().values():
        if "vermoeden" in regel.bron.lower():
            assert regel.ernst is not Ernst.FOUT, regel.code


def test_elke_dimensie_en_elke_ernst_heeft_controles() -> None:
    assert {r.dimensie for r in alle_regels().values()} == set(Dimensie)
    assert {r.ernst for r in alle_regels().values()} == set(Ernst)
