"""The check digits and forms against python-stdnum, written by others from the same standards."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from stdnum import casrn
from stdnum.nl import bsn, postcode
from tests.begrippen.conftest import Rekenaar

from stelsel.begrippen import RECORDTYPEN, regels_van

VEEL = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
CIJFER = st.sampled_from("0123456789")


def _goed(con: Rekenaar, sql: str, teksten: list[str]) -> set[str]:
    """The texts for which the condition over `v` holds."""
    return {t for (t,) in con.execute(f"SELECT v FROM (SELECT unnest(?) AS v) WHERE {sql}", [teksten]).fetchall()}


def _sql(recordtype: str, code: str, kolom: str) -> str:
    regel = next(r for r in regels_van(recordtype) if r.code == code)
    return regel.sql.replace(f'"{kolom}"', "v")


def _vorm(recordtype: str, kolom: str) -> str:
    return RECORDTYPEN[recordtype].velden[kolom].soort.vorm("v")


# Most random numbers are wrong: so every last digit is tried, of which one at most fits.
@VEEL
@given(begin=st.text(CIJFER, min_size=8, max_size=8))
def test_de_elfproef_oordeelt_als_stdnum(motor: Rekenaar, begin: str) -> None:
    nummers = [begin + laatste for laatste in "0123456789"]
    assert _goed(motor, _sql("onderneming", "OND-014", "rsin"), nummers) == {n for n in nummers if bsn.is_valid(n)}


def test_negen_nullen_zijn_geen_rsin(motor: Rekenaar) -> None:
    assert not _goed(motor, _sql("onderneming", "OND-014", "rsin"), ["000000000"])


@VEEL
@given(
    cijfers=st.text(CIJFER, min_size=4, max_size=4),
    letters=st.lists(st.text(st.sampled_from("ABDEPQRSTWZa1"), min_size=2, max_size=2), min_size=1, unique=True),
)
def test_een_postcode_is_goed_als_stdnum_dat_vindt(motor: Rekenaar, cijfers: str, letters: list[str]) -> None:
    teksten = [cijfers + wit + twee for twee in letters for wit in ("", " ")]
    echt = _sql("locatie", "LOC-019", "postcode").replace("_oefening", "false")
    # stdnum also takes lower case; the door asks for capitals.
    verwacht = {t for t in teksten if postcode.is_valid(t) and t == t.upper()}
    assert _goed(motor, f"{_vorm('locatie', 'postcode')} AND {echt}", teksten) == verwacht


@VEEL
@given(een=st.text(CIJFER, min_size=1, max_size=8), twee=st.text(CIJFER, min_size=2, max_size=2))
def test_een_cas_nummer_is_goed_als_stdnum_dat_vindt(motor: Rekenaar, een: str, twee: str) -> None:
    nummers = [f"{een}-{twee}-{laatste}" for laatste in "0123456789"]
    goed = _goed(motor, f"{_vorm('meting', 'cas_nummer')} AND {_sql('meting', 'MET-014', 'cas_nummer')}", nummers)
    assert goed == {n for n in nummers if casrn.is_valid(n)}
