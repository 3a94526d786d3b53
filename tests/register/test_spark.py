"""One setting, another engine, the same register: what Apache Spark makes of the same SQL, row for row.

Long (minutes, and a Java): `make test-spark`. Without pyspark only the messages are looked at.
"""

from __future__ import annotations

import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

import duckdb
import pytest

from stelsel.aanlevering import lever
from stelsel.begrippen import Gebruikersfout
from stelsel.oefening import maak
from stelsel.opslag import MotorOnbekend, Opslag, parquet
from stelsel.opslag.spark import SparkOntbreekt
from stelsel.register import bijwerken, stand
from stelsel.register.koppelen import TABELLEN, staat
from stelsel.register.standen import GEBEURTENIS, KOPPELING, NUMMER

met_spark = pytest.mark.skipif(
    find_spec("pyspark") is None, reason="zonder de extra 'spark' valt er niets te vergelijken: make test-spark"
)
LAATKOMERS = ("ozhz", "odmh", "odru")
LOCATIE = "id;straat;huisnummer;postcode;woonplaats;gemeente\nX1;Kade;1;3011AB;Rotterdam;GM0599\n"
VESTIGING = "id;locatie_id;handelsnaam;kvk_nummer\nX1;X1;Bedrijf 1;68750000\nX2;X1;Bedrijf 2;{}\nX3;X1;Bedrijf 3;68750002\nX4;X1;Bedrijf 4;{}\n"
# First four establishments of which the last two are one company; then the first two are, and the last two no more.
MET_DE_HAND = (
    {"locatie": LOCATIE, "vestiging": VESTIGING.format(68750001, 68750002)},
    {"vestiging": VESTIGING.format(68750000, 68750003)},
)


@pytest.fixture
def spark(monkeypatch):
    monkeypatch.setenv("STELSEL_ENGINE", "spark")
    monkeypatch.setenv("STELSEL_SPARK_MASTER", "local[2]")


@pytest.fixture
def leer_van_weinig(monkeypatch):
    monkeypatch.setattr("stelsel.register.koppelen.stappen.LEERZAAM", 200)


@pytest.fixture
def beide(tmp_path: Path, schrijf, monkeypatch, leer_van_weinig) -> tuple[Opslag, Opslag]:
    """Two data folders with the same deliveries, in two rounds; of one Spark made the register, both times."""
    uit, deur = tmp_path / "in", Opslag(tmp_path / "deur")
    maak(uit, locaties=1_500, zaad=7, fouten=0.05)
    opslagen = Opslag(tmp_path / "duckdb"), Opslag(tmp_path / "spark")
    alle = sorted(m.name for m in uit.iterdir() if m.is_dir())
    for bronnen, hand in zip(([b for b in alle if b not in LAATKOMERS], LAATKOMERS), MET_DE_HAND, strict=True):
        for bron in bronnen:
            lever(deur, [uit / bron], bron)
        lever(deur, [schrijf(**hand)], "dcmr")
        for opslag, motor in zip(opslagen, ("duckdb", "spark"), strict=True):
            # What is delivered is copied, so that both know the deliveries by the same name and moment.
            shutil.copytree(deur.map, opslag.map, dirs_exist_ok=True)
            monkeypatch.setenv("STELSEL_ENGINE", motor)
            monkeypatch.setenv("STELSEL_SPARK_MASTER", "local[2]")
            bijwerken(opslag, geheel=True)
    return opslagen


def inhoud(opslag: Opslag, tabel: str, kolommen: dict[str, str]) -> list[tuple]:
    """All rows of a table of the register, in the order of their values."""
    namen = ", ".join(kolommen)
    with duckdb.connect() as con:
        return con.execute(f"SELECT {namen} FROM {parquet(opslag.bestanden(tabel), kolommen)} ORDER BY ALL").fetchall()


def van_staat(opslag: Opslag, tabel: str) -> list[tuple]:
    """All rows of a table of linking, in the order of their values, columns by their name."""
    con = staat(opslag, stand(opslag).snapshot)
    kolommen = sorted(k[0] for k in con.execute(f"SELECT * FROM {tabel} LIMIT 0").description)
    return con.execute(f"SELECT {', '.join(kolommen)} FROM {tabel} ORDER BY ALL").fetchall()


@met_spark
def test_spark_maakt_hetzelfde_register(beide):
    duck, spark = beide
    assert stand(duck).tellingen == stand(spark).tellingen
    assert stand(duck).tellingen["locatie"] > 1_000
    for tabel, kolommen in {"koppeling": KOPPELING, "nummer": NUMMER, "gebeurtenis": GEBEURTENIS}.items():
        assert inhoud(duck, tabel, kolommen) == inhoud(spark, tabel, kolommen), tabel
    assert {rij[2] for rij in inhoud(duck, "gebeurtenis", GEBEURTENIS)} == {"samengevoegd", "gesplitst"}
    for tabel in [*TABELLEN, "model", "nr_locatie", "nr_onderneming"]:
        assert van_staat(duck, tabel) == van_staat(spark, tabel), tabel
    assert van_staat(duck, "twijfel_locatie")
    assert not list((spark.map / "werk").iterdir())


@met_spark
def test_elk_teken_wordt_door_beide_gelijk_gespeld(opslag, spark):
    import pyarrow as pa

    from stelsel.opslag import rekenmotor, werkmotor
    from stelsel.register.normaliseren import _MACROS, maak_macros

    alle = [f"a{chr(i)}1 b" for i in range(1, sys.maxunicode + 1) if not 0xD800 <= i <= 0xDFFF]
    tekens = pa.table({"s": ["".join(alle[i : i + 100]) for i in range(0, len(alle), 100)]})
    namen = [kop.split("(")[0] for kop in _MACROS]
    vraag = f"SELECT s, {', '.join(f'{n}(s) AS {n}' for n in namen)} FROM tekens"
    with werkmotor(opslag, "toets") as con, rekenmotor(opslag, con) as motor:
        uitkomsten = []
        for e in (con, motor):
            maak_macros(e)
            e.register("tekens", tekens)
            uitkomsten.append(sorted(e.execute(vraag).fetchall()))
    verschil = [(d, s) for d, s in zip(*uitkomsten, strict=True) if d != s]
    assert not verschil[:10]


def test_een_andere_motor_bestaat_niet(geef, opslag, monkeypatch):
    geef(locatie="id;straat;huisnummer;woonplaats\nL1;Kade;1;Rotterdam\n")
    monkeypatch.setenv("STELSEL_ENGINE", "hadoop")
    with pytest.raises(MotorOnbekend, match="hadoop") as fout:
        bijwerken(opslag)
    assert "spark" in fout.value.doe
    assert stand(opslag) is None


def test_zonder_pyspark_staat_er_wat_te_installeren(geef, opslag, spark, monkeypatch):
    geef(locatie="id;straat;huisnummer;woonplaats\nL1;Kade;1;Rotterdam\n")
    monkeypatch.setitem(sys.modules, "pyspark.sql", None)
    with pytest.raises(SparkOntbreekt) as fout:
        bijwerken(opslag)
    assert isinstance(fout.value, Gebruikersfout)
    assert "stelsel[spark]" in fout.value.doe


@met_spark
def test_zonder_java_staat_er_wat_te_installeren(geef, opslag, spark, monkeypatch, tmp_path):
    geef(locatie="id;straat;huisnummer;woonplaats\nL1;Kade;1;Rotterdam\n")
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    with pytest.raises(SparkOntbreekt, match="Java") as fout:
        bijwerken(opslag)
    assert "Java 17" in fout.value.doe
