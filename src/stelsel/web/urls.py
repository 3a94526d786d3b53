"""Every page of the product."""

from django.urls import path, register_converter
from django.views.i18n import set_language

from .views import begrippen, dossier, kaart, leveringen, start, zoeken


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
    path("kaart/", kaart.kaart, name="kaart"),
    path("kaart/punten.json", kaart.punten, name="punten"),
    path("dossier/<str:nummer>/", dossier.dossier_, name="dossier"),
    path("leveringen/", leveringen.overzicht, name="leveringen"),
    path("leveringen/<levering:levering>/", leveringen.levering_, name="levering"),
    path("leveringen/<levering:levering>/<int:deel>/geweigerd.csv", leveringen.geweigerd, name="geweigerd"),
    path("begrippen/", begrippen.overzicht, name="begrippen"),
    path("begrippen/codelijsten/", begrippen.codelijsten, name="codelijsten"),
    path("begrippen/<str:recordtype>/", begrippen.recordtype_, name="recordtype"),
    path("regels/", begrippen.regels, name="regels"),
    path("taal/", set_language, name="set_language"),
]
handler404 = "stelsel.web.fouten.niet_gevonden"
