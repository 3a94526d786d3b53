"""JSON and JSON Lines: every element and every line that is not empty counts once, as a row or as what is no row."""

from __future__ import annotations

import json
from math import isfinite

from hypothesis import given
from hypothesis import strategies as st
from tests.fuzz.grond import INGREPEN, INSTELLING, bederf, lees_bytes, regels, tel

PLAT = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9)
WAARDE = st.recursive(
    PLAT,
    lambda k: st.lists(k, max_size=3) | st.dictionaries(st.sampled_from(["id", "b c", "ë"]), k, max_size=3),
    max_leaves=6,
)
RECORD = st.dictionaries(st.sampled_from(["id", "naam", "x", "é"]), PLAT, max_size=4)
ELEMENTEN = st.lists(RECORD | RECORD | WAARDE, max_size=10)


@INSTELLING
@given(
    ELEMENTEN, st.sampled_from([None, 1]), st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le"]), st.booleans()
)
def test_elk_element_van_een_lijst_telt_een_keer(elementen, inspringen, codering, ascii_):
    tekst = json.dumps([{"id": "L0"}, *elementen], indent=inspringen, ensure_ascii=ascii_)
    blokken = lees_bytes(tekst.encode(codering, "replace"), "x.json")
    assert blokken is not None
    assert regels(blokken) == list(range(1, len(elementen) + 2))


@INSTELLING
@given(st.dictionaries(st.text(min_size=1, max_size=5), ELEMENTEN, max_size=5))
def test_elke_lijst_van_een_object_telt_apart(per_soort):
    per_soort = {"type": "los", "locaties": [{"id": "L0"}]} | {f"_{k}": v for k, v in per_soort.items()}
    blokken = lees_bytes(json.dumps(per_soort).encode(), "x.json")
    assert blokken is not None
    met_velden = [v for v in per_soort.values() if any(isinstance(e, dict) and e for e in v)]
    assert sum(tel(blokken)) >= sum(
        map(len, (v for v in met_velden if all(isinstance(e, dict) and _plat(e) for e in v)))
    )


def _plat(e: dict[str, object]) -> bool:
    """A record of JSON: Python also writes numbers that JSON does not have."""
    return not any(isinstance(w, list | dict) or (isinstance(w, float) and not isfinite(w)) for w in e.values())


REGEL = st.builds(json.dumps, RECORD | WAARDE) | st.text(alphabet='{}[]":,a1é \0', max_size=12)


@INSTELLING
@given(st.lists(REGEL | st.just("") | st.just("  "), max_size=12), st.sampled_from(["\n", "\r\n"]))
def test_elke_gevulde_regel_van_json_lines_telt_een_keer(inhoud, einde):
    inhoud = ['{"id": "L0"}', *inhoud]
    blokken = lees_bytes(einde.join(inhoud).encode(), "x.jsonl")
    assert blokken is not None
    assert regels(blokken) == [i for i, r in enumerate(inhoud, 1) if r.strip(" ")]


@INSTELLING
@given(ELEMENTEN, st.booleans(), INGREPEN)
def test_bedorven_json_wordt_gelezen_of_geweigerd(elementen, per_regel, ingrepen):
    elementen = [{"id": "L0", "x": 1e-7}, *elementen]
    tekst = "\n".join(map(json.dumps, elementen)) if per_regel else json.dumps({"locaties": elementen}, indent=1)
    lees_bytes(bederf(tekst.encode(), ingrepen), "x.jsonl" if per_regel else "x.json")
