"""Handing in over the API: the whole way, resumed after a break, and what is refused."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import socket
import threading
from urllib.parse import urlsplit

import pytest
from tests.api.klant import LOCATIES, digest

ONBEKEND = "0" * 32


def test_een_inzending_wordt_een_levering_met_bewijs_en_geweigerde_rijen(dcmr):
    id_ = dcmr.open(LOCATIES)
    assert dcmr.deel(id_, LOCATIES[:20]).json == {"nr": 1, "ontvangen": 20, "grootte": len(LOCATIES)}
    assert dcmr.deel(id_, LOCATIES[20:], 20).json["ontvangen"] == len(LOCATIES)
    assert dcmr.bied_aan(id_).json["status"] in ("aangeboden", "bezig")
    i = dcmr.wacht(id_)
    bewijs = dcmr.vraag("GET", f"/leveringen/{i['levering']}").json
    assert (bewijs["bron"], bewijs["rijen_in"], bewijs["geaccepteerd"], bewijs["quarantaine"]) == ("dcmr", 3, 2, 1)
    assert bewijs["bestanden"][0]["sha256"] == hashlib.sha256(LOCATIES).hexdigest()
    regels = dcmr.vraag("GET", bewijs["bevindingen"]).bytes.decode().splitlines()
    assert [(r["record"], r["veld"]) for r in map(json.loads, regels)] == [("L2", "huisnummer")]
    geweigerd = dcmr.vraag("GET", bewijs["bestanden"][0]["geweigerd"])
    assert geweigerd.koppen["Content-Type"] == "text/csv; charset=utf-8"
    rijen = list(csv.reader(io.StringIO(geweigerd.bytes.decode("utf-8-sig")), delimiter=";"))
    assert [r[:4] for r in rijen[1:]] == [["L2", "Kade", "x", "Ede"]]


def test_na_een_verbroken_verbinding_gaat_het_verder_waar_het_was(dcmr):
    inhoud = LOCATIES + b"L4;Dijk;4;Ede\n" * 20_000
    id_ = dcmr.open(inhoud)
    assert dcmr.deel(id_, inhoud[:1000]).status == 200
    u = urlsplit(dcmr.adres)
    with socket.create_connection((u.hostname, u.port)) as s:
        kop = f"PUT /api/v1/inzendingen/{id_}/bestanden/1?vanaf=1000 HTTP/1.1\r\nHost: {u.netloc}\r\nAuthorization: Bearer {dcmr.sleutel}\r\n"
        s.sendall(kop.encode() + b"Content-Length: 200000\r\n\r\n" + inhoud[1000:90_000])
    ver = dcmr.vraag("GET", f"/inzendingen/{id_}").json["bestanden"][0]["ontvangen"]
    assert ver == 1000
    assert dcmr.deel(id_, inhoud[ver:], ver).json["ontvangen"] == len(inhoud)


def test_een_deel_op_de_verkeerde_plek_hoort_waar_het_verder_moet(dcmr):
    id_ = dcmr.open(LOCATIES)
    dcmr.deel(id_, LOCATIES[:10])
    for vanaf, stuk in ((30, LOCATIES[30:]), (5, LOCATIES[5:40])):
        a = dcmr.deel(id_, stuk, vanaf)
        assert (a.status, a.code, a.json["ontvangen"]) == (409, "DEEL-SLUIT-NIET-AAN", 10)


def test_hetzelfde_deel_mag_nog_eens_en_een_ander_deel_op_die_plek_niet(dcmr):
    id_ = dcmr.open(LOCATIES)
    for _ in range(2):
        assert dcmr.deel(id_, LOCATIES[:30]).json["ontvangen"] == 30
    assert dcmr.deel(id_, LOCATIES[10:20], 10).json["ontvangen"] == 30
    assert dcmr.deel(id_, b"x" * 30).code == "DEEL-ANDERS"


def test_een_deel_dat_onderweg_veranderde_wordt_niet_bewaard(dcmr):
    id_ = dcmr.open(LOCATIES)
    a = dcmr.deel(id_, LOCATIES, **{"Content-Digest": digest(LOCATIES[:-1])})
    assert (a.status, a.code, a.json["ontvangen"]) == (400, "DEEL-BESCHADIGD", 0)
    assert dcmr.deel(id_, LOCATIES, **{"Content-Digest": "sha-256=:onzin:"}).code == "DIGEST-ONGELDIG"
    assert dcmr.deel(id_, LOCATIES, **{"Content-Digest": f"md5=:abc=:, {digest(LOCATIES)}"}).status == 200


def test_meer_bytes_dan_aangekondigd_worden_geweigerd(dcmr):
    id_ = dcmr.open(LOCATIES)
    a = dcmr.deel(id_, LOCATIES + b"L4")
    assert (a.status, a.code) == (413, "DEEL-PAST-NIET")
    a = dcmr.begin({"naam": "groot.csv", "grootte": 6 * 1024**3})
    assert (a.status, a.code, a.json["hoogstens"]) == (413, "INZENDING-TE-GROOT", 5 * 1024**3)
    groot = dcmr.open(b"x" * 70_000_000, "groot.csv")
    a = dcmr.deel(groot, b"x" * (64 * 1024**2 + 1))
    assert (a.status, a.code) == (413, "DEEL-TE-GROOT")


def test_een_deel_zonder_lengte_wordt_geweigerd(dcmr):
    id_ = dcmr.open(LOCATIES)
    u = urlsplit(dcmr.adres)
    with socket.create_connection((u.hostname, u.port)) as s:
        kop = f"PUT /api/v1/inzendingen/{id_}/bestanden/1 HTTP/1.1\r\nHost: {u.netloc}\r\nAuthorization: Bearer {dcmr.sleutel}\r\n"
        s.sendall(kop.encode() + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n")
        assert s.recv(100).startswith(b"HTTP/1.1 411")


def test_aanbieden_kan_pas_als_alles_er_is_en_mag_dan_vaker(dcmr):
    id_ = dcmr.open(LOCATIES)
    a = dcmr.bied_aan(id_)
    assert (a.status, a.code) == (409, "INZENDING-NIET-HEEL")
    dcmr.deel(id_, LOCATIES)
    assert {dcmr.bied_aan(id_).status for _ in range(3)} == {202}
    i = dcmr.wacht(id_)
    assert dcmr.bied_aan(id_).json["levering"] == i["levering"]
    assert dcmr.deel(id_, LOCATIES).code == "INZENDING-NIET-OPEN"
    assert dcmr.vraag("DELETE", f"/inzendingen/{id_}").code == "INZENDING-NIET-OPEN"


def test_een_open_inzending_kan_worden_ingetrokken(dcmr, huis):
    id_ = dcmr.open(LOCATIES)
    dcmr.deel(id_, LOCATIES)
    assert dcmr.vraag("DELETE", f"/inzendingen/{id_}").status == 204
    assert dcmr.vraag("GET", f"/inzendingen/{id_}").status == 404
    assert not list((huis[0].map / "inzendingen").rglob(f"*{id_}*"))


def test_wat_de_deur_weigert_staat_met_reden_in_de_inzending(dcmr):
    i = dcmr.wacht(dcmr.stuur(b"dit is geen spreadsheet", "lijst.xlsx"))
    assert (i["status"], i["levering"], i["fout"]["code"]) == ("geweigerd", None, "BESTAND")
    assert "lijst.xlsx" in i["fout"]["tekst"]
    assert i["fout"]["doe"]


def test_een_bestand_met_een_andere_hash_dan_aangekondigd_wordt_niet_opgenomen(dcmr):
    id_ = dcmr.begin({"naam": "locatie.csv", "grootte": len(LOCATIES), "sha256": "a" * 64}).json["id"]
    dcmr.deel(id_, LOCATIES)
    dcmr.bied_aan(id_)
    assert dcmr.wacht(id_)["fout"]["code"] == "BESTAND-ANDERS"


@pytest.mark.parametrize(
    "naam", ["../../buiten.csv", "/etc/passwd", "..", ".verborgen.csv", "a\\b.csv", "a\n.csv", "", "é" * 101]
)
def test_een_naam_kan_geen_pad_zijn(dcmr, naam):
    a = dcmr.begin({"naam": naam, "grootte": 3})
    assert (a.status, a.code) == (400, "INZENDING-ONGELDIG")


def test_alle_fouten_in_een_aankondiging_komen_in_een_keer(dcmr):
    a = dcmr.begin({"naam": "a/b", "grootte": 0, "sha256": "x"}, {"naam": "b.csv", "grootte": 1}, {"naam": "b.csv", "grootte": 1},
                   wensen={"b.csv": {"codering": "ebcdic"}}, stand="2999-01-01")  # fmt: skip
    assert len(a.json["redenen"]) == 7
    a = dcmr.vraag("POST", "/inzendingen", {"bron": "dcmr", "bestanden": [{"naam": 3}], "extra": 1})
    assert (a.status, a.code, len(a.json["redenen"])) == (400, "VERZOEK-ONGELDIG", 3)
    a = dcmr.begin({"naam": "b.csv", "grootte": 1}, wensen={"c.csv": {}})
    assert a.code == "WENS-ZONDER-BESTAND"
    assert dcmr.begin(*({"naam": f"{n}.csv", "grootte": 1} for n in range(201))).code == "INZENDING-ONGELDIG"


def test_twee_inzendingen_van_een_bron_tegelijk_komen_allebei_aan(dcmr):
    inhoud = {n: b"id;straat;huisnummer;woonplaats\n" + f"T{n};Weg;{n};Ede\n".encode() * 1 for n in (1, 2)}
    uit: dict[int, dict] = {}

    def lever(n: int) -> None:
        id_ = dcmr.open(inhoud[n])
        for vanaf in range(0, len(inhoud[n]), 7):
            assert dcmr.deel(id_, inhoud[n][vanaf : vanaf + 7], vanaf).status == 200
        dcmr.bied_aan(id_)
        uit[n] = dcmr.wacht(id_)

    draden = [threading.Thread(target=lever, args=(n,)) for n in inhoud]
    for d in draden:
        d.start()
    for d in draden:
        d.join()
    for n in inhoud:
        b = dcmr.vraag("GET", f"/leveringen/{uit[n]['levering']}").json
        assert (b["rijen_in"], b["geaccepteerd"]) == (1, 1)
        assert b["bestanden"][0]["sha256"] == hashlib.sha256(inhoud[n]).hexdigest()


def test_een_hele_levering_waaruit_veel_verdween_wacht_op_een_besluit_van_de_bron(odh):
    heel = b"id;straat;huisnummer;woonplaats\n" + b"".join(f"H{n};Weg;{n};Ede\n".encode() for n in range(1, 40))
    odh.wacht(odh.stuur(heel, soort="geheel", stand="2026-01-01"))
    for route, inhoud, status in (
        ("afwijzen", {"reden": "half bestand"}, "afgewezen"),
        ("bevestigen", None, "bevestigd"),
    ):
        nr = odh.wacht(odh.stuur(heel[:120], soort="geheel", stand="2026-01-31"))["levering"]
        b = odh.vraag("GET", f"/leveringen/{nr}").json
        assert (b["status"], b["soort"], b["stand"]) == ("wacht", "geheel", "2026-01-31")
        assert b["door"].startswith("sleutel ")
        assert odh.vraag("POST", f"/leveringen/{nr}/{route}", inhoud).json["status"] == status
        weer = odh.vraag("POST", f"/leveringen/{nr}/bevestigen")  # the first decision holds
        assert (weer.status, weer.json["status"]) == ((200, status) if route == "bevestigen" else (409, 409))


def test_hoe_een_bestand_gelezen_moet_worden_gaat_mee_en_staat_in_het_bewijs(dcmr):
    inhoud = "id;straat;huisnummer;woonplaats\nW1;Wæg;1;Ede\n".encode("windows-1252")
    i = dcmr.wacht(dcmr.stuur(inhoud, wensen={"locatie.csv": {"codering": "windows-1252", "scheiding": ";"}}))
    vorm = dcmr.vraag("GET", f"/leveringen/{i['levering']}").json["bestanden"][0]["vorm"]
    assert (vorm["codering"], vorm["scheiding"]) == ("windows-1252", ";")
