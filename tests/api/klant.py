"""A client of the API over real HTTP, as the system of a source would write one."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from typing import Any

from stelsel.opslag import Opslag

LOCATIES = b"id;straat;huisnummer;woonplaats\nL1;Kade;1;Ede\nL2;Kade;x;Ede\nL3;Kade;3;Ede\n"


def stelsel(opslag: Opslag, *woorden: str, **omgeving: str) -> str:
    """A command of the product over a data directory; its output."""
    om = os.environ | {"STELSEL_DATA": str(opslag.map.absolute())} | omgeving
    opdracht = [sys.executable, "-m", "stelsel.cli", *woorden]
    return subprocess.run(opdracht, env=om, check=True, capture_output=True, text=True).stdout


def nieuwe_sleutel(opslag: Opslag, bron: str, label: str = "toets") -> str:
    return stelsel(opslag, "toegang", "sleutel", "maak", "--bron", bron, "--label", label).split()[-1]


@dataclass
class Antwoord:
    status: int
    koppen: Any
    bytes: bytes

    @property
    def json(self) -> Any:
        return json.loads(self.bytes)

    @property
    def code(self) -> str:
        """The stable code of a fault; every fault has the form of RFC 9457."""
        assert self.koppen["Content-Type"] == "application/problem+json", self.bytes[:300]
        assert {"type", "title", "status", "detail", "code"} <= self.json.keys()
        assert self.json["status"] == self.status
        return self.json["code"]


@dataclass
class Klant:
    """`bron` is what it announces; which source it speaks for its key decides."""

    adres: str
    sleutel: str = ""
    bron: str = "dcmr"
    koppen: dict[str, str] = field(default_factory=dict)

    def vraag(self, methode: str, pad: str, inhoud: Any = None, **koppen: str) -> Antwoord:
        kop = {**({"Authorization": f"Bearer {self.sleutel}"} if self.sleutel else {}), **self.koppen, **koppen}
        if inhoud is not None and not isinstance(inhoud, bytes):
            inhoud = json.dumps(inhoud).encode()
            kop["Content-Type"] = "application/json"
        adres = self.adres + (pad if pad.startswith("/api") else "/api/v1" + pad)
        verzoek = urllib.request.Request(adres, data=inhoud, method=methode, headers=kop)
        try:
            with urllib.request.urlopen(verzoek, timeout=30) as r:
                return Antwoord(r.status, r.headers, r.read())
        except urllib.error.HTTPError as e:
            return Antwoord(e.code, e.headers, e.read())

    def begin(self, *bestanden: dict[str, Any], **anders: Any) -> Antwoord:
        return self.vraag("POST", "/inzendingen", {"bron": self.bron, "bestanden": list(bestanden), **anders})

    def open(self, inhoud: bytes, naam: str = "locatie.csv", **anders: Any) -> str:
        """A session of one file; its number."""
        a = self.begin({"naam": naam, "grootte": len(inhoud)}, **anders)
        assert a.status == 201, a.bytes
        assert a.koppen["Location"] == f"/api/v1/inzendingen/{a.json['id']}"
        return a.json["id"]

    def deel(self, id_: str, bytes_: bytes, vanaf: int = 0, nr: int = 1, **koppen: str) -> Antwoord:
        return self.vraag("PUT", f"/inzendingen/{id_}/bestanden/{nr}?vanaf={vanaf}", bytes_, **koppen)

    def bied_aan(self, id_: str) -> Antwoord:
        return self.vraag("POST", f"/inzendingen/{id_}/aanbieden")

    def stuur(self, inhoud: bytes, naam: str = "locatie.csv", **anders: Any) -> str:
        """Begin, send, offer; the number of the session."""
        id_ = self.open(inhoud, naam, **anders)
        assert self.deel(id_, inhoud).status == 200
        assert self.bied_aan(id_).status == 202
        return id_

    def wacht(self, id_: str, seconden: float = 60) -> dict[str, Any]:
        """The session once it is over."""
        eind = time.monotonic() + seconden
        while time.monotonic() < eind:
            i = self.vraag("GET", f"/inzendingen/{id_}").json
            if i["status"] in ("klaar", "geweigerd"):
                return i
            time.sleep(0.2)
        raise AssertionError(f"na {seconden} s nog {i['status']}")


def digest(bytes_: bytes) -> str:
    return f"sha-256=:{base64.b64encode(hashlib.sha256(bytes_).digest()).decode()}:"
