"""Specification: every check holds for its good example and fails for its bad one. The test has the check's code."""

from collections.abc import Mapping
from typing import Any

import pytest
from tests.begrippen.conftest import Rekenaar

from stelsel.begrippen import RECORDTYPEN, Regel, Werking, alle_regels

VAN_RECORDS = [r for r in alle_regels().values() if r.recordtype]
OP_RIJ = [pytest.param(r, id=r.code) for r in VAN_RECORDS if r.werking is not Werking.LEVERING]
OP_LEVERING = [pytest.param(r, id=r.code) for r in VAN_RECORDS if r.werking is Werking.LEVERING]


def geldt(con: Rekenaar, regel: Regel, voorbeeld: Mapping[str, Any]) -> bool:
    """Whether the check holds for a row with these values; an unknown condition holds."""
    velden = RECORDTYPEN[regel.recordtype].velden
    onbekend = set(voorbeeld) - set(velden) - {"_oefening"}
    assert not onbekend, f"{regel.code}: het voorbeeld noemt {onbekend}, maar zo'n veld is er niet"
    teksten = [None if (w := voorbeeld.get(n)) is None else str(w) for n in velden]
    kolommen = ", ".join(
        f'"{n}"' if regel.werking is Werking.TEKST else f'{v.soort.getypeerd(chr(34) + n + chr(34))} AS "{n}"'
        for n, v in velden.items()
    )
    oefening = str(voorbeeld.get("_oefening", False)).lower()
    namen = ", ".join(f'"{n}"' for n in velden)
    vraagtekens = ", ".join("CAST(? AS VARCHAR)" for _ in velden)
    rij = con.execute(
        f"""WITH geleverd({namen}) AS (SELECT {vraagtekens}),
        rij AS (SELECT {kolommen}, DATE '2026-01-01' AS _vandaag, {oefening} AS _oefening FROM geleverd)
        SELECT {regel.sql} FROM rij""",
        teksten,
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
            verplicht = regel.code[4] == "1"
            assert geldt(motor, regel, {}) is not verplicht, regel.code
