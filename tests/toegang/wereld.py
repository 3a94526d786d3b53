"""A small world in which every closed value can be recognised: its class, its source, and whether it is at a Seveso establishment."""

from __future__ import annotations

import random
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import mkdtemp

from stelsel.aanlevering import lever
from stelsel.begrippen import Klasse
from stelsel.opslag import Opslag
from stelsel.register import bijwerken
from stelsel.toegang import Blik
from stelsel.toegang.gronden import SEVESO

PLEKKEN = 4
BRONNEN = ("dcmr", "odh", "od-drenthe")
# Marks as they stand in values: class, source, place.
MERK = re.compile(r"QX([1-4]|W)([a-z]+)Q(\d)QX")
WAARDEN = {
    "1": Klasse.BEDRIJFSGEVOELIG,
    "2": Klasse.PERSOONSGEGEVEN,
    "3": Klasse.BESTUURLIJKE_HANDHAVING,
    "4": Klasse.STRAFRECHTELIJK,
}


@dataclass
class Wereld:
    """The register, its deliveries, the number of places, and which of them are Seveso."""

    opslag: Opslag
    seveso: set[int]


def merk(klasse: str, bron: str, plek: int) -> str:
    return f"QX{klasse}{bron.replace('-', '')}Q{plek}QX"


def mag_gezien(gevonden: tuple[str, str, str], b: Blik, w: Wereld, eigen: set[str]) -> bool:
    """Does a ground of this question cover a mark that was found? `eigen`: the sources of which the user is steward."""
    klasse, bron_, plek = gevonden
    bron = next(b for b in BRONNEN if b.replace("-", "") == bron_)
    if klasse == "W":  # of a refused row: only its source
        return bron in eigen
    return any(
        t.klasse is WAARDEN[klasse]
        and (t.bronnen is None or bron in t.bronnen)
        and (t.grond is None or t.grond.eis != SEVESO or int(plek) in w.seveso)
        for t in b.toegestaan
    )


@cache
def een_wereld(zaad: int) -> Wereld:
    """The world of this seed, made once per process: for tests that only look, or must not be able to change it."""
    return maak_wereld(Path(mkdtemp(prefix="stelsel-wereld-")), zaad)


def maak_wereld(map_: Path, zaad: int, gesloten: bool = True) -> Wereld:
    """Three sources that know some of the same companies. `gesloten`: with closed records and fields, or the same world without."""
    kans = random.Random(zaad)
    opslag, seveso = Opslag(map_ / "data"), {n for n in range(PLEKKEN) if kans.random() < 0.4}
    for bron in BRONNEN:
        plekken = [n for n in range(PLEKKEN) if kans.random() < 0.7] or [0]
        tabellen: dict[str, list[str]] = {
            "locatie": ["id;straat;huisnummer;postcode;woonplaats;gemeente;x;y"], "vestiging": ["id;locatie_id;handelsnaam;kvk_nummer"],
            "activiteit": ["id;locatie_id;vestiging_id;bal_paragraaf;seveso;ippc_categorie"],
            "vergunning": ["id;locatie_id;vestiging_id;soort;besluitdatum;begindatum;onderwerp"],
            "toezichtbezoek": ["id;locatie_id;vestiging_id;datum;soort;samenvatting;toezichthouder"],
            "bevinding": ["id;toezichtbezoek_id;datum;omschrijving;overtreding"],
            "handhavingsactie": ["id;locatie_id;vestiging_id;soort;datum;stand;toelichting"],
            "monster": ["id;locatie_id;datum;medium;monsterpunt"],
        }  # fmt: skip
        for n in plekken:
            # A sanction may tie a company to a place where nothing else does.
            elders = kans.choice(plekken)
            tabellen["locatie"].append(f"L{n};Kade;{n + 1};3011AB;Rotterdam;GM0599;{92000 + n * 40};437000")
            tabellen["vestiging"].append(f"V{n};L{n};Verf {'en' * n} Lak {n};1234567{n}")
            tabellen["activiteit"].append(f"A{n};L{n};V{n};3.2.1;{'hogedrempel' if n in seveso else ''};")
            tabellen["vergunning"].append(f"P{n};L{n};V{n};verlening;2012-04-12;2012-05-01;Verf maken")
            b, p = (merk("1", bron, n), merk("2", bron, n)) if gesloten else ("", "")
            tabellen["toezichtbezoek"].append(f"T{n};L{n};V{n};2024-03-01;routinematig;{b};{p}")
            tabellen["monster"].append(f"M{n};L{n};2024-03-01;lucht;{b}")
            soort = kans.choice(["waarschuwen", "proces_verbaal"])
            actie = merk("4" if soort == "proces_verbaal" else "3", bron, elders)
            if gesloten:
                tabellen["bevinding"].append(f"B{n};T{n};2024-03-01;{merk('3', bron, n)};ja")
                tabellen["handhavingsactie"].append(f"H{n};L{elders};V{n};{soort};2024-04-01;loopt;{actie}")
        if gesloten:
            tabellen["bevinding"].append(f"{merk('W', bron, 0)};T0;2024-13-01;{merk('W', bron, 0)};ja")
        lever_map = map_ / bron
        lever_map.mkdir(parents=True)
        for naam, regels in tabellen.items():
            if len(regels) > 1:
                (lever_map / f"{naam}.csv").write_text("\n".join(regels) + "\n", encoding="utf-8")
        lever(opslag, [lever_map], bron)
    bijwerken(opslag)
    return Wereld(opslag, seveso)
