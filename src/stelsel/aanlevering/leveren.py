"""The act of delivering: receive, read, check, divide, commit. Wholly in or wholly out."""

from __future__ import annotations

import difflib
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import pyarrow as pa

from ..begrippen import MODELVERSIE, RECORDTYPEN, Gebruikersfout, Organisatie, organisatie
from ..begrippen.uitdrukking import waarde as literal
from ..opslag import Motor, Opslag, parquet, werkmotor
from .beeld import beeindigde, grens, te_veel, verdwenen
from .bewijs import QUARANTAINE, Bestandsbewijs, Bewijs, bewijzen, dag_in_nederland, op_volgorde
from .keuren import herhaaltabellen, sleuteltabellen
from .keurgang import keur_alles
from .laden import Gelezen, Voortgang, lees_alles
from .lezen import Vorm
from .mutaties import beeindigd
from .ontvangst import Ontvangen, al_bekend, herhaling, te_lezen, zo_gelezen
from .quarantaine.herkomst import onaangeroerd, opnieuw_geleverd
from .schrijven import Gegeven, begin_uitval, schrijf_tabel, schrijf_uitval
from .vertalen import Eigen, nog_zo, vertaling

SOORTEN = ("wijziging", "geheel")


class GeenRijen(Gebruikersfout):
    """The files have headers, and not one row among them."""

    code = "LEVERING-ZONDER-RIJEN"

    def __init__(self, bestanden: Sequence[str]):
        self.bestanden = tuple(bestanden)
        super().__init__(
            f"Er staat geen enkele rij in: {', '.join(bestanden)}.",
            "Lever een bestand met een kop en ten minste één rij.",
        )


class StandInToekomst(Gebruikersfout):
    """A source cannot tell of a day that is still to come."""

    code = "STAND-TOEKOMST"

    def __init__(self, stand: date):
        self.stand = stand
        super().__init__(f"De stand van {stand:%d-%m-%Y} ligt in de toekomst.", "Geef de dag waarvan de gegevens zijn.")


@dataclass(frozen=True)
class Opgave:
    """What the source says of a delivery: a change or its whole picture, of which day, how to read the files, who delivers."""

    soort: str = "wijziging"
    stand: date | None = None
    wensen: Mapping[str, Vorm] | None = None
    door: str = ""
    vertaal_met: int | None = None


def lever(
    opslag: Opslag,
    paden: Sequence[Path],
    bron: str,
    *,
    soort: str = "wijziging",
    stand: date | None = None,
    wensen: Mapping[str, Vorm] | None = None,
    door: str = "",
    vertaal_met: int | None = None,
    moment: datetime | None = None,
    voortgang: Voortgang = lambda stap, gedaan, totaal: None,
) -> Bewijs:
    """Take in files of one source and return the receipt.

    `soort`: `wijziging` (new, changed and ended records) or `geheel` (the whole picture: what is not in it has ended). `stand`: the
    day of which the source tells, today when left out. `wensen`: per file name how to read it. `vertaal_met`: number of the
    translation of the source, its last when left out. Raises `OnbekendeBron`, `VertalingOnbekend`, `NietsTeLeveren`, `GeenRijen`,
    `Bestandsfout`, `StandInToekomst`, `GrensOngeldig`; then nothing was taken in. Bytes that this source delivered before, and of which it delivered
    no record again since, change nothing: the receipt says so.
    """
    if soort not in SOORTEN:
        raise ValueError(soort)
    nu = moment or datetime.now(UTC)
    vandaag = dag_in_nederland(nu)
    org = organisatie(bron, vandaag)
    if stand and stand > vandaag:
        raise StandInToekomst(stand)
    if soort == "geheel":
        grens()  # said before the work, not after it
    bestanden, opmerkingen = te_lezen(paden)
    with opslag.slot(f"bron-{bron}"):
        # Taken inside the lock: who waited for another delivery comes after it.
        opgave = Opgave(soort, stand, wensen, door, vertaal_met)
        return _lever(opslag, org, bestanden, opgave, opmerkingen, moment or datetime.now(UTC), voortgang)


def _lever(
    opslag: Opslag,
    org: Organisatie,
    bestanden: Sequence[tuple[str, Path]],
    opgave: Opgave,
    opmerkingen: list[str],
    moment: datetime,
    voortgang: Voortgang,
) -> Bewijs:
    bron = org.id
    stand = opgave.stand or dag_in_nederland(moment)
    if not org.bestaat(dag_in_nederland(moment)):
        opmerkingen.append(
            f"{org.naam} is per {org.tot:%d-%m-%Y} opgegaan in {org.opvolger}; de levering blijft onder '{bron}'."
        )
    ontvangen = [Ontvangen(naam, *opslag.ontvang(pad)) for naam, pad in bestanden]
    alle = [b for b in bewijzen(opslag, bron) if b.status != "afgewezen"]
    eerder = op_volgorde([b for b in alle if b.telt])
    versie = vertaling(opslag, bron, opgave.vertaal_met)
    eigen = Eigen.van(versie) if versie else None
    # What waits could still end what these bytes hold.
    bekend = al_bekend(opslag, ontvangen, eerder, opgave.soort, stand) if len(alle) == len(eerder) else {}
    bekend = {
        o.naam: b for o in ontvangen
        if (b := bekend.get(o.naam)) and nog_zo(eigen, b, o.sha) and zo_gelezen(b, o.sha, (opgave.wensen or {}).get(o.naam))
    }  # fmt: skip
    if opgave.soort == "geheel" and len(bekend) < len(ontvangen):
        bekend = {}
    nieuw = [o for o in ontvangen if o.naam not in bekend]
    if not nieuw:
        return herhaling(ontvangen, bekend)
    opmerkingen += [f"{naam}: deze bytes zijn al opgenomen (levering {b.levering})." for naam, b in bekend.items()]
    gegeven = Gegeven(leveringsnummer(bron, moment, [opgave.soort, str(stand), *(o.sha for o in nieuw)]), bron, moment)
    with werkmotor(opslag, f"levering-{gegeven.kort}") as con:
        gelezen = lees_alles(con, opslag.werkmap(), eigen, nieuw, opgave.wensen or {}, opmerkingen, voortgang)
        if not any(g.misvormd or g.tabel.rijen for g in gelezen):
            raise GeenRijen([o.naam for o in nieuw])
        delen, over = keur_en_schrijf(con, opslag, gelezen, gegeven, stand, eerder, alle, voortgang)
        weg = _verdwenen(con, opslag, eerder, over, stand, moment) if opgave.soort == "geheel" else {}
    b = Bewijs(
        gegeven.levering, bron, moment, any(d.oefening for d in delen), sum(d.rijen_in for d in delen),
        sum(d.geaccepteerd for d in delen), sum(d.quarantaine for d in delen), MODELVERSIE, delen, opmerkingen,
        soort=opgave.soort, stand=stand, status="wacht" if te_veel(weg) else "opgenomen",
        door=opgave.door, verdwenen=weg,
    )  # fmt: skip
    return leg_vast(opslag, b)


def leveringsnummer(bron: str, moment: datetime, delen: Sequence[str]) -> str:
    """Number of a delivery: source, moment, and six characters that tell two of one second apart."""
    kort = hashlib.sha256("".join([bron, moment.isoformat(), *delen]).encode()).hexdigest()[:6]
    return f"{bron}-{moment:%Y%m%d-%H%M%S}-{kort}"


def keur_en_schrijf(
    con: Motor,
    opslag: Opslag,
    gelezen: Sequence[Gelezen],
    gegeven: Gegeven,
    stand: date,
    eerder: Sequence[Bewijs],
    alle: Sequence[Bewijs],
    voortgang: Voortgang,
) -> tuple[list[Bestandsbewijs], list[Gelezen]]:
    """Check every table among what the source delivered before, and write what came of it.

    `eerder` counts; `alle` may still count, and its refused rows can be mended already. Returns the receipts, and the tables
    without the rows that only end a record.
    """
    begin_uitval(con)
    eerdere = eerdere_sleutels(opslag, [b.levering for b in eerder])
    sleuteltabellen(con, [g.tabel for g in gelezen], eerdere)
    eigen = {d.recordtype for b in eerder for d in b.bestanden if d.geaccepteerd}
    for g in gelezen:
        opnieuw_geleverd(con, g.tabel, gegeven, alle)
    gelezen = [onaangeroerd(con, g) for g in gelezen]
    paren = [beeindigd(con, g, gegeven, stand, eerdere.get(g.tabel.recordtype.typenaam)) for g in gelezen]
    herhaaltabellen(con, [g.tabel for g, _ in paren])
    voortgang("keuren", 0, len(paren))
    keur_alles(
        con, [g.tabel for g, _ in paren], dag_in_nederland(gegeven.moment), eerdere_rijen(opslag, eerder),
        lambda gedaan: voortgang("keuren", gedaan, len(paren)),
    )  # fmt: skip
    delen = []
    for i, (g, gesloten) in enumerate(paren):
        voortgang("schrijven", i, len(paren))
        naam = g.tabel.recordtype.typenaam
        delen.append(schrijf_tabel(con, opslag, g, gegeven, eerdere[naam] if naam in eigen else None, gesloten))
    schrijf_uitval(con, opslag, delen)
    voortgang("schrijven", len(paren), len(paren))
    return delen, [g for g, _ in paren]


def eerdere_sleutels(opslag: Opslag, leveringen: Sequence[str]) -> dict[str, str]:
    """Per record type: SQL of the keys this source delivered before, refused ones included."""
    if not leveringen:
        return {}
    geweigerd = parquet(opslag.bestanden("quarantaine", "levering", leveringen), QUARANTAINE)
    uit = {}
    for typenaam in RECORDTYPEN:
        aanvaard = parquet(opslag.bestanden(f"rij_{typenaam}", "levering", leveringen), {"id": "VARCHAR"})
        uit[typenaam] = (
            f"SELECT id FROM {aanvaard} UNION SELECT record FROM {geweigerd} WHERE recordtype = '{typenaam}' AND record IS NOT NULL"
        )
    return uit


def eerdere_rijen(opslag: Opslag, eerder: Sequence[Bewijs]) -> dict[str, str]:
    """Per record type: SQL of the last version, in the order of the world, of every row this source delivered before."""
    leveringen = [b.levering for b in op_volgorde(eerder)]
    nr = f"list_position([{', '.join(map(literal, leveringen))}], levering)"
    uit = {}
    for typenaam, rt in RECORDTYPEN.items():
        typen = {n: v.soort.sqltype for n, v in rt.velden.items()}
        if bestanden := opslag.bestanden(f"rij_{typenaam}", "levering", leveringen) if leveringen else []:
            uit[typenaam] = (
                f"SELECT * FROM {parquet(bestanden, typen)} QUALIFY row_number() OVER (PARTITION BY id ORDER BY {nr} DESC) = 1"
            )
    return uit


def _verdwenen(
    con: Motor, opslag: Opslag, eerder: Sequence[Bewijs], gelezen: Sequence[Gelezen], stand: date, moment: datetime
) -> dict[str, dict[str, int]]:
    """What of the source's picture is not in this one. What a later picture says is none of its business."""
    ervoor = [b for b in eerder if (b.peildag, b.ontvangen_op) < (stand, moment)]
    geleverd: dict[str, str] = {}
    onleesbaar: dict[str, int] = {}
    for g in gelezen:
        naam = g.tabel.recordtype.typenaam
        sleutels = (
            f"SELECT {g.tabel.tekst('id')} AS id FROM {g.tabel.naam} UNION ALL SELECT record FROM {g.misvormde_regels}"
        )
        geleverd[naam] = f"{geleverd[naam]} UNION ALL {sleutels}" if naam in geleverd else sleutels
        leeg = con.execute(f"SELECT count(*) FROM {g.misvormde_regels} WHERE record IS NULL").fetchall()[0][0]
        onleesbaar[naam] = onleesbaar.get(naam, 0) + leeg
    return {n: t | {"onleesbaar": onleesbaar[n]} for n, t in verdwenen(con, opslag, ervoor, geleverd).items()}


def _bedoeld(kolom: str, recordtype: str) -> str:
    """The name of a column that is not ours, and which of ours it looks like."""
    lijkt_op = difflib.get_close_matches(kolom, RECORDTYPEN[recordtype].velden, n=1, cutoff=0.8)
    return f"{kolom} (bedoelt u {lijkt_op[0]}?)" if lijkt_op else kolom


def leg_vast(opslag: Opslag, b: Bewijs) -> Bewijs:
    """The commit point: from the append to `aanlevering` on, the delivery counts, unless it waits."""
    opmerkingen = [*b.opmerkingen, *(f"{d.naam}: alleen een kop, geen rijen." for d in b.bestanden if not d.rijen_in)]
    opmerkingen += [
        f"{d.naam}: kolommen niet gebruikt: {', '.join(_bedoeld(k, d.recordtype) for k in d.ongebruikt)}."
        for d in b.bestanden if d.ongebruikt
    ]  # fmt: skip
    b = replace(b, opmerkingen=opmerkingen + (te_veel(b.verdwenen) or beeindigde(b.verdwenen, b.peildag)))
    opslag.voeg_toe("aanlevering", pa.Table.from_pylist([b.als_rij() | {"ontvangen_op": b.ontvangen_op}]))
    return b
