"""Locatie: the place, with address, BAG identifiers and RD point."""

from typing import Any

from ..codelijsten import codelijst
from ..regels import Dimensie, Ernst, regel
from ..soorten import Code, Geheel, Getal, Patroon, Tekst
from ..veld import Recordtype, Veld
from .gedeeld import VERMOEDEN, begindatum, einddatum, regel_oefening, regel_uniek, regels_geldigheid

BAG = "Wet basisregistratie adressen en gebouwen; Catalogus BAG"
RD = "EPSG:28992"


class Locatie(Recordtype):
    """Plaats waar een milieubelastende activiteit wordt verricht: een adres, een punt, of beide."""

    voorvoegsel, meervoud = "LOC", "locaties"
    en = "Place where an environmentally harmful activity is carried out: an address, a point, or both."
    bron = "Omgevingswet; Besluit activiteiten leefomgeving (begrenzing van de locatie)"
    ook = ("object", "objecten", "adres", "adressen", "inrichting", "inrichtingen", "perceel")
    uitleg = "De begrenzing als vlak is nog geen veld van deze versie; het punt staat er voor in de plaats."

    aanduiding = Veld(
        "Naam of omschrijving van de locatie, waar een adres ontbreekt of niet volstaat.",
        nr=2, en="Name or description of the location where an address is absent or not enough.",
        bron="Stelsel, ontwerp: ook plekken zonder adres", soort=Tekst(200), voorbeeld="Baggerdepot noord",
        ook=("locatienaam", "naam", "naam locatie", "omschrijving", "locatieomschrijving", "plaatsaanduiding", "objectnaam", "naam object"),
    )  # fmt: skip
    straat = Veld(
        "Naam van de openbare ruimte.",
        nr=3,
        en="Street name.",
        bron=BAG,
        soort=Tekst(80),
        voorbeeld="Oefenweg",
        ook=("straatnaam", "openbare ruimte", "naam openbare ruimte", "or naam"),
    )
    huisnummer = Veld("Huisnummer zonder letter en toevoeging.", nr=4, en="House number without letter and addition.",
                      bron=BAG, soort=Geheel(), voorbeeld="14",
                      ook=("nummer", "huisnr", "hsnr"))  # fmt: skip
    huisletter = Veld("Letter achter het huisnummer.", nr=5, en="Letter after the house number.", bron=BAG,
                      soort=Patroon("[A-Za-z]", "één letter"), voorbeeld="A",
                      kanttekening="Ontbreekt vaak in oudere zaaksystemen.",
                      ook=("letter", "hsltr"))  # fmt: skip
    toevoeging = Veld("Toevoeging achter huisnummer en letter.", nr=6, en="Addition after house number and letter.",
                      bron=BAG, soort=Patroon("[A-Za-z0-9]{1,4}", "1 tot 4 letters of cijfers"), voorbeeld="2",
                      label="Huisnummertoevoeging",
                      ook=("huisnummertoevoeging", "huisnr toevoeging", "toev", "nummer toevoeging"))  # fmt: skip
    postcode = Veld(
        "Postcode van vier cijfers en twee letters.", nr=7, en="Postal code of four digits and two letters.",
        bron="BAG; python-stdnum: nl.postcode", soort=Patroon("[1-9][0-9]{3} ?[A-Z]{2}", "4 cijfers en 2 hoofdletters"),
        voorbeeld="1234SS", kanttekening="Postcodes veranderen; een oude postcode is geen fout, maar koppelt slechter. "
        "Postcodes die op SA, SD of SS eindigen zijn voor oefengegevens.",
        ook=("pc", "pc6", "postcode 6"),
    )  # fmt: skip
    woonplaats = Veld(
        "Woonplaats.",
        nr=8,
        en="Place name.",
        bron=BAG,
        soort=Tekst(80),
        voorbeeld="Rotterdam",
        ook=("plaats", "plaatsnaam", "woonplaatsnaam", "stad"),
    )
    gemeente = Veld(
        "Gemeente waarin de locatie ligt.", nr=9, en="Municipality in which the location lies.",
        bron="Gemeentelijke indeling (CBS)", soort=Code("gemeente"), voorbeeld="GM0599",
        kanttekening="De geladen indeling is die van 2024; eerder opgeheven gemeenten staan er niet in.",
        ook=("gemeentecode", "gemeentenaam", "gem code", "cbs code", "gemeentenummer", "gem nr"),
    )  # fmt: skip
    bag_nummeraanduiding = Veld(
        "Identificatie van de nummeraanduiding in de BAG.", nr=10, en="BAG id of the address designation.",
        bron=BAG, soort=Patroon("[0-9]{16}", "16 cijfers"), voorbeeld="9999200000000001", label="BAG-nummeraanduiding",
        ook=("nummeraanduiding", "nummeraanduiding id", "bag nummeraanduiding id", "bag nr aanduiding", "nad id", "bag nag id"),
    )  # fmt: skip
    bag_verblijfsobject = Veld(
        "Identificatie van het verblijfsobject, de ligplaats of de standplaats in de BAG.",
        nr=11, en="BAG id of the occupied object, berth or pitch.",
        bron=BAG, soort=Patroon("[0-9]{16}", "16 cijfers"), voorbeeld="9999010000000001", label="BAG-object",
        kanttekening="Eén verblijfsobject kan meer nummeraanduidingen hebben.",
        ook=("verblijfsobject", "verblijfsobject id", "bag vbo", "vbo id", "bag vbo id", "bag id", "adresseerbaar object"),
    )  # fmt: skip
    x = Veld("X-coördinaat in het RD-stelsel.", nr=12, en="X coordinate in the Dutch national grid.", bron=RD,
             soort=Getal(), eenheid="m", voorbeeld="92500", label="X (RD)",
             ook=("x coordinaat", "rd x", "x rd", "xcoord", "coordinaat x"))  # fmt: skip
    y = Veld("Y-coördinaat in het RD-stelsel.", nr=13, en="Y coordinate in the Dutch national grid.", bron=RD,
             soort=Getal(), eenheid="m", voorbeeld="437500", label="Y (RD)",
             kanttekening="Wat het punt aanwijst (ingang, zwaartepunt, schoorsteen) verschilt per bron. Grenzen van "
             "gemeenten zijn niet geladen: of een punt in zijn gemeente ligt wordt alleen grof gekeurd (LOC-021).",
             ook=("y coordinaat", "rd y", "y rd", "ycoord", "coordinaat y"))  # fmt: skip
    begindatum = begindatum(14, "Eerste dag waarop deze beschrijving van de locatie geldt.",
                            "First day on which this description of the location holds.")  # fmt: skip
    einddatum = einddatum(15, "Dag waarop deze beschrijving ophield te gelden.",
                          "Day on which this description ceased to hold.")  # fmt: skip


regels_geldigheid(Locatie, 10)
regel_oefening(Locatie, 90)
regel(
    "LOC-014", Ernst.FOUT, Locatie,
    voorwaarde=lambda r: r.x.tussen(0, 280_000) & r.y.tussen(300_000, 625_000),
    tekst="Punt ({x}, {y}) ligt buiten het gebied van het RD-stelsel.",
    remedie="Zijn x en y verwisseld, of is het een punt in graden?",
    bron="EPSG:28992, gebied van geldigheid (afgerond)",
    goed={"x": 155_000, "y": 463_000}, fout={"x": 463_000, "y": 155_000},
)  # fmt: skip
regel(
    "LOC-015", Ernst.FOUT, Locatie,
    voorwaarde=lambda r: (r.x.aanwezig() & r.y.aanwezig()) | (r.x.ontbreekt() & r.y.ontbreekt()),
    tekst="Van het punt is maar één coördinaat ingevuld.",
    remedie="Vul x en y beide in, of laat beide leeg.", bron=RD, dimensie=Dimensie.VOLLEDIGHEID,
    goed={"x": 155_000, "y": 463_000}, fout={"x": 155_000, "y": None},
)  # fmt: skip
regel(
    "LOC-016", Ernst.FOUT, Locatie,
    voorwaarde=lambda r: r.huisnummer.tussen(1, 99_999),
    tekst="Het huisnummer {huisnummer} bestaat niet.", remedie="Een huisnummer ligt tussen 1 en 99999.", bron=BAG,
    goed={"huisnummer": 14}, fout={"huisnummer": 0},
)  # fmt: skip
regel(
    "LOC-017", Ernst.FOUT, Locatie,
    voorwaarde=lambda r: r.bag_nummeraanduiding.deel(5, 2) == "20",
    tekst="{bag_nummeraanduiding} is geen nummeraanduiding: cijfers 5 en 6 moeten 20 zijn.",
    remedie="Is het de identificatie van een pand of verblijfsobject?", bron=BAG,
    goed={"bag_nummeraanduiding": "0599200000000001"}, fout={"bag_nummeraanduiding": "0599100000000001"},
)  # fmt: skip
regel(
    "LOC-018", Ernst.FOUT, Locatie,
    voorwaarde=lambda r: r.bag_verblijfsobject.deel(5, 2).een_van("01", "02", "03"),
    tekst="{bag_verblijfsobject} is geen verblijfsobject, ligplaats of standplaats: cijfers 5 en 6 moeten 01, 02 of 03 zijn.",
    remedie="Is het de identificatie van een pand of nummeraanduiding?", bron=BAG,
    goed={"bag_verblijfsobject": "0599010000000001"}, fout={"bag_verblijfsobject": "0599200000000001"},
)  # fmt: skip
regel(
    "LOC-019", Ernst.FOUT, Locatie,
    voorwaarde=lambda r: r.postcode.eindigt_op("SA", "SD", "SS") == r.oefening,
    tekst="De postcode {postcode} past niet bij dit bestand: oefengegevens hebben de letters SA, SD of SS, die nooit worden "
    "uitgegeven, en echte gegevens niet.",
    remedie="Kijk de postcode na, en of in dit bestand oefenrijen en echte rijen door elkaar staan.",
    bron="python-stdnum: nl.postcode; Stelsel, ontwerp: oefening blijft oefening",
    goed={"postcode": "1234AB", "_oefening": False}, fout={"postcode": "1234SS", "_oefening": False},
)  # fmt: skip


def _regel_bag_gemeente(nr: int, veld: str) -> None:
    regel(
        f"LOC-{nr:03d}", Ernst.FOUT, Locatie,
        voorwaarde=lambda r: getattr(r, veld).begint_met("9999") == r.oefening,
        tekst=f"De BAG-identificatie {{{veld}}} past niet bij dit bestand: oefengegevens beginnen met gemeente 9999, die niet "
        "bestaat, en echte gegevens niet.",
        remedie="Kijk de identificatie na, en of in dit bestand oefenrijen en echte rijen door elkaar staan.",
        bron="Stelsel, ontwerp: oefening blijft oefening",
        goed={veld: "0599200000000001", "_oefening": False}, fout={veld: "9999200000000001", "_oefening": False},
    )  # fmt: skip


_regel_bag_gemeente(91, "bag_nummeraanduiding")
_regel_bag_gemeente(92, "bag_verblijfsobject")
regel(
    "LOC-020", Ernst.FOUT, Locatie,
    voorwaarde=lambda r: r.aanduiding.aanwezig() | r.straat.aanwezig() | r.postcode.aanwezig() | r.x.aanwezig()
    | r.bag_nummeraanduiding.aanwezig() | r.bag_verblijfsobject.aanwezig(),
    tekst="De locatie heeft geen adres, geen punt, geen BAG-identificatie en geen aanduiding.",
    remedie="Vul ten minste één daarvan in.", bron="Stelsel, ontwerp: een locatie is aan te wijzen",
    dimensie=Dimensie.VOLLEDIGHEID, goed={"straat": "Oefenweg"}, fout={},
)  # fmt: skip
# The loaded midpoints lie at most 20.4 km from the next one; 50 km is about two and a half times that, and more than
# from the midpoint of Rotterdam to the end of the Maasvlakte.
VER_WEG = 50_000


def _vlakbij(r: Any) -> Any:
    gemeente = r.via("gemeente")
    dx, dy = r.x - gemeente.x, r.y - gemeente.y
    return (dx * dx + dy * dy) <= VER_WEG * VER_WEG


regel(
    "LOC-021", Ernst.WAARSCHUWING, Locatie, voorwaarde=_vlakbij,
    tekst="Punt ({x}, {y}) ligt meer dan 50 km van het midden van gemeente {gemeente}.",
    remedie="Kijk het punt en de gemeente na.",
    bron="Vermoeden van Stelsel; geen norm. De grenzen van gemeenten zijn niet geladen, alleen een punt per gemeente",
    goed={"x": 92_000, "y": 437_000, "gemeente": "GM0599", "gemeente.x": 92_500.0, "gemeente.y": 437_500.0},
    fout={"x": 233_000, "y": 582_000, "gemeente": "GM0599", "gemeente.x": 92_500.0, "gemeente.y": 437_500.0},
)  # fmt: skip


def _regel_bag_bij_gemeente(nr: int, veld: str) -> None:
    # The digits are those of the municipality that gave out the id first: of one that is no more they say nothing.
    nu = tuple(c[2:] for c in codelijst("gemeente").codes)
    regel(
        f"LOC-{nr:03d}", Ernst.OPMERKING, Locatie,
        voorwaarde=lambda r: (getattr(r, veld).deel(1, 4) == r.gemeente.deel(3, 4)) | ~getattr(r, veld).deel(1, 4).een_van(*nu),
        tekst=f"De BAG-identificatie {{{veld}}} begint met een andere gemeente dan {{gemeente}}.",
        remedie="Kijk de identificatie en de gemeente na; na een grenswijziging kan dit kloppen.",
        bron=BAG + "; " + VERMOEDEN.lower(),
        goed={veld: "0599200000000001", "gemeente": "GM0599"}, fout={veld: "0363200000000001", "gemeente": "GM0599"},
    )  # fmt: skip


_regel_bag_bij_gemeente(22, "bag_nummeraanduiding")
_regel_bag_bij_gemeente(24, "bag_verblijfsobject")
regel_uniek(Locatie, 25, Ernst.OPMERKING, ("bag_nummeraanduiding",),
            "BAG-nummeraanduiding {bag_nummeraanduiding} staat in deze levering bij meer dan één locatie.", lopend=True)  # fmt: skip
regel_uniek(Locatie, 26, Ernst.OPMERKING, ("bag_verblijfsobject",),
            "BAG-object {bag_verblijfsobject} staat in deze levering bij meer dan één locatie.", lopend=True)  # fmt: skip
regel(
    "LOC-027", Ernst.OPMERKING, Locatie,
    voorwaarde=lambda r: r.straat.aanwezig().dan(r.huisnummer.aanwezig()), veld="huisnummer",
    tekst="Bij straat {straat} ontbreekt het huisnummer; koppelen gaat dan slechter.",
    remedie="Vul het huisnummer in, of zet een plek zonder adres in de aanduiding.", bron=VERMOEDEN,
    dimensie=Dimensie.VOLLEDIGHEID, goed={"straat": "Oefenweg", "huisnummer": 14}, fout={"straat": "Oefenweg"},
)  # fmt: skip
regel(
    "LOC-028", Ernst.WAARSCHUWING, Locatie,
    voorwaarde=lambda r: (r.huisletter.aanwezig() | r.toevoeging.aanwezig()).dan(r.huisnummer.aanwezig()),
    veld="huisnummer", tekst="Er is een huisletter of toevoeging, maar geen huisnummer.",
    remedie="Vul het huisnummer in.", bron=BAG, dimensie=Dimensie.VOLLEDIGHEID,
    goed={"huisnummer": 14, "huisletter": "A"}, fout={"huisletter": "A"},
)  # fmt: skip
