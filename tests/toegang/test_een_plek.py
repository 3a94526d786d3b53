"""One narrow place: only `toegang` reads the register with rights; all other code gets what is open, and reads no file around it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import stelsel
from stelsel.register import dossier
from stelsel.register.levensloop import levensloop, rijen_in_stand
from stelsel.register.zicht import OPEN

BRON = Path(stelsel.__file__).parent
# What bears rights, or opens the index and the tables of rows.
RECHTEN = {"Zicht", "Recht", "ALLES"}
OPENERS = {"sqlite3", "duckdb", "deltalake"}
# The register's own rooms, and those below it.
BINNEN = ("register", "toegang", "begrippen", "opslag", "aanlevering")
# A gate at the door, in which own rows of a source are read; and exercise data that are made and scored before there is a register.
MAG_OPENEN = {"oefening"}


def modules():
    return [p for p in BRON.rglob("*.py") if p.relative_to(BRON).parts[0] not in BINNEN]


def namen(boom: ast.AST) -> set[str]:
    return {n.id for n in ast.walk(boom) if isinstance(n, ast.Name)} | {
        a.name for n in ast.walk(boom) if isinstance(n, ast.ImportFrom | ast.Import) for a in n.names
    }


@pytest.mark.parametrize("pad", modules(), ids=lambda p: str(p.relative_to(BRON)))
def test_geen_gebruik_geeft_zichzelf_rechten_of_opent_zelf_een_bestand(pad):
    boom = ast.parse(pad.read_text(encoding="utf-8"))
    sleutels = {k.arg for n in ast.walk(boom) if isinstance(n, ast.Call) for k in n.keywords}
    assert "zicht" not in sleutels, "rechten gaan alleen mee in toegang/lezen.py"
    assert not namen(boom) & RECHTEN, "rechten komen alleen uit toegang/vraag.py"
    gemaakt = {n.func.id for n in ast.walk(boom) if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)}
    assert not gemaakt & {"Blik", "Toegestaan"}, "een Blik maakt alleen toegang.vraag.blik"
    if pad.relative_to(BRON).parts[0] not in MAG_OPENEN:
        ingevoerd = {a.name.split(".")[0] for n in ast.walk(boom) if isinstance(n, ast.Import) for a in n.names} | {
            (n.module or "").split(".")[0] for n in ast.walk(boom) if isinstance(n, ast.ImportFrom) and not n.level
        }
        assert not ingevoerd & OPENERS, "lees het register via toegang of register, niet zelf"


def test_wie_geen_rechten_meegeeft_leest_wat_openbaar_is():
    for lees in (dossier, levensloop, rijen_in_stand):
        assert lees.__defaults__[-1] is OPEN, lees.__name__


def test_binnen_het_register_leest_alleen_het_dossier_uit_de_cellen():
    """The cells are the only table of the index with closed data: whoever else reads them is named here."""
    lezers = {
        str(p.relative_to(BRON))
        for p in BRON.rglob("*.py")
        if "FROM cel WHERE" in p.read_text(encoding="utf-8") or "FROM cel " in p.read_text(encoding="utf-8")
    }
    assert lezers == {
        "register/dossier.py",  # with the filter of the question
        "register/gebied/bakken.py", "register/gebied/inhoud.py",  # writing the next index
        "register/zoeken/filters.py",  # where open rows of a company lie: class 0 only
        "register/bakken/documenten.py",  # a table of the engine by that name: counts of open rows
    }  # fmt: skip
