"""The act of bringing the register up to date: link, mint, record what changed, bake the index.

The snapshot is the commit point: it is appended to the table `stand` last, with the name of the attempt that made
it. Killed before that, the register is what it was; killed after, the index is baked at the next call.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from pathlib import Path
from typing import cast

from ..aanlevering import Bewijs, maak_volgorde, tellende
from ..aanlevering.bewijs import dag_in_nederland
from ..begrippen import Gebruikersfout
from ..begrippen.weergave import getal
from ..opslag import Motor, Opslag, gekozen_motor, rekenmotor, werkmotor
from ..opslag.spark import SparkMotor
from . import gebied
from .bakken import bak, gebakken, indexbestand, zet_index
from .bron import maak_bronnen, maak_verloop
from .koppelen import TABELLEN as KOPPELTABELLEN
from .koppelen import als_staat, bewaar_model, bewaar_staat, heeft_staat, koppel, lees_model, staatbestand, zet_staat
from .normaliseren import maak_macros
from .oordelen import Oordeel, maak_oordelen, oordelen
from .redenen import geef_redenen
from .standen import Stand, anders, laad_vorige, leg_vast, maak_koppeling, standen
from .tegenspraak.rekenen import vind
from .tegenspraak.vastleggen import maak_dagen, maak_stand
from .toewijzen import SOORTEN, wijs_toe

# What linking and minting make, that the rest goes on with.
UITKOMST = [
    *KOPPELTABELLEN,
    *(f"nr_{s}" for s in SOORTEN),
    "koppeling",
    "nieuw_nummer",
    "verwijzing",
    "gebeurtenis",
    "frequentie",
]


class NietsGeleverd(Gebruikersfout):
    """There is no delivery to make a register of."""

    code = "REGISTER-LEEG"

    def __init__(self, opslag: Opslag):
        self.map = opslag.map
        super().__init__(f"In '{opslag.map}' is nog niets geleverd.", "Lever eerst: stelsel lever MAP --bron UW-ID.")


class KlokLooptTerug(Gebruikersfout):
    """This computer says it is earlier than when the last snapshot was made."""

    code = "KLOK-LOOPT-TERUG"

    def __init__(self, laatste: datetime):
        self.laatste = laatste
        super().__init__(
            f"De klok van deze computer staat voor het moment van de vorige stand ({laatste:%d-%m-%Y %H:%M} UTC).",
            "Zet de klok goed; het register is gebleven zoals het was.",
        )


class TeVeelSamenvoegingen(Gebruikersfout):
    """What came in would merge more companies than the limit: held, for a person to look at."""

    code = "REGISTER-VEEL-SAMENVOEGINGEN"

    def __init__(self, aantal: int, hoogstens: int, grootste: str, voorbeelden: Sequence[str]):
        self.aantal, self.hoogstens, self.grootste, self.voorbeelden = aantal, hoogstens, grootste, list(voorbeelden)
        super().__init__(
            f"Door nieuwe leveringen of oordelen zouden {getal(aantal)} ondernemingen in een andere opgaan; meer dan {getal(hoogstens)} gaat niet "
            f"vanzelf. De meeste in {grootste}, zoals {', '.join(voorbeelden)}. Het register is gebleven zoals het was.",
            "Kijk na of een levering overal hetzelfde KvK-nummer noemt. Klopt het, doe dan: stelsel register bijwerken "
            f"--samenvoegingen {aantal}.",
        )


# A delivery that fills one KvK number everywhere would merge thousands; an honest one merges few.
MEESTE_SAMENVOEGINGEN = 250
Voortgang = Callable[[str, int, int], None]


def bijwerken(
    opslag: Opslag,
    voortgang: Voortgang = lambda stap, gedaan, totaal: None,
    *,
    hertrain: bool = False,
    geheel: bool = False,
    samenvoegingen: int = MEESTE_SAMENVOEGINGEN,
) -> tuple[Stand, bool]:
    """Bring the register up to all committed deliveries and decisions. Returns the snapshot, and whether it is new.

    Only what a change touches is worked out anew, unless it touches much (`gebied.DEEL`), or `geheel` asks for all; both ways end in
    the same register. `hertrain`: learn the model anew, and link everything with it; without, that is done only when there is none.
    `samenvoegingen`: so many companies may lose their number to another at most. Raises `NietsGeleverd`, `KlokLooptTerug`,
    `TeVeelSamenvoegingen`; then the register stays as it was.
    """
    with opslag.slot("register"):
        eerdere = standen(opslag)
        vorige = eerdere[0] if eerdere else None
        if vorige and datetime.now(UTC) < vorige.gemaakt_op:
            raise KlokLooptTerug(vorige.gemaakt_op)
        bewijzen = tellende(opslag)
        leveringen = [b.levering for b in bewijzen]
        if not leveringen:
            raise NietsGeleverd(opslag)
        geoordeeld = oordelen(opslag)
        nieuw = vorige is None or hertrain or leveringen != vorige.leveringen or len(geoordeeld) != vorige.oordelen
        gekozen_motor()  # a name that is no engine is heard of also when a change needs none
        was = indexbestand(opslag)
        if vorige and not (gebakken(opslag, vorige.snapshot) and heeft_staat(opslag, vorige.snapshot)):
            was = None
        if vorige and was and not nieuw and not geheel:
            return vorige, False
        if vorige and was and not hertrain and not geheel:
            try:
                with werkmotor(opslag, "register", klein=True) as con:
                    return _deels(con, opslag, voortgang, was, eerdere, bewijzen, geoordeeld, samenvoegingen), True
            except gebied.Geheel:
                pass  # then as if there had been no state
        with werkmotor(opslag, "register") as con:
            return _geheel(con, opslag, voortgang, eerdere, bewijzen, geoordeeld, samenvoegingen, nieuw, hertrain)


def _deels(
    con: Motor,
    opslag: Opslag,
    voortgang: Voortgang,
    was: Path,
    eerdere: list[Stand],
    bewijzen: Sequence[Bewijs],
    geoordeeld: Sequence[Oordeel],
    samenvoegingen: int,
) -> Stand:
    """Work out what the change touches, in copies of the last state and index. Raises `gebied.Geheel` when that is no gain, or can not be."""
    vorige, dag = eerdere[0], date.today()
    staat, index = opslag.index / "koppeling-erbij.half", opslag.index / "stand-erbij.half"
    voortgang("koppelen", 0, 4)
    try:
        # The index is large, and not written to before the end: meanwhile the disk copies it.
        shutil.copyfile(staatbestand(opslag, vorige.snapshot), staat)
        with ThreadPoolExecutor(1) as kopieerder, als_staat(con, staat):
            kopie = kopieerder.submit(shutil.copyfile, was, index)
            model = lees_model(con, opslag, vorige.model)
            gebied.koppel_wijziging(con, opslag, was, model, bewijzen, geoordeeld, vorige.oordelen, dag)
            voortgang("nummers", 1, 4)
            hoogste = gebied.nummer_gebied(con, vorige.hoogste)
            _weeg_samenvoegingen(con, samenvoegingen)
            geef_redenen(con, vorige.oordelen)
            voortgang("vastleggen", 2, 4)
            vind(con, dag)
            gebied.maak_stand_van_gebied(con)
            leveringen = [b.levering for b in bewijzen]
            nu = leg_vast(
                con, opslag, vorige, leveringen, hoogste, vorige.model, len(geoordeeld), "staat.koppel", "staat."
            )
            gebied.pas_tegenspraken_in(con, nu.snapshot)
            voortgang("index", 3, 4)
            maak_dagen(con, [nu, *eerdere])
            kopie.result()
            gebied.bak_gebied(con, index, nu.snapshot, nu.gemaakt_op)
        zet_staat(opslag, staat, nu.snapshot)
        zet_index(opslag, index, nu.snapshot)
    finally:
        staat.unlink(missing_ok=True)
        index.unlink(missing_ok=True)
    voortgang("index", 4, 4)
    return nu


def _geheel(
    con: Motor,
    opslag: Opslag,
    voortgang: Voortgang,
    eerdere: list[Stand],
    bewijzen: Sequence[Bewijs],
    geoordeeld: Sequence[Oordeel],
    samenvoegingen: int,
    nieuw: bool,
    hertrain: bool,
) -> tuple[Stand, bool]:
    """Work out everything anew."""
    vorige = eerdere[0] if eerdere else None
    leveringen, pogingen = [b.levering for b in bewijzen], [s.poging for s in eerdere]
    dag = date.today()
    voortgang("koppelen", 0, 4)
    with rekenmotor(opslag, con) as motor:
        maak_volgorde(motor, bewijzen, gebied.nummers_met_ruimte(len(bewijzen)))
        maak_bronnen(motor, opslag, bewijzen)
        maak_oordelen(motor, geoordeeld)
        model = lees_model(motor, opslag, vorige.model if vorige else 0)
        train_nieuw = hertrain or not model.per_soort
        gebruikt = koppel(motor, model, train_nieuw=train_nieuw)
        voortgang("nummers", 1, 4)
        laad_vorige(motor, opslag, pogingen)
        hoogste = wijs_toe(motor, vorige.hoogste if vorige else 0)
        maak_koppeling(motor)
        if motor is not con:
            cast(SparkMotor, motor).draag_over(con, UITKOMST)
            maak_macros(con)
            maak_volgorde(con, bewijzen, gebied.nummers_met_ruimte(len(bewijzen)))
            maak_bronnen(con, opslag, bewijzen)
            maak_oordelen(con, geoordeeld)
            laad_vorige(con, opslag, pogingen)
    _weeg_samenvoegingen(con, samenvoegingen)
    geef_redenen(con, vorige.oordelen if vorige else 0)
    maak_verloop(con, opslag, bewijzen)
    voortgang("vastleggen", 2, 4)
    # Other software may link the same rows otherwise: then that too is a new snapshot, or numbers could be lost.
    nieuw = nieuw or anders(con) or opslag.tabel("tegenspraak") is None
    nu = vorige
    if nieuw or nu is None:
        if gebruikt.per_soort and train_nieuw:
            gebruikt = bewaar_model(con, opslag, gebruikt)
        vind(con, dag)
        maak_stand(con, opslag, eerdere)
        nu = leg_vast(con, opslag, vorige, leveringen, hoogste, gebruikt.nummer, len(geoordeeld), "koppeling")
        eerdere = [nu, *eerdere]
    maak_stand(con, opslag, eerdere)
    voortgang("index", 3, 4)
    # Without a new snapshot contradictions stay as of the day of the last.
    bewaar_staat(con, opslag, nu.snapshot, gebruikt, dag if nieuw else dag_in_nederland(nu.gemaakt_op))
    bak(con, opslag, nu.snapshot, nu.gemaakt_op)
    voortgang("index", 4, 4)
    return nu, nieuw


def _weeg_samenvoegingen(con: Motor, hoogstens: int) -> None:
    """Hold what would merge more companies than somebody meant."""
    van, grootste = con.execute("""
        SELECT coalesce(sum(n), 0)::BIGINT, arg_max(naar, n) FROM (
            SELECT naar, count(DISTINCT van) AS n FROM gebeurtenis
            WHERE soort = 'onderneming' AND gebeurtenis = 'samengevoegd' GROUP BY naar)""").fetchall()[0]
    if van > hoogstens:
        voorbeelden = con.execute(
            "SELECT DISTINCT van FROM gebeurtenis WHERE naar = ? AND gebeurtenis = 'samengevoegd' ORDER BY van LIMIT 3",
            [grootste],
        )
        raise TeVeelSamenvoegingen(van, hoogstens, grootste, [v for (v,) in voorbeelden.fetchall()])
