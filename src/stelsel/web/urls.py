"""Every page of the product."""

from django.contrib.auth.views import LogoutView
from django.urls import path, register_converter
from django.views.i18n import set_language

from .api import api
from .views import (
    aanmelden,
    begrippen,
    blik,
    concept,
    convenanten,
    dossier,
    herstel,
    inleveren,
    kaart,
    koppeling,
    kwaliteit,
    leveringen,
    logboek,
    mandaten,
    nummer,
    programma,
    start,
    tegenspraak,
    twijfel,
    vergunning,
    vertalingen,
    zoeken,
)


class Levering:
    """Number of a delivery: source, day, time and six characters."""

    regex = r"[A-Za-z0-9-]{5,80}"

    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


register_converter(Levering, "levering")

urlpatterns = [
    path("", start.start, name="start"),
    path("over/", start.over, name="over"),
    path("toegankelijkheid/", start.toegankelijkheid, name="toegankelijkheid"),
    path("zoek/", zoeken.zoeken, name="zoek"),
    path("zoek/selectie.csv", zoeken.selectie_csv, name="selectie"),
    path("kaart/", kaart.kaart, name="kaart"),
    path("kaart/punten.json", kaart.punten, name="punten"),
    path("dossier/<str:nummer>/", dossier.dossier_, name="dossier"),
    path("dossier/<str:nummer>/vergunning/", vergunning.vergunning_, name="vergunning"),
    path("dossier/<str:nummer>/vergunning.json", vergunning.vergunning_json, name="vergunning_json"),
    path("dossier/<str:nummer>/vergunning.pdf", vergunning.vergunning_pdf, name="vergunning_pdf"),
    path("vergunningen/brefs/", vergunning.brefs_, name="brefs"),
    path("vergunningen/brefs.csv", vergunning.brefs_csv, name="brefs_csv"),
    path("nummer/<str:nummer>/", nummer.nummer_, name="nummer"),
    path("tegenspraak/", tegenspraak.overzicht, name="tegenspraak"),
    path("tegenspraak/alles.csv", tegenspraak.bestand, name="tegenspraak_csv"),
    path("tegenspraak/meld/", tegenspraak.meld, name="tegenspraak_meld"),
    path("twijfel/", twijfel.twijfel, name="twijfel"),
    path("koppeling/vergelijk/", koppeling.vergelijk_, name="vergelijk"),
    path("koppeling/besluit/", koppeling.besluit, name="koppelbesluit"),
    path("koppeling/<slug:recordtype>/<slug:bron>/<path:id_>/", koppeling.koppeling_, name="koppeling"),
    path("leveringen/", leveringen.overzicht, name="leveringen"),
    path("leveringen/nieuw/", inleveren.nieuw, name="inleveren"),
    path("leveringen/nieuw/<str:id_>/", inleveren.volg, name="inzending"),
    path("leveringen/bron/<str:bron>/", kwaliteit.bron_, name="bron"),
    path("leveringen/bron/<str:bron>/kwaliteit.json", kwaliteit.bron_json, name="bron_json"),
    path("leveringen/<levering:levering>/", leveringen.levering_, name="levering"),
    path("leveringen/<levering:levering>/besluit/", herstel.besluit, name="leverbesluit"),
    path("leveringen/<levering:levering>/herstel/", herstel.voorstellen, name="herstel"),
    path("leveringen/<levering:levering>/herstel/aanvaard/", herstel.aanvaard, name="herstel_aanvaard"),
    path("leveringen/<levering:levering>/herstel/intrekken/", herstel.trek_rijen_in, name="herstel_trek_in"),
    path("leveringen/<levering:levering>/herstel/opnieuw/", herstel.opnieuw, name="herstel_opnieuw"),
    path("leveringen/<levering:levering>/<int:deel>/geweigerd.csv", leveringen.geweigerd, name="geweigerd"),
    path("leveringen/<levering:levering>/geweigerd.parquet", leveringen.geweigerd_parquet, name="geweigerd_parquet"),
    path("leveringen/<levering:levering>/kwaliteit.json", leveringen.kwaliteit_json, name="kwaliteit_json"),
    path("kwaliteit/", kwaliteit.overzicht, name="kwaliteit"),
    path("kwaliteit/vergelijking.csv", kwaliteit.vergelijking, name="vergelijking"),
    path("kwaliteit/definitie/", kwaliteit.definitie, name="kwaliteit_definitie"),
    path("kwaliteit/definitie.json", kwaliteit.definitie_json, name="kwaliteit_definitie_json"),
    path("vertalingen/", vertalingen.overzicht, name="vertalingen"),
    path("vertalingen/<slug:bron>/", vertalingen.vertaling_, name="vertaling"),
    path("vertalingen/<slug:bron>/voorstel/", vertalingen.voorstel, name="vertaalvoorstel"),
    path("begrippen/", begrippen.overzicht, name="begrippen"),
    path("begrippen/codelijsten/", begrippen.codelijsten, name="codelijsten"),
    path("begrippen/<str:recordtype>/", begrippen.recordtype_, name="recordtype"),
    path("regels/", begrippen.regels, name="regels"),
    path("regels/<str:code>/", begrippen.regel_, name="regel"),
    path("programma/", programma.overzicht, name="programmas"),
    path("programma/<slug:code>/", programma.programma_, name="programma"),
    path("programma/<slug:code>/pijler/<int:nummer>/", programma.pijler_, name="pijler"),
    path("programma/<slug:code>/onderwerp/<str:ref>/", programma.onderwerp_, name="onderwerp"),
    path("programma/<slug:code>/samenhang/", programma.samenhang_, name="samenhang"),
    path("programma/<slug:code>/besluiten/", programma.besluiten_, name="besluiten"),
    path("programma/<slug:code>/risicos/", programma.risicos_, name="risicos"),
    path("programma/<slug:code>/tryouts/", programma.tryouts_, name="tryouts"),
    path("programma/<slug:code>/stand/", programma.stand_, name="programmastand"),
    path("programma/<slug:code>/verschil/", programma.verschil_, name="verschil"),
    path("programma/<slug:code>/verantwoording/", programma.verantwoording, name="verantwoording"),
    path("programma/<slug:code>/concept/", concept.concept_, name="concept"),
    path("programma/<slug:code>/concept/begin/", concept.begin, name="concept_begin"),
    path("programma/<slug:code>/concept/nieuw/", concept.nieuw_onderwerp, name="nieuw_onderwerp"),
    path("programma/<slug:code>/concept/intrekken/", concept.trek_in, name="trek_in"),
    path("programma/<slug:code>/concept/vaststellen/", concept.stel_vast, name="stel_vast"),
    path("programma/<slug:code>/concept/<slug:soort>/<str:sleutel>/", concept.bewerk, name="bewerk"),
    path("programma/<slug:code>/concept/<slug:soort>/<str:sleutel>/stap/", concept.stap, name="stap"),
    path(
        "programma/<slug:code>/concept/<slug:soort>/<str:sleutel>/actie/<str:ref>/", concept.bewerk, name="bewerk_actie"
    ),
    path("programma/<slug:code>/<slug:editie>/erratum/", concept.erratum, name="erratum"),
    path("programma/<slug:code>/<slug:editie>/rapport.<str:vorm>", programma.rapport_, name="rapport"),
    path("blik/", blik.blik_, name="blik"),
    path("blik/draag-over/", blik.draag_over, name="draag_over"),
    path("blik/neem-terug/", blik.neem_terug, name="neem_terug"),
    path("blik/noodtoegang/", blik.noodtoegang, name="noodtoegang"),
    path("toegang/gronden/", blik.gronden_, name="gronden"),
    path("toegang/convenanten/", convenanten.overzicht, name="convenanten"),
    path("toegang/convenanten/<slug:orgaan>/", convenanten.dienst_, name="vlekken"),
    path("toegang/mandaten/", mandaten.mandaten_, name="mandaten"),
    path("toegang/mandaten/<str:orgaan>/", mandaten.mandaat_, name="mandaat"),
    path("toegang/verwerkingen/", blik.verwerkingen, name="verwerkingen"),
    path("toegang/logboek/", logboek.logboek_, name="logboek"),
    path("toegang/logboek/inzagen/<str:nummer>.pdf", logboek.inzagelijst_, name="inzagelijst"),
    path("toegang/logboek/uitvoer.jsonl", logboek.logboek_uitvoer, name="logboek_uitvoer"),
    path("aanmelden/", aanmelden.Aanmelden.as_view(), name="aanmelden"),
    path("aanmelden/tweede-factor/", aanmelden.tweede_factor, name="tweede_factor"),
    path("aanmelden/oidc/", aanmelden.OidcBegin.as_view(), name="oidc_begin"),
    path("aanmelden/oidc/terug/", aanmelden.OidcTerug.as_view(), name="oidc_terug"),
    path("afmelden/", LogoutView.as_view(), name="afmelden"),
    path("api/v1/", api.urls),
    path("taal/", set_language, name="set_language"),
]
handler404 = "stelsel.web.fouten.niet_gevonden"
