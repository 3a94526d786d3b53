"""Keys and roles: the secret is kept nowhere, what is withdrawn opens nothing, and turns are counted over processes."""

from __future__ import annotations

import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import AnonymousUser
from tests.api.klant import stelsel

from stelsel.begrippen import Gebruikersfout
from stelsel.toegang.leverrecht import (
    bronnen_van,
    maak_sleutel,
    mag_leveren,
    sleutel_van,
    trek_sleutel_in,
)
from stelsel.toegang.models import Sleutel
from stelsel.toegang.rollen import geef_rol, ontneem_rol
from stelsel.toegang.tempo import TeVaak, neem_beurt


@pytest.mark.django_db
def test_een_sleutel_spreekt_voor_haar_bron_tot_zij_is_ingetrokken():
    s, geheim = maak_sleutel("dcmr", "zaaksysteem", "toets")
    assert sleutel_van(geheim).bron == "dcmr"
    for mis in ("", geheim[:-1], geheim + "x", s.hash):
        assert sleutel_van(mis) is None
    trek_sleutel_in(s.pk)
    assert sleutel_van(geheim) is None


@pytest.mark.django_db
def test_het_geheim_zelf_wordt_nergens_bewaard():
    s, geheim = maak_sleutel("dcmr", "zaaksysteem", "toets")
    assert len(geheim) >= len("stelsel_") + 43  # 256 bits
    assert geheim not in str(Sleutel.objects.values().get(pk=s.pk))
    assert maak_sleutel("dcmr", "zaaksysteem", "toets")[1] != geheim


@pytest.mark.django_db
def test_laatst_gebruikt_staat_er_op_de_minuut(django_assert_num_queries):
    s, geheim = maak_sleutel("dcmr", "zaaksysteem", "toets")
    assert sleutel_van(geheim)
    with django_assert_num_queries(1):
        sleutel_van(geheim)
    eerst = Sleutel.objects.get(pk=s.pk).laatst_gebruikt
    Sleutel.objects.filter(pk=s.pk).update(laatst_gebruikt=eerst - timedelta(minutes=2))
    sleutel_van(geheim)
    assert Sleutel.objects.get(pk=s.pk).laatst_gebruikt >= eerst


@pytest.mark.django_db
def test_een_leverrol_geldt_voor_een_bron_en_kan_terug():
    _, wachtwoord = geef_rol("steward-dcmr", "dcmr", "datasteward", "toets")
    assert wachtwoord
    assert geef_rol("steward-dcmr", "dcmr", "datasteward", "toets")[1] is None
    er = get_user_model().objects.get(username="steward-dcmr")
    assert (bronnen_van(er), mag_leveren(er, "dcmr"), mag_leveren(er, "odh")) == (["dcmr"], True, False)
    er.is_active = False
    assert not mag_leveren(er, "dcmr")
    er.is_active = True
    assert ontneem_rol("steward-dcmr", "dcmr", "datasteward")
    assert not mag_leveren(er, "dcmr")
    assert not mag_leveren(AnonymousUser(), "dcmr")


@pytest.mark.django_db
@pytest.mark.parametrize("doe", [lambda: maak_sleutel("bestaat-niet", "x", "toets"),
                                 lambda: geef_rol("steward-x", "bestaat-niet", "datasteward", "t"), lambda: trek_sleutel_in(999_999)])  # fmt: skip
def test_een_onbekende_bron_of_sleutel_is_een_fout_met_raad(doe):
    with pytest.raises(Gebruikersfout) as e:
        doe()
    assert e.value.doe


NEEM = """
from stelsel.opslag import Opslag
from stelsel.toegang.tempo import TeVaak, neem_beurt
gelukt = 0
for _ in range(40):
    try:
        neem_beurt(Opslag(), "sleutel 1", hoogstens=50, per_seconde=0.001)
        gelukt += 1
    except TeVaak:
        pass
print(gelukt)
"""


def test_beurten_worden_over_processen_heen_geteld(opslag):
    omgeving = os.environ | {"STELSEL_DATA": str(opslag.map)}
    drie = [subprocess.Popen([sys.executable, "-c", NEEM], env=omgeving, stdout=subprocess.PIPE) for _ in range(3)]
    assert sum(int(p.communicate(timeout=60)[0]) for p in drie) == 50
    neem_beurt(opslag, "sleutel 2", hoogstens=50, per_seconde=0.001)  # has turns of its own


def test_beurten_komen_met_de_tijd_terug(opslag):
    for _ in range(3):
        neem_beurt(opslag, "a", hoogstens=3, per_seconde=0.5)
    with pytest.raises(TeVaak) as e:
        neem_beurt(opslag, "a", hoogstens=3, per_seconde=0.5)
    assert e.value.over == 2
    with pytest.raises(TeVaak):
        neem_beurt(opslag, "a", hoogstens=3, per_seconde=0.5)
    neem_beurt(opslag, "a", hoogstens=3, per_seconde=1e6)


def test_de_opdrachtregel_toont_het_geheim_een_keer(opslag):
    geheim = stelsel(opslag, "toegang", "sleutel", "maak", "--bron", "dcmr", "--label", "zaaksysteem").split()[-1]
    lijst = stelsel(opslag, "toegang", "sleutel", "lijst")
    assert "zaaksysteem" in lijst
    assert geheim not in lijst
    stelsel(opslag, "toegang", "sleutel", "intrekken", lijst.split()[0])
    assert "ingetrokken" in stelsel(opslag, "toegang", "sleutel", "lijst")
    database = b"".join(p.read_bytes() for p in (opslag.map / "app").glob("stelsel.sqlite3*"))
    assert geheim.encode() not in database
