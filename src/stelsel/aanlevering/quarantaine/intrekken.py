"""The act of withdrawing refused rows: their source says that they need not come in. They stay, with who said so and why."""

from __future__ import annotations

from datetime import UTC, datetime

from ...begrippen import Gebruikersfout
from ...opslag import Opslag, parquet, werkmotor
from ..bewijs import KEURING, bewijs, tellende
from .openstaand import maak_openstaand


class NietsInTeTrekken(Gebruikersfout):
    """None of the rows that were named waits."""

    code = "INTREKKEN-NIETS"

    def __init__(self, levering: str):
        self.levering = levering
        super().__init__(
            "Van deze levering wacht geen rij zoals u die aanwees.", "Kijk op de pagina van de levering wat nog wacht."
        )


def trek_in(opslag: Opslag, levering: str, *, door: str, reden: str, code: str = "") -> int:
    """Withdraw the waiting rows of a delivery: all, or those that failed the check `code`. Returns how many.

    Raises `OnbekendeLevering`, `NietsInTeTrekken`.
    """
    b = bewijs(opslag, levering)
    with opslag.slot(f"bron-{b.bron}"), werkmotor(opslag, f"intrekken-{levering}") as con:
        maak_openstaand(con, opslag, tellende(opslag, b.bron), levering)
        waar, waarden = "", []
        if code:
            keuring = parquet(opslag.bestanden("keuring", "levering", [levering]), KEURING)
            waar = f"""SEMI JOIN (SELECT bestand, recordtype, regel FROM {keuring} WHERE code = ?)
                       USING (bestand, recordtype, regel)"""
            waarden = [code]
        moment = f"TIMESTAMPTZ '{datetime.now(UTC):%Y-%m-%d %H:%M:%S.%f}+00'"
        con.execute(
            f"""CREATE TABLE _weg AS SELECT levering AS van, bestand, recordtype, regel, ?::VARCHAR AS door, ?::VARCHAR AS reden,
                {moment} AS op FROM openstaand {waar}""",
            [door, reden, *waarden],
        )
        aantal: int = con.execute("SELECT count(*) FROM _weg").fetchall()[0][0]
        if not aantal:
            raise NietsInTeTrekken(levering)
        opslag.voeg_toe("intrekking", con.sql("FROM _weg").to_arrow_reader(100_000))
    return aantal
