"""What is made from the declarations is valid, agrees with itself, and stands in the documentation."""

import csv
import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from stelsel.aanlevering import bevindingen, lever
from stelsel.begrippen import RECORDTYPEN, Gebruikersfout, alle_codelijsten, alle_regels
from stelsel.begrippen.uitvoer import regels_json, schema, schrijf_docs, schrijf_sjablonen, toon_voorbeeld, woordenboek
from stelsel.begrippen.uitvoer.jsonschema import als_json
from stelsel.opslag import Opslag

DOCS = Path(__file__).parents[2] / "docs" / "begrippen"


def _rijen(pad: Path) -> list[dict[str, str]]:
    with pad.open(encoding="utf-8-sig", newline="") as f:
        return list(csv.DictReader(f, delimiter=";"))


def _getypeerd(recordtype: str, rij: dict[str, str]) -> dict[str, Any]:
    velden = RECORDTYPEN[recordtype].velden
    return {n: als_json(velden[n].soort, w) for n, w in rij.items() if w}


def test_de_documentatie_is_bij(tmp_path: Path) -> None:
    for pad in schrijf_docs(tmp_path):
        assert (DOCS / pad.name).read_text(encoding="utf-8") == pad.read_text(encoding="utf-8"), (
            f"docs/begrippen/{pad.name} loopt achter: stelsel model woordenboek docs/begrippen"
        )


def test_de_documentatie_bevat_geen_blad_van_een_recordtype_dat_niet_meer_bestaat() -> None:
    bekend = {"README.md", "bestand.md", "codelijsten.md", "woorden.md"} | {f"{n}.md" for n in RECORDTYPEN}
    assert {p.name for p in DOCS.iterdir()} == bekend


def test_elke_controle_en_elke_codelijst_heeft_een_plek_in_de_documentatie() -> None:
    alles = "".join(p.read_text(encoding="utf-8") for p in DOCS.glob("*.md"))
    for code in alle_regels():
        assert f'<a id="{code}"></a>' in alles
    for lijst in alle_codelijsten():
        assert f'<a id="{lijst.naam}"></a>' in alles


def test_het_hele_schema_is_zelf_geldig() -> None:
    heel = schema()
    Draft202012Validator.check_schema(heel)
    json.dumps(heel)
    assert set(RECORDTYPEN) <= set(heel["$defs"])


@pytest.mark.parametrize("recordtype", RECORDTYPEN)
def test_de_voorbeeldrij_van_een_sjabloon_voldoet_aan_het_schema(recordtype: str, tmp_path: Path) -> None:
    schrijf_sjablonen(tmp_path)
    een = schema(recordtype)
    Draft202012Validator.check_schema(een)
    keurmeester = Draft202012Validator(een, format_checker=FormatChecker())
    (rij,) = _rijen(tmp_path / f"{recordtype}.csv")
    assert list(rij) == list(RECORDTYPEN[recordtype].velden)
    keurmeester.validate(_getypeerd(recordtype, rij))
    assert not keurmeester.is_valid({})


def test_het_schema_keurt_een_levering_als_geheel_en_weigert_een_onbekende_code(tmp_path: Path) -> None:
    levering = {p.stem: [_getypeerd(p.stem, r) for r in _rijen(p)] for p in schrijf_sjablonen(tmp_path)}
    keurmeester = Draft202012Validator(schema(), format_checker=FormatChecker())
    keurmeester.validate(levering)
    levering["vergunning"][0]["soort"] = "bestaat-niet"
    (fout,) = keurmeester.iter_errors(levering)
    assert list(fout.absolute_path) == ["vergunning", 0, "soort"]


def test_een_recordtype_dat_niet_bestaat_krijgt_een_voorstel() -> None:
    with pytest.raises(Gebruikersfout) as fout:
        schema("vestigingen")
    assert fout.value.doe == "Bedoelt u vestiging?"


def test_de_deur_neemt_alle_sjablonen_samen_op_zonder_een_bevinding(tmp_path: Path) -> None:
    paden = schrijf_sjablonen(tmp_path / "sjablonen")
    assert all(p.read_bytes().startswith(b"\xef\xbb\xbf") for p in paden)
    opslag = Opslag(tmp_path / "data")
    bewijs = lever(opslag, [tmp_path / "sjablonen"], "dcmr")
    gevonden = [(b["code"], b["bestand"], b["waarde"]) for b in bevindingen(opslag, [bewijs.levering])]
    assert gevonden == []
    assert (bewijs.rijen_in, bewijs.geaccepteerd, bewijs.quarantaine) == (12, 12, 0)
    assert bewijs.oefening


def test_de_catalogus_is_json_en_noemt_elke_controle_een_keer() -> None:
    catalogus = json.loads(json.dumps(regels_json()))
    assert [r["code"] for r in catalogus] == list(alle_regels())
    assert set(catalogus[0]) == {
        "code", "ernst", "dimensie", "recordtype", "velden", "tekst", "remedie", "bron", "goed_voorbeeld", "fout_voorbeeld",
    }  # fmt: skip


def test_een_voorbeeld_is_te_lezen() -> None:
    assert toon_voorbeeld({"rsin": None}) == [("rsin", "(leeg)")]
    assert toon_voorbeeld({"waarde": 0.12, "_oefening": True}) == [("waarde", "0,12"), ("bestand", "oefengegevens")]
    assert toon_voorbeeld({}) == [("alle velden", "(leeg)")]
    assert toon_voorbeeld({"naam": "x" * 201}) == [("naam", "xxxxxxxxxx… (201 tekens)")]


def test_het_woordenboek_noemt_elk_recordtype_met_velden_en_controles() -> None:
    woorden = {w.naam: w for w in woordenboek()}
    assert list(woorden) == list(RECORDTYPEN)
    gemeente = next(v for v in woorden["locatie"].velden if v.naam == "gemeente")
    assert (gemeente.codelijst, gemeente.verwijst_naar) == ("gemeente", "")
    assert "LOC-014" in {r.code for r in woorden["locatie"].regels}
