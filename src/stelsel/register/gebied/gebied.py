"""What a change touches, and all that has to do with it: the part of the register that is worked out anew.

A region is closed: no record in it shares anything with one outside by which both could be one, or by which one says whose number
is whose. So what linking makes of the region alone is what it would make of it among all others.
"""

from __future__ import annotations

from ...opslag import Motor
from ..koppelen.staat import maak_houvast

# From this part of all records on it costs less to work out everything.
DEEL = 0.25


class Geheel(Exception):
    """This change is not worked out by itself: everything must be, because `reden`."""

    def __init__(self, reden: str):
        self.reden = reden
        super().__init__(reden)


def tel(con: Motor, tabel: str) -> int:
    """How many rows a table has."""
    aantal: int = con.execute(f"SELECT count(*) FROM {tabel}").fetchall()[0][0]
    return aantal


def maak_gebied(con: Motor, soort: str, ruw: str) -> None:
    """Make `gebied_<soort>(rij)` around `wissel_<soort>(rij)`, the records that say something else than they did, or are new.

    Also `houvast_<soort>`, of those records as they are now. Needs `ruw_<soort>` of the ones that were delivered, and `band_<soort>(a, b)`,
    pairs that a person holds for the same. `ruw`: the columns of a raw profile. Raises `Geheel`.
    """
    con.execute(f"""CREATE OR REPLACE TEMP TABLE vers AS
        SELECT * FROM ruw_{soort} UNION ALL BY NAME
        SELECT {ruw} FROM staat.profiel_{soort} SEMI JOIN wissel_{soort} USING (rij) ANTI JOIN ruw_{soort} USING (rij)""")
    maak_houvast(con, soort, "vers", f"houvast_{soort}")
    con.execute(f"CREATE OR REPLACE TABLE gebied_{soort} AS FROM wissel_{soort}")
    con.execute(f"""CREATE OR REPLACE TEMP TABLE rand AS
        SELECT h FROM houvast_{soort} UNION SELECT h FROM staat.houvast_{soort} SEMI JOIN wissel_{soort} USING (rij)""")
    con.execute("CREATE OR REPLACE TEMP TABLE gezien AS FROM rand")
    meeste = DEEL * (tel(con, f"staat.profiel_{soort}") + tel(con, f"ruw_{soort}"))
    while True:
        if tel(con, f"gebied_{soort}") > meeste:
            raise Geheel(f"de wijziging raakt te veel: {soort}")
        con.execute(f"""CREATE OR REPLACE TEMP TABLE erbij AS
            SELECT DISTINCT rij FROM (
                SELECT rij FROM staat.houvast_{soort} SEMI JOIN rand USING (h)
                UNION ALL SELECT b FROM band_{soort} SEMI JOIN gebied_{soort} ON rij = a
                UNION ALL SELECT a FROM band_{soort} SEMI JOIN gebied_{soort} ON rij = b
            ) ANTI JOIN gebied_{soort} USING (rij)""")
        if not tel(con, "erbij"):
            return
        con.execute(f"INSERT INTO gebied_{soort} FROM erbij")
        con.execute(f"""CREATE OR REPLACE TEMP TABLE rand AS
            SELECT DISTINCT h FROM staat.houvast_{soort} SEMI JOIN erbij USING (rij) ANTI JOIN gezien USING (h)""")
        con.execute("INSERT INTO gezien FROM rand")
