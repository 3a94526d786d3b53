"""The check digits and forms against python-stdnum, written by others from the same standards."""

import re
from datetime import date

from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from stdnum import casrn
from stdnum.nl import bsn, postcode
from tests.begrippen.conftest import Rekenaar

from stelsel.begrippen import RECORDTYPEN, regels_van
from stelsel.begrippen.soorten import Datum

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


def _dag(tekst: str) -> date | None:
    """What a day is, said in another way than the door does."""
    if m := re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", tekst, re.ASCII):
        jaar, maand, dag = map(int, m.groups())
    elif m := re.fullmatch(r"(\d\d)-(\d\d)-(\d{4})", tekst, re.ASCII):
        dag, maand, jaar = map(int, m.groups())
    else:
        return None
    try:
        return date(jaar, maand, dag)
    except ValueError:
        return None


TEKEN = st.sampled_from("0123456789-+ .:/T")
DAGEN = st.dates(min_value=date(1000, 1, 1)).map(date.isoformat) | st.dates(min_value=date(1000, 1, 1)).map(
    lambda d: f"{d:%d-%m-%Y}"
)


@VEEL
@given(
    dagen=st.lists(DAGEN, min_size=5),
    plek=st.integers(0, 9),
    teken=TEKEN,
    los=st.lists(st.text(TEKEN, min_size=8, max_size=11), min_size=5),
)
@example(dagen=["01-01-2000"] * 5, plek=9, teken=" ", los=["00000000"] * 5)
def test_een_datum_is_wat_python_een_datum_vindt(
    motor: Rekenaar, dagen: list[str], plek: int, teken: str, los: list[str]
) -> None:
    bijna = [d[:plek] + teken + d[plek + 1 :] for d in dagen]
    ingevoegd = [d[:plek] + teken + d[plek:] for d in dagen]
    teksten = [*dagen, *bijna, *ingevoegd, *los]
    sql = f"SELECT {Datum().getypeerd('v')} FROM (SELECT unnest(?) AS v)"
    gevonden = [d for (d,) in motor.execute(sql, [teksten]).fetchall()]
    # The year 0 is no year of our calendar, and the engine has one: nobody delivers it, and a later check refuses it.
    assert [(t, d) for t, d in zip(teksten, gevonden, strict=True) if t[:4] != "0000" and t[-4:] != "0000"] == [
        (t, _dag(t)) for t in teksten if t[:4] != "0000" and t[-4:] != "0000"
    ]
