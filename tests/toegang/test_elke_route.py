"""No answer of any page or endpoint holds a value that no ground covers: all routes of the URL configuration, for every kind of user.

A new route is covered by itself; one with a parameter that is not known here fails until it gets values.
"""

from __future__ import annotations

import itertools
import os
import re
from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern
from tests.toegang.wereld import BRONNEN, MERK, Wereld, een_wereld, maak_wereld, mag_gezien

from stelsel.aanlevering import bewijzen
from stelsel.register.index import index
from stelsel.toegang import Vraag, blik, functies
from stelsel.toegang.leverrecht import bronnen_van
from stelsel.toegang.models import Rol
from stelsel.toegang.rollen import geef_rol

pytestmark = pytest.mark.django_db
ZADEN = range(int(os.environ.get("STELSEL_AANVAL_ZADEN", "1")))
# Who asks: organisation, function, purpose, case.
WIE = [
    ("dcmr", "datasteward", "eigen_gegevens", ""), ("odh", "datasteward", "eigen_gegevens", ""), ("dcmr", "inspecteur", "handhavingstaak", ""),
    ("GM0599", "planner", "uitvoeringstaak", ""), ("dcmr", "vergunningverlener", "uitvoeringstaak", ""),
    ("rivm", "analist", "analyse", ""), ("ienw", "stelselhouder", "stelseltoezicht", ""), ("om", "officier", "strafrechtelijke_handhaving", ""),
    ("om", "officier", "strafrechtelijke_handhaving", "zaak 1"), ("politie", "opsporing", "strafrechtelijke_handhaving", "zaak 2"),
    ("arbeidsinspectie", "partner_seveso", "seveso_toezicht", ""), ("dcmr", "auditor", "", ""),
]  # fmt: skip
# In the short form those who differ; `make test-security` asks for all.
KORT = [None, *(WIE[i] for i in (1, 2, 3, 8, 10, 11))]
LANG = os.environ.get("STELSEL_AANVAL_ZADEN") is not None
# What pages know to be asked beside their address.
VRAGEN = {
    "/dossier": ("toon=handhavingsactie", "toon=bevinding", "toon=toezichtbezoek", "bekend_op=2020-01-01", "peildatum=2024-06-01"),
    "/nummer": ("stand=1",), "/zoek": ("q=verf", "q=QX3dcmr", "nooit=ja"), "/kaart": ("bbox=3,50,8,54",), "/toegang": ("over=QX", "over=dcmr"),
}  # fmt: skip


@pytest.fixture(params=ZADEN)
def wereld(request, monkeypatch) -> Wereld:
    w = een_wereld(request.param)
    monkeypatch.setenv("STELSEL_DATA", str(w.opslag.map))
    monkeypatch.setattr("stelsel.toegang.tempo.neem_beurt", lambda *a, **k: None)
    for naam in (
        "nummer",
        "koppeling",
        "vergunning",
        "zoeken",
        "logboek",
        "blik",
        "inleveren",
        "tegenspraak",
        "mandaten",
        "convenanten",
    ):
        monkeypatch.setattr(f"stelsel.web.views.{naam}.neem_beurt", lambda *a, **k: None, raising=False)
    return w


def routes(patronen=None, voor: str = ""):
    """Every route as a template with its parameters."""
    for p in get_resolver().url_patterns if patronen is None else patronen:
        deel = voor + (
            p.pattern._route if isinstance(p.pattern, RoutePattern) else re.sub(r"[\^$]", "", str(p.pattern))
        )
        if isinstance(p, URLResolver):
            yield from routes(p.url_patterns, deel)
        elif isinstance(p, URLPattern):
            yield deel


def adressen(w: Wereld) -> list[str]:
    """Every route filled in with every value that the world has for its parameters."""
    ix = index(w.opslag)
    hoeveel = 100 if LANG else 2
    nummers = [
        r["nummer"]
        for soort in ("onderneming", "locatie")
        for r in ix.rijen("SELECT nummer FROM nummer WHERE soort = ? ORDER BY nummer LIMIT ?", (soort, hoeveel))
    ]
    waarden = {
        "nummer": nummers, "levering": [b.levering for b in bewijzen(w.opslag)], "bron": list(BRONNEN), "deel": list(range(8)),
        "recordtype": ["vestiging", "locatie", "handhavingsactie"], "id_": ["V0", "L0", "H0"], "code": ["HHA-014", "ibp-vth"],
        "editie": ["2023-12"], "soort": ["onderwerp"], "sleutel": ["P1(1)", "1"], "ref": ["A"], "vorm": ["html"], "inzending": ["x"],
        "bestand": ["1"], "nr": ["1"], "plek": ["0"], "pijler": ["1"], "naam": ["x"], "id": ["1"], "orgaan": ["GM0358", "PV28", "dcmr"],
    }  # fmt: skip
    uit = []
    for route in sorted(set(routes())):
        namen = [(m[0], m[2] or m[3]) for m in re.findall(r"(<(?:(\w+):)?(\w+)>)|(\(\?P<\w+>[^)]*\))", route)]
        keuzen = []
        for geheel, naam in namen:
            assert naam in waarden or geheel == "<int:nummer>", f"route '{route}': geef '{naam}' hier waarden"
            keuzen.append([1] if geheel == "<int:nummer>" else waarden[naam])
        for waarde in itertools.product(*keuzen):
            pad = route
            for (geheel, _), w_ in zip(namen, waarde, strict=True):
                pad = pad.replace(geheel, str(w_), 1)
            uit.append("/" + pad)
    return uit


def klant(organisatie: str, functie: str, doel: str, zaak: str) -> tuple[Client, object]:
    rol, _ = geef_rol(f"{functie.replace('_', '-')}-{organisatie.lower()}", organisatie, functie, "toets")
    Rol.objects.filter(pk=rol.pk).update(van=datetime.now(UTC) - timedelta(days=1))
    client = Client(headers={"host": "localhost"})
    client.force_login(rol.gebruiker, "django.contrib.auth.backends.ModelBackend")
    if doel:
        assert client.post("/blik/", {"rol": rol.pk, "doel": doel, "zaak": zaak}).status_code == 302
    return client, rol.gebruiker


def lees(antwoord) -> str:
    inhoud = b"".join(antwoord.streaming_content) if antwoord.streaming else antwoord.content
    return inhoud.decode("utf-8", "replace")


@pytest.mark.parametrize("wie", [None, *WIE] if LANG else KORT, ids=lambda w: "-".join(w) if w else "niemand")
def test_geen_antwoord_bevat_wat_geen_grond_dekt(wereld, wie):
    client, gebruiker = klant(*wie) if wie else (Client(headers={"host": "localhost"}), None)
    b = blik(Vraag("x", *wie)) if wie else blik(Vraag())
    eigen = set(bronnen_van(gebruiker)) if gebruiker else set()
    gezien: set[tuple[str, str, str]] = set()
    alle = adressen(wereld)
    assert len(alle) > 100
    for pad in alle:
        eigen_vragen = next((v for begin, v in VRAGEN.items() if pad.startswith(begin)), ())
        gewoon = ("", "HX") if pad.startswith(("/zoek", "/kaart")) else ("",)
        for vraag in (*gewoon, *eigen_vragen):
            koppen = {"HX-Request": "true"} if vraag == "HX" else {}
            antwoord = client.get(pad, query_params=dict([vraag.split("=")]) if "=" in vraag else None, headers=koppen)
            assert antwoord.status_code < 500 or antwoord.status_code == 503, (pad, vraag)
            for merk in set(MERK.findall(lees(antwoord) + str(antwoord.headers))):
                assert mag_gezien(merk, b, wereld, eigen), (pad, vraag, merk)
                gezien.add(merk)
    # The test can see: who has rights finds what they open.
    verwacht = {k.nr for k in b.klassen} | ({"W"} if eigen else set())
    if wie and wie[1] in ("inspecteur", "handhavingsjurist"):
        assert {int(k) for k, *_ in gezien} == verwacht
    if eigen:
        assert {x for k, x, _ in gezien} == {next(iter(eigen)).replace("-", "")}
    if not b.toegestaan:
        assert not gezien


PER_NUMMER = (
    "/dossier/{}/",
    "/dossier/{}/?toon=handhavingsactie",
    "/dossier/{}/vergunning/",
    "/dossier/{}/vergunning.json",
    "/nummer/{}/?stand=1",
)
VAST = ("/zoek/?q=verf", "/zoek/?q=rotterdam&toon=200", "/zoek/?nooit=ja", "/zoek/selectie.csv?q=verf", "/kaart/?bbox=3,50,8,54",
        "/kaart/punten.json?bbox=3,50,8,54", "/kaart/punten.json?bbox=4.47,51.9,4.48,51.93", "/tegenspraak/", "/twijfel/",
        "/vergunningen/brefs.csv")  # fmt: skip


@pytest.mark.parametrize("zaad", ZADEN)
def test_zonder_recht_is_het_antwoord_hetzelfde_of_er_iets_geslotens_is_of_niet(zaad, tmp_path, monkeypatch):
    """No count, facet, order, weight or message differs between a world with closed records and the same world without them."""
    antwoorden = []
    for gesloten in (True, False):
        w = maak_wereld(tmp_path / str(gesloten), zaad, gesloten)
        monkeypatch.setenv("STELSEL_DATA", str(w.opslag.map))
        nummers = [
            r["nummer"]
            for r in index(w.opslag).rijen("SELECT nummer FROM nummer WHERE soort <> 'activiteit' ORDER BY nummer")
        ]
        client = Client(headers={"host": "localhost"})
        paden = [*VAST, *(p.format(n) for n in nummers for p in PER_NUMMER), *adressen(w)]
        antwoorden.append({_kaal(p): _kaal(lees(client.get(p))) for p in paden if "inleveren" not in p})
    met, zonder = antwoorden
    assert met.keys() == zonder.keys()
    for pad in met:
        assert met[pad] == zonder[pad], pad


def _kaal(tekst: str) -> str:
    """Without what differs between any two registers: names of deliveries, moments, and tokens of forms."""
    # Deliveries first: their last six characters may be digits, and then look like part of an anchor.
    tekst = re.sub(r"[a-z-]+-\d{8}-\d{6}-[0-9a-f]{6}", "LEVERING", tekst)
    tekst = re.sub(r"-[0-9a-f]{6}-\d+\b", "-ANKER", tekst)
    tekst = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", tekst)
    return re.sub(r"\d{2}:\d{2}(:\d{2})?|\d{4}-\d{2}-\d{2}T[\d:.+Z]+", "TIJD", tekst)


def test_elke_functie_wordt_hier_getoetst():
    assert set(functies()) - {f for _, f, _, _ in WIE} == {"handhavingsjurist"}
