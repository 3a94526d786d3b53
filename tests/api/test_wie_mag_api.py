"""Who may: no key, a wrong or withdrawn one, another source; how often and how much; and what every answer carries."""

from __future__ import annotations

import threading

import pytest
from tests.api.klant import LOCATIES, Klant, nieuwe_sleutel, stelsel

ONBEKEND = "0" * 32


def routes(id_: str, levering: str) -> list[tuple[str, str]]:
    """Every route of the API, for a session and a delivery."""
    return [
        ("GET", f"/inzendingen/{id_}"), ("PUT", f"/inzendingen/{id_}/bestanden/1?vanaf=0"),
        ("POST", f"/inzendingen/{id_}/aanbieden"), ("DELETE", f"/inzendingen/{id_}"),
        ("GET", f"/leveringen/{levering}"), ("GET", f"/leveringen/{levering}/bevindingen"),
        ("GET", f"/leveringen/{levering}/geweigerd/1"), ("POST", f"/leveringen/{levering}/bevestigen"),
        ("POST", f"/leveringen/{levering}/afwijzen"),
    ]  # fmt: skip


@pytest.fixture(scope="module")
def geleverd(dcmr) -> tuple[str, str]:
    """An open session of dcmr, and a delivery with a refused row."""
    return dcmr.open(LOCATIES), dcmr.wacht(dcmr.stuur(LOCATIES))["levering"]


def test_elke_route_staat_in_de_proef(dcmr, geleverd):
    beschreven = {(m.upper(), p) for p, pad in dcmr.vraag("GET", "/openapi.json").json["paths"].items() for m in pad}
    vorm = {(m, p.split("?")[0].replace(geleverd[0], "{id}").replace(geleverd[1], "{nr}").replace("bestanden/1", "bestanden/{nr}")
             .replace("geweigerd/1", "geweigerd/{deel}")) for m, p in routes(*geleverd)}  # fmt: skip
    assert beschreven - vorm == {("POST", "/inzendingen"), ("GET", "/leveringen")}


def test_zonder_geldige_sleutel_gaat_geen_route_open(huis, geleverd):
    alle = [*routes(*geleverd), ("POST", "/inzendingen"), ("GET", "/leveringen")]
    for sleutel in ("", "stelsel_verzonnen"):
        for methode, pad in alle:
            a = Klant(huis[1], sleutel).vraag(methode, pad, b"{}" if methode in ("PUT", "POST") else None)
            assert (a.status, a.code, a.koppen["WWW-Authenticate"]) == (401, "GEEN-SLEUTEL", "Bearer"), pad


def test_een_ingetrokken_sleutel_opent_niets_meer(huis):
    opslag, adres = huis
    klant = Klant(adres, nieuwe_sleutel(opslag, "fumo", "weg"), "fumo")
    assert klant.vraag("GET", "/leveringen").status == 200
    lijst = stelsel(opslag, "toegang", "sleutel", "lijst")
    assert klant.sleutel not in lijst
    nummer = next(r.split()[0] for r in lijst.splitlines() if r.rstrip().endswith("weg"))
    stelsel(opslag, "toegang", "sleutel", "intrekken", nummer)
    assert klant.vraag("GET", "/leveringen").status == 401


def test_van_een_andere_bron_is_alles_even_onbekend_als_wat_niet_bestaat(odh, geleverd):
    for (methode, pad), (_, nergens) in zip(
        routes(*geleverd), routes(ONBEKEND, "dcmr-20200101-000000-abcdef"), strict=True
    ):
        inhoud = LOCATIES if methode == "PUT" else b'{"reden": "nee"}' if pad.endswith("afwijzen") else None
        a, b = odh.vraag(methode, pad, inhoud), odh.vraag(methode, nergens, inhoud)
        assert a.status == b.status == 404, pad
        zonder = [x.bytes.decode().replace(geleverd[1], "").replace("dcmr-20200101-000000-abcdef", "") for x in (a, b)]
        assert zonder[0] == zonder[1]


def test_een_sleutel_begint_niets_voor_een_andere_bron(odh):
    for bron in ("dcmr", "bestaat-niet"):
        bestand = {"naam": "a.csv", "grootte": 1}
        a = odh.vraag("POST", "/inzendingen", {"bron": bron, "bestanden": [bestand]})
        assert (a.status, a.code) == (403, "GEEN-LEVERROL")
        assert odh.vraag("GET", f"/leveringen?bron={bron}").json == a.json


def test_de_lijst_toont_alleen_eigen_leveringen_in_bladzijden(odh, dcmr, geleverd):
    odh.wacht(odh.stuur(LOCATIES))
    odh.wacht(odh.stuur(LOCATIES + b"L9;Kade;9;Ede\n"))
    blad = odh.vraag("GET", "/leveringen?perPagina=1&pagina=2").json
    assert (blad["aantal"], len(blad["leveringen"])) == (2, 1)
    assert {b["bron"] for b in odh.vraag("GET", "/leveringen?bron=odh").json["leveringen"]} == {"odh"}
    assert geleverd[1] not in odh.vraag("GET", "/leveringen").bytes.decode()


def test_meer_dan_tien_inzendingen_lopen_er_niet_tegelijk(huis):
    klant = Klant(huis[1], nieuwe_sleutel(huis[0], "odnzkg"), "odnzkg")
    for _ in range(10):
        klant.open(LOCATIES)
    a = klant.begin({"naam": "a.csv", "grootte": 1})
    assert (a.status, a.code) == (409, "INZENDING-TE-VEEL")


def test_een_groot_verzoek_dat_geen_deel_is_wordt_niet_gelezen(dcmr):
    a = dcmr.vraag("POST", "/inzendingen", {"bron": "x" * 300_000})
    assert (a.status, a.code) == (413, "VERZOEK-TE-GROOT")


def test_wie_te_vaak_vraagt_hoort_wanneer_het_weer_kan(huis):
    klant = Klant(huis[1], nieuwe_sleutel(huis[0], "odwh"), "odwh")
    antwoorden: list = []

    def vraag() -> None:
        antwoorden.extend(klant.vraag("GET", f"/inzendingen/{ONBEKEND}") for _ in range(80))

    draden = [threading.Thread(target=vraag) for _ in range(4)]
    for d in draden:
        d.start()
    for d in draden:
        d.join()
    te_vaak = [a for a in antwoorden if a.status == 429]
    assert te_vaak
    assert {a.code for a in te_vaak} == {"TE-VAAK"}
    assert all(int(a.koppen["Retry-After"]) >= 1 for a in te_vaak)
    # Another caller has turns of its own.
    assert Klant(huis[1], nieuwe_sleutel(huis[0], "odwh", "ander"), "odwh").vraag("GET", "/leveringen").status == 200


def test_elk_antwoord_draagt_de_versie_en_wordt_niet_bewaard(dcmr, huis):
    for a in (dcmr.vraag("GET", "/leveringen"), dcmr.vraag("GET", "/bestaat-niet"), dcmr.vraag("PATCH", "/leveringen"),
              Klant(huis[1]).vraag("GET", "/leveringen"), dcmr.vraag("GET", "/openapi.json")):  # fmt: skip
        assert a.koppen["API-Version"] == "1.0.0"
        assert a.koppen["Cache-Control"] == "no-store"
        assert a.koppen["X-Content-Type-Options"] == "nosniff"
    assert dcmr.vraag("GET", "/bestaat-niet").code == "ONBEKEND"
    assert dcmr.vraag("PATCH", "/leveringen").koppen["Allow"] == "GET"
    assert dcmr.vraag("GET", "/leveringen?pagina=0").code == "VERZOEK-ONGELDIG"
