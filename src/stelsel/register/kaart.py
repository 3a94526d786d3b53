"""What the map shows in a box: the locations themselves, or counts per grid cell where they are too many."""

from __future__ import annotations

import math
from typing import Any

from ..opslag import Opslag
from .bakken.punten import ZOOMS, maaswijdte
from .index import index

MEESTE_PUNTEN = 1_000
PER_CEL = 44  # pixels: circles with their count still stand apart


def kaartpunten(
    opslag: Opslag, west: float, zuid: float, oost: float, noord: float, breedte: int = 700
) -> dict[str, Any]:
    """GeoJSON of a box in degrees (EPSG:4326) that is drawn `breedte` pixels wide. `volledig` tells whether every location stands in it by itself.

    Raises `GeenRegister`.
    """
    ix = index(opslag)
    rijen = ix.rijen(
        """SELECT l.* FROM punt p JOIN locatie l ON l.id = p.id
           WHERE p.oost >= ? AND p.west <= ? AND p.noord >= ? AND p.zuid <= ? LIMIT ?""",
        (west, oost, zuid, noord, MEESTE_PUNTEN + 1),
    )
    if len(rijen) <= MEESTE_PUNTEN:
        return _verzameling([_punt(r) for r in rijen], volledig=True)
    cellen_breed = max(breedte, PER_CEL) / PER_CEL
    fijn = math.log2(cellen_breed * maaswijdte(0) / max(oost - west, 1e-6))
    zoom = min(max(round(fijn), ZOOMS[0]), ZOOMS[-1])
    cellen = ix.rijen(
        "SELECT * FROM raster WHERE zoom = ? AND lon BETWEEN ? AND ? AND lat BETWEEN ? AND ? LIMIT 4000",
        (zoom, west, oost, zuid, noord),
    )
    return _verzameling([_cel(c) for c in cellen], volledig=False)


def _verzameling(features: list[dict[str, Any]], *, volledig: bool) -> dict[str, Any]:
    return {"type": "FeatureCollection", "volledig": volledig, "features": features}


def _feature(r: Any, eigenschappen: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [r["lon"], r["lat"]]},
        "properties": eigenschappen,
    }


def _punt(r: Any) -> dict[str, Any]:
    eigenschappen = {"nummer": r["nummer"], "naam": r["naam"], "adres": r["adres"], "soort": r["soort"], "aantal": 1}
    return _feature(r, {**eigenschappen, "bedrijven": r["bedrijven"], "oefening": bool(r["oefening"])})


def _cel(r: Any) -> dict[str, Any]:
    soort = "seveso" if r["seveso"] else "ippc" if r["ippc"] else "gewoon"
    return _feature(r, {"aantal": r["aantal"], "soort": soort, "oefening": bool(r["oefening"])})
